/* The same once more in 128 bits, for costs whose sums need more than 64. */
#define SEIMBANG_WIDE
#include "kernel.c"
