/*
 * The exact minimum-cost plan of a family, its potentials and its optimal face.
 *
 * The same small graph as network.py: nodes are seats, keep nodes, groups and the root;
 * people are contracted away. Each person's unit flows into one node (its head) and from
 * there up the tree seat -> group -> ... -> root. Somebody at u who may go to v is an arc
 * u -> v, as long as the price differs; only the shortest arc between two nodes counts,
 * so the whole graph is one matrix of nodes x nodes.
 *
 * The way to the optimum is the primal-dual one: start from potentials, let every person
 * and every arc of the tree do what is best for them alone (a pseudoflow), then bring
 * the excess at nodes to those that lack, always along arcs of reduced length zero.
 *
 * Nothing is kept between calls, no global is written: two threads may solve two
 * families. Every index that comes from outside is checked before it is used. Sums are
 * kept far from the limits of the integers; what would leave them is refused.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef SEIMBANG_WIDE /* wide.c: the same in 128 bits */
typedef __int128 num;
#define BITS 120
#define NAME(name) seimbang_##name##_wide
#else
typedef int64_t num;
#define BITS 61
#define NAME(name) seimbang_##name
#endif
#define EXPORT __attribute__((visibility("default")))

/*
 * FAR: there is no arc. Arcs are at most LARGEST, potentials at most FARTHEST, so the
 * reduced length of a way is below UNREACHED and that of a missing one above it:
 * 2^58 + 2^58 + 2^57 < 2^60 < 2^61 - 2 x 2^58.
 */
#define FAR ((num)1 << BITS)
#define UNREACHED ((num)1 << (BITS - 1))
#define FARTHEST ((num)1 << (BITS - 3))
#define LARGEST ((num)1 << (BITS - 4))

/* On Linux with gcc the loops over rows are compiled for newer processors too. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) \
    && !defined(__clang__) && !defined(SEIMBANG_PLAIN)
#define VECTOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTOR
#endif

enum { OPTIMAL, INFEASIBLE, OUT_OF_RANGE, NO_MEMORY, BAD_INPUT, NOT_BEST, NOT_CONVEX };
/*
 * Modes. FREEZE: keep only the optimal face. WARM: start from the potentials given.
 * ONLY: instead of a cost, each person treated differently saves one; the plan is left
 * as it is, and OPTIMAL means that there is no other (else NOT_BEST).
 */
enum { FREEZE = 1, WARM = 2, ONLY = 4 };

/* ---- What Python hands over (the same order in __init__.py) ---------------------- */

typedef struct {
    int64_t people, seats, keeps, groups, moves, width, mode;
    const int64_t *first, *seat, *origin, *fixed, *keep_seat, *keep_of, *parent;
    uint8_t *stay, *alive;
    int64_t *low, *high, *keep_low, *keep_high, *group_low, *group_high, *at;
    /* a move costs times * price + rate * unit (see price()), a slot times * slot */
    const int64_t *price, *slot, *unit;
    int64_t times, rate;
    /* WARM: potential comes in for a cost with this many times */
    int64_t was;
    num *potential; /* out; in too when WARM */
    void *value;    /* out: 128 bits */
} Task;

/* ---- What is worked with --------------------------------------------------------- */

/* How the heads of a person's options stand: in any order, ascending, without a gap. */
enum { ANY, ASCENDING, RUN };

typedef struct {
    const Task *task;
    bool again; /* kept between calls, to price options again and again */
    int32_t people, nodes, root;
    /* the options of person i are begin[i] ... begin[i + 1] - 1 */
    int64_t *begin, *chosen;
    uint8_t *order;
    int32_t *head, *move; /* of an option: where the unit flows; the move, -1 = stays */
    num *price;
    /* only to price one family again and again: the parts of the price */
    num *base, *unit, largest, largest_unit, largest_slot;
    int32_t *next, *before, *list; /* the people whose head is a node, with a choice */
    /* the tree: the arc from a node to the one above it */
    int32_t *up;
    int64_t *level, *least, *most;
    /* nodes */
    int64_t *excess; /* what flows in less what flows out */
    num *arc;        /* arc[u * nodes + v]: the shortest u -> v */
    num *potential, *label, *open, *lack;
    int32_t *stack, *from;
    bool *stale; /* the row must be made anew */
} Work;

static bool within(int64_t index, int64_t end) { return index >= 0 && index < end; }

/* Tell whether every index and count is in its range (seats of moves: see gather). */
static bool sound(const Task *t)
{
    const int64_t nodes = t->seats + t->keeps + t->groups + 1;
    if (t->people < 0 || t->people > INT32_MAX / 2 || t->seats < 0 || t->keeps < 0
        || t->groups < 0 || t->moves < 0 || t->moves >= INT32_MAX || t->width < 1
        || nodes > INT32_MAX / 2 || t->times < 1
        || ((t->mode & WARM) && t->was < 1) || t->first[0] != 0 || t->first[t->people] != t->moves)
        return false;
    for (int64_t i = 0; i < t->people; i++) {
        if (t->first[i + 1] < t->first[i] || t->first[i + 1] > t->moves
            || !within(t->origin[i], t->seats))
            return false;
        const int64_t at = t->at[i];
        if (at != -1 && (at < t->first[i] || at >= t->first[i + 1]))
            return false;
    }
    for (int64_t at = 0; at < t->keeps; at++)
        if (!within(t->keep_seat[at], t->seats))
            return false;
    for (int64_t at = 0; at < t->seats; at++) {
        const int64_t keep = t->keep_of[at];
        if (t->fixed[at] < 0 || (keep != at && !(within(keep - t->seats, t->keeps)
                                                && t->keep_seat[keep - t->seats] == at)))
            return false;
    }
    for (int64_t at = 0; at < nodes - 1; at++) {
        if (within(at - t->seats, t->keeps))
            continue;
        const int64_t above = t->parent[at];
        if (above < t->seats + t->keeps || above >= nodes || above <= at)
            return false;
    }
    return true;
}

/* Return the cost of the n-th movable person (1, 2, ...) at a seat; 0 elsewhere. */
static inline num step(const Work *w, int32_t node, int64_t n)
{
    const Task *t = w->task;
    if (node >= t->seats)
        return 0;
    int64_t column = t->fixed[node] + n - 1;
    column = column >= t->width ? t->width - 1 : column < 0 ? 0 : column;
    return (num)t->times * t->slot[node * t->width + column];
}

/* Return the largest number that may be multiplied by factor: two such make an arc. */
static num most_of(int64_t factor)
{
    const num size = factor < 0 ? -(num)factor : (num)factor;
    return LARGEST / 4 / (size > 0 ? size : 1);
}

static inline num *row(const Work *w, int32_t node)
{
    return w->arc + (size_t)node * (size_t)w->nodes;
}

/* ---- Memory: one block, cut in pieces -------------------------------------------- */

static size_t rounded(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

static void *piece(char **block, size_t count, size_t size)
{
    void *here = *block;
    if (*block)
        *block += rounded(count * size);
    return here;
}

/* Cut the pieces from block; with NULL only count: the answer is the bytes needed. */
static size_t arrange(Work *w, char *block, size_t options)
{
    const size_t people = (size_t)w->people, nodes = (size_t)w->nodes;
    char *at = block;
    size_t bytes = 0;
#define PIECE(field, count) \
    (bytes += rounded((count) * sizeof *w->field), \
     w->field = piece(&at, (count), sizeof *w->field))
    PIECE(arc, nodes * nodes);
    PIECE(price, options);
    PIECE(base, w->again ? options : 0);
    PIECE(unit, w->again ? options : 0);
    PIECE(head, options);
    PIECE(move, options);
    PIECE(begin, people + 1);
    PIECE(chosen, people);
    PIECE(order, people);
    PIECE(next, people);
    PIECE(before, people);
    PIECE(list, nodes);
    PIECE(up, nodes);
    PIECE(level, nodes);
    PIECE(least, nodes);
    PIECE(most, nodes);
    PIECE(excess, nodes);
    PIECE(potential, nodes);
    PIECE(label, nodes);
    PIECE(open, nodes);
    PIECE(lack, nodes);
    PIECE(stack, nodes + 1);
    PIECE(from, nodes);
    PIECE(stale, nodes);
#undef PIECE
    return bytes + 64;
}

static size_t living(const Task *t)
{
    size_t count = 0;
    for (int64_t k = 0; k < t->moves; k++)
        count += t->alive[k] != 0;
    return count + (size_t)t->people;
}

/* ---- People ---------------------------------------------------------------------- */

static inline bool alone(const Work *w, int32_t person)
{
    return w->begin[person + 1] - w->begin[person] == 1;
}

static void enlist(Work *w, int32_t person)
{
    const int32_t node = w->head[w->chosen[person]];
    if (alone(w, person)) /* no choice, so no arc */
        return;
    w->before[person] = -1;
    w->next[person] = w->list[node];
    if (w->list[node] >= 0)
        w->before[w->list[node]] = person;
    w->list[node] = person;
}

static void delist(Work *w, int32_t person)
{
    const int32_t node = w->head[w->chosen[person]];
    if (alone(w, person))
        return;
    if (w->before[person] >= 0)
        w->next[w->before[person]] = w->next[person];
    else
        w->list[node] = w->next[person];
    if (w->next[person] >= 0)
        w->before[w->next[person]] = w->before[person];
}

/* Return the price of a move; clear *fits when it is too large. */
static inline num price_of(const Task *t, int64_t k, int64_t now, num cap, bool *fits)
{
    if (t->mode & ONLY)
        return k == now ? 1 : now < 0 ? -1 : 0;
    if (t->price[k] <= cap && t->price[k] >= -cap)
        return t->price[k];
    *fits = false;
    return 0;
}

/* Return the first living move at or after k, else end. */
static inline int64_t alive_from(const Task *t, int64_t k, int64_t end)
{
    for (uint64_t eight; k + 8 <= end; k += 8) {
        memcpy(&eight, t->alive + k, 8);
        if (eight)
            break;
    }
    while (k < end && !t->alive[k])
        k++;
    return k;
}

static inline void list_option(Work *w, int64_t at, int64_t head, int64_t move,
                               num price)
{
    w->head[at] = (int32_t)head;
    w->move[at] = (int32_t)move;
    w->price[at] = price;
}

/* Note in which order the heads of a person's options stand. */
static void look_at(Work *w, int32_t person)
{
    const int64_t first = w->begin[person], end = w->begin[person + 1];
    bool ascending = true;
    for (int64_t k = first + 1; k < end; k++)
        ascending = ascending && w->head[k] > w->head[k - 1];
    const bool run = ascending && w->head[end - 1] - w->head[first] == end - 1 - first;
    w->order[person] = run ? RUN : ascending ? ASCENDING : ANY;
}

/*
 * List what each person may do, and what it costs. Chosen is what the plan says, else
 * -1.
 */
static int gather(Work *w)
{
    const Task *t = w->task;
    const num cap = most_of(1);
    const uint64_t seats = (uint64_t)t->seats;
    int64_t count = 0;
    bool fits = true;
    w->begin[0] = 0;
    for (int32_t i = 0; i < w->people; i++) {
        const int64_t now = t->at[i], first = count, end = t->first[i + 1];
        const int64_t home = t->keep_of[t->origin[i]];
        bool stays = t->stay[i]; /* among the moves where its head belongs */
        int64_t chosen = -1;
        for (int64_t k = alive_from(t, t->first[i], end); k < end;
             k = alive_from(t, k + 1, end)) {
            if ((uint64_t)t->seat[k] >= seats)
                return BAD_INPUT;
            if (stays && t->seat[k] > home) {
                stays = false;
                chosen = now == -1 ? count : chosen;
                list_option(w, count++, home, -1, 0);
            }
            chosen = k == now ? count : chosen;
            const num price = price_of(t, k, now, cap, &fits);
            list_option(w, count++, t->seat[k], k, price);
        }
        if (stays) {
            chosen = now == -1 ? count : chosen;
            list_option(w, count++, home, -1, 0);
        }
        w->begin[i + 1] = count;
        if (count == first)
            return INFEASIBLE;
        w->chosen[i] = chosen;
        look_at(w, i);
    }
    return fits ? OPTIMAL : OUT_OF_RANGE;
}

/* Return the cheapest option of a person (what the plan says among equals). */
static int64_t cheapest(const Work *w, int32_t person)
{
    int64_t best = w->chosen[person] >= 0 ? w->chosen[person] : w->begin[person];
    for (int64_t k = w->begin[person]; k < w->begin[person + 1]; k++)
        best = w->price[k] < w->price[best] ? k : best;
    return best;
}

/* Return the least of price - potential. */
VECTOR static num least_of(const num *restrict price, const num *restrict potential,
                           int64_t count)
{
    num least = FAR;
    for (int64_t k = 0; k < count; k++) {
        const num here = price[k] - potential[k];
        least = here < least ? here : least;
    }
    return least;
}

/* Return the option of a person that is best for the potentials (else the present). */
static int64_t best_for(const Work *w, int32_t person)
{
    const int64_t first = w->begin[person], end = w->begin[person + 1];
    const int64_t now = w->chosen[person];
    int64_t best = now >= 0 ? now : first;
    num least = w->price[best] - w->potential[w->head[best]];
    if (w->order[person] == RUN) {
        const num *potential = w->potential + w->head[first];
        if (least_of(w->price + first, potential, end - first) >= least)
            return best;
    }
    for (int64_t k = first; k < end; k++) {
        const num here = w->price[k] - w->potential[w->head[k]];
        if (here < least) {
            least = here;
            best = k;
        }
    }
    return best;
}

/* Return the option of a person whose head is a node, -1 when there is none. */
static int64_t option_to(const Work *w, int32_t person, int32_t node)
{
    int64_t low = w->begin[person], high = w->begin[person + 1] - 1;
    if (w->order[person] == RUN) {
        const int64_t at = low + node - w->head[low];
        return at >= low && at <= high ? at : -1;
    }
    if (w->order[person] == ANY) {
        while (low <= high && w->head[low] != node)
            low++;
        return low <= high ? low : -1;
    }
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (w->head[middle] < node)
            low = middle + 1;
        else
            high = middle;
    }
    return w->head[low] == node ? low : -1;
}

/* ---- Arcs ------------------------------------------------------------------------ */

static void shorten(num *to, num length)
{
    if (length < *to)
        *to = length;
}

VECTOR static void shorten_run(num *restrict arc, const num *restrict price, num paid,
                               int64_t count)
{
    for (int64_t k = 0; k < count; k++) {
        const num length = price[k] - paid;
        arc[k] = length < arc[k] ? length : arc[k];
    }
}

/* Shorten the row of a node by what a person whose head it is may do. */
static void extend(Work *w, int32_t node, int32_t person)
{
    const int64_t first = w->begin[person], end = w->begin[person + 1];
    const num paid = w->price[w->chosen[person]];
    num *arc = row(w, node);
    if (w->order[person] == RUN)
        shorten_run(arc + w->head[first], w->price + first, paid, end - first);
    else
        for (int64_t k = first; k < end; k++)
            shorten(arc + w->head[k], w->price[k] - paid);
    arc[node] = FAR;
}

/* Make the row of a node anew: the people whose head it is, and the tree. */
static void renew(Work *w, int32_t node)
{
    const Task *t = w->task;
    num *arc = row(w, node);
    for (int32_t v = 0; v < w->nodes; v++)
        arc[v] = FAR;
    for (int32_t i = w->list[node]; i >= 0; i = w->next[i])
        extend(w, node, i);
    if (node != w->root && w->level[node] < w->most[node])
        shorten(arc + w->up[node], step(w, node, w->level[node] + 1));
    if (node < t->seats) {
        const int32_t keep = (int32_t)t->keep_of[node];
        if (keep != node && w->level[keep] > w->least[keep])
            shorten(arc + keep, 0);
    } else if (node >= t->seats + t->keeps) {
        for (int32_t v = 0; v < w->root; v++)
            if (w->up[v] == node && w->level[v] > w->least[v])
                shorten(arc + v, -step(w, v, w->level[v]));
    }
    w->stale[node] = false;
}

/* Note that the level of a node's arc has changed: only the tree leads to and fro. */
static void tie(Work *w, int32_t node)
{
    const int32_t up = w->up[node];
    const int64_t level = w->level[node];
    if (up < w->task->seats) { /* but people may come back to a keep node */
        w->stale[node] = w->stale[up] = true;
        return;
    }
    row(w, node)[up] = level < w->most[node] ? step(w, node, level + 1) : FAR;
    row(w, up)[node] = level > w->least[node] ? -step(w, node, level) : FAR;
}

static void renew_all(Work *w)
{
    for (int32_t node = 0; node < w->nodes; node++)
        renew(w, node);
}

/* ---- The tree -------------------------------------------------------------------- */

static void plant(Work *w)
{
    const Task *t = w->task;
    const int32_t seats = (int32_t)t->seats, keeps = (int32_t)t->keeps;
    for (int32_t v = 0; v < w->root; v++) {
        if (v < seats) {
            w->up[v] = (int32_t)t->parent[v];
            w->least[v] = t->low[v];
            w->most[v] = t->high[v];
        } else if (v < seats + keeps) {
            w->up[v] = (int32_t)t->keep_seat[v - seats];
            w->least[v] = t->keep_low[v - seats];
            w->most[v] = t->keep_high[v - seats];
        } else {
            w->up[v] = (int32_t)t->parent[v];
            w->least[v] = t->group_low[v - seats - keeps];
            w->most[v] = t->group_high[v - seats - keeps];
        }
    }
    w->up[w->root] = -1;
}

/* Tell whether slot costs fit, and rise where a seat may still be filled. */
static int convex(const Work *w)
{
    const num cap = most_of(1);
    for (int64_t k = 0; k < w->task->seats * w->task->width; k++)
        if (w->task->slot[k] > cap || w->task->slot[k] < -cap)
            return OUT_OF_RANGE;
    for (int32_t v = 0; v < w->task->seats; v++) {
        num last = -LARGEST;
        for (int64_t n = w->least[v] + 1; n <= w->most[v]; n++) {
            const num here = step(w, v, n);
            if (here < last)
                return NOT_CONVEX;
            last = here;
            if (w->task->fixed[v] + n >= w->task->width)
                break; /* the last column goes on */
        }
    }
    return OPTIMAL;
}

/* Return the level of a node's arc that is best for the potentials, nearest to flow. */
static int64_t best_level(const Work *w, int32_t node, int64_t flow)
{
    const num gap = w->potential[node] - w->potential[w->up[node]];
    const int64_t least = w->least[node], most = w->most[node];
    int64_t level = flow < least ? least : flow > most ? most : flow;
    while (level > least && step(w, node, level) + gap > 0)
        level--;
    while (level < most && step(w, node, level + 1) + gap < 0)
        level++;
    return level;
}

/*
 * Count what flows into each node; with balance, set each level as the potentials want
 * it and the rest is excess, else let everything through. Tells whether all levels keep
 * their bounds.
 */
static bool fill(Work *w, bool balance)
{
    const int32_t seats = (int32_t)w->task->seats, keeps = (int32_t)w->task->keeps;
    bool kept = true;
    memset(w->excess, 0, (size_t)w->nodes * sizeof *w->excess);
    for (int32_t i = 0; i < w->people; i++)
        w->excess[w->head[w->chosen[i]]]++;
    for (int32_t at = 0; at < w->root; at++) { /* keep nodes, seats, groups: inner first */
        const int32_t v = at < keeps ? seats + at : at < keeps + seats ? at - keeps : at;
        const int64_t flow = w->excess[v];
        const int64_t level = balance ? best_level(w, v, flow) : flow;
        kept = kept && level >= w->least[v] && level <= w->most[v];
        w->level[v] = level;
        w->excess[v] -= level;
        w->excess[w->up[v]] += level;
    }
    w->excess[w->root] -= w->people;
    return kept;
}

/* ---- Shortest ways --------------------------------------------------------------- */

/* Shorten labels by an arc row from a node with label base; return the least key. */
VECTOR static num relax(num *restrict label, const num *restrict open,
                        const num *restrict arc, num base, int32_t nodes)
{
    num best = FAR << 1;
    for (int32_t v = 0; v < nodes; v++) {
        const num over = arc[v] + base;
        const num here = over < label[v] ? over : label[v];
        const num key = here - open[v];
        label[v] = here;
        best = key < best ? key : best;
    }
    return best;
}

VECTOR static num least_key(const num *restrict label, const num *restrict open,
                            int32_t nodes)
{
    num best = FAR << 1;
    for (int32_t v = 0; v < nodes; v++) {
        const num key = label[v] - open[v];
        best = key < best ? key : best;
    }
    return best;
}

/* Return the first node at or after from with arc + base = goal, else nodes. */
VECTOR static int32_t equal(const num *restrict arc, const num *restrict goal, num base,
                            int32_t from, int32_t nodes)
{
    int32_t v = from;
    for (; v + 32 <= nodes; v += 32) {
        int any = 0;
        for (int32_t k = 0; k < 32; k++)
            any |= arc[v + k] + base == goal[v + k];
        if (any)
            break;
    }
    for (; v < nodes; v++)
        if (arc[v] + base == goal[v])
            return v;
    return nodes;
}

/*
 * Dijkstra from the labels given, on reduced lengths. Ends when nodes that lack at
 * least `wanted` are reached (or all are); answers the reduced length of the last one.
 * `open` holds the potential of nodes that are not final, for others -FAR.
 */
static int dijkstra(Work *w, int64_t wanted, num *last, int64_t *reached)
{
    memcpy(w->open, w->potential, (size_t)w->nodes * sizeof *w->open);
    num key = least_key(w->label, w->open, w->nodes);
    *reached = 0;
    while (key < UNREACHED) {
        /* open + key = label, so compare label - key with open */
        const int32_t node = equal(w->label, w->open, -key, 0, w->nodes);
        const num base = w->label[node];
        if (base > FARTHEST || base < -FARTHEST)
            return OUT_OF_RANGE;
        w->open[node] = -FAR;
        if (w->excess[node] < 0) {
            *last = key;
            *reached -= w->excess[node];
            if (*reached >= wanted)
                return OPTIMAL;
        }
        key = relax(w->label, w->open, row(w, node), base, w->nodes);
    }
    return OPTIMAL;
}

/* Move the potentials so that the nearest nodes that lack are on ways of length zero. */
static int approach(Work *w, int64_t wanted)
{
    num last = 0;
    int64_t reached;
    for (int32_t v = 0; v < w->nodes; v++)
        w->label[v] = w->excess[v] > 0 ? w->potential[v] : FAR;
    const int status = dijkstra(w, wanted, &last, &reached);
    if (status != OPTIMAL)
        return status;
    if (reached == 0)
        return INFEASIBLE;
    for (int32_t v = 0; v < w->nodes; v++) {
        const bool final = w->open[v] == -FAR;
        const num here = w->potential[v] + last;
        w->potential[v] = final && w->label[v] < here ? w->label[v] : here;
        if (w->potential[v] > FARTHEST || w->potential[v] < -FARTHEST)
            return OUT_OF_RANGE;
    }
    return OPTIMAL;
}

/* ---- Bringing excess to where it lacks ------------------------------------------- */

/* Let the cheapest person at u who may go to v go there. */
static bool hand_over(Work *w, int32_t u, int32_t v, num length)
{
    for (int32_t i = w->list[u]; i >= 0; i = w->next[i]) {
        const int64_t to = option_to(w, i, v);
        if (to < 0 || w->price[to] - w->price[w->chosen[i]] != length)
            continue;
        delist(w, i);
        w->chosen[i] = to;
        enlist(w, i);
        w->stale[u] = true;
        if (!w->stale[v])
            extend(w, v, i);
        return true;
    }
    return false;
}

/* Send one unit along the arc u -> v: up the tree, down it, or by a person. */
static bool send(Work *w, int32_t u, int32_t v)
{
    const num length = row(w, u)[v];
    if (u != w->root && w->up[u] == v && w->level[u] < w->most[u]
        && step(w, u, w->level[u] + 1) == length) {
        w->level[u]++;
        tie(w, u);
        return true;
    }
    if (v != w->root && w->up[v] == u && w->level[v] > w->least[v]
        && step(w, v, w->level[v]) == -length) {
        w->level[v]--;
        tie(w, v);
        return true;
    }
    return hand_over(w, u, v, length);
}

/*
 * Search a way of length zero from a node to one that lacks, depth first, and send one
 * unit along it. Nodes from which there is none stay closed (open = -FAR).
 */
static int find(Work *w, int32_t source)
{
    int32_t top = 0;
    w->stack[top++] = source;
    w->open[source] = -FAR;
    w->from[source] = 0;
    while (top > 0) {
        const int32_t u = w->stack[top - 1];
        const num base = w->potential[u];
        if (w->from[u] == 0) { /* first visit: is one that lacks next to it? */
            const int32_t v = equal(row(w, u), w->lack, base, 0, w->nodes);
            if (v < w->nodes) {
                w->stack[top++] = v;
                break;
            }
        }
        const int32_t v = equal(row(w, u), w->open, base, w->from[u], w->nodes);
        if (v == w->nodes) {
            top--;
            continue;
        }
        w->from[u] = v + 1;
        w->from[v] = 0;
        w->open[v] = -FAR;
        w->stack[top++] = v;
    }
    if (top == 0)
        return INFEASIBLE;
    const int32_t sink = w->stack[top - 1];
    for (int32_t at = top - 2; at >= 0; at--) /* backwards: lists before are untouched */
        if (!send(w, w->stack[at], w->stack[at + 1]))
            return BAD_INPUT;
    for (int32_t at = 0; at < top; at++) {
        const int32_t v = w->stack[at];
        if (w->stale[v])
            renew(w, v);
        w->open[v] = w->potential[v];
    }
    w->excess[source]--;
    w->excess[sink]++;
    if (w->excess[sink] == 0)
        w->lack[sink] = -FAR;
    return OPTIMAL;
}

/* Bring all excess to where it lacks: the plan is then the best for its cost. */
static int repair(Work *w)
{
    for (;;) {
        int64_t left = 0;
        for (int32_t v = 0; v < w->nodes; v++)
            left += w->excess[v] > 0 ? w->excess[v] : 0;
        if (left == 0)
            return OPTIMAL;
        int status = approach(w, left);
        if (status != OPTIMAL)
            return status;
        for (int32_t v = 0; v < w->nodes; v++) {
            w->open[v] = w->potential[v];
            w->lack[v] = w->excess[v] < 0 ? w->potential[v] : -FAR;
        }
        for (int32_t v = 0; v < w->nodes; v++) {
            status = OPTIMAL;
            while (w->excess[v] > 0 && status == OPTIMAL)
                status = find(w, v);
            if (status != OPTIMAL && status != INFEASIBLE)
                return status;
        }
    }
}

/* ---- Where to start -------------------------------------------------------------- */

/* Return how many people seats would take at a price of the root. */
static int64_t taken(const Work *w, num price)
{
    int64_t sum = 0;
    for (int32_t v = 0; v < w->task->seats; v++) {
        int64_t low = w->least[v], high = w->most[v];
        while (low < high) {
            const int64_t middle = low + (high - low + 1) / 2;
            if (step(w, v, middle) <= price)
                low = middle;
            else
                high = middle - 1;
        }
        sum += low;
    }
    return sum;
}

/* Set all potentials to zero but the root's: the price at which all find a place. */
static void level_prices(Work *w)
{
    num low = 0, high = 0;
    for (int32_t v = 0; v < w->task->seats; v++) {
        if (w->least[v] >= w->most[v])
            continue;
        const num cheap = step(w, v, w->least[v] + 1), dear = step(w, v, w->most[v]);
        low = cheap < low ? cheap : low;
        high = dear > high ? dear : high;
    }
    while (low < high) {
        const num middle = low + (high - low) / 2;
        if (taken(w, middle) >= w->people)
            high = middle;
        else
            low = middle + 1;
    }
    for (int32_t v = 0; v < w->nodes; v++)
        w->potential[v] = v < w->task->seats + w->task->keeps ? 0 : low;
}

/* Put all people on the lists of their heads. */
static void enlist_all(Work *w)
{
    for (int32_t v = 0; v < w->nodes; v++)
        w->list[v] = -1;
    for (int32_t i = 0; i < w->people; i++)
        enlist(w, i);
}

/*
 * Let people choose as the potentials want; make levels, excess and the rows. When rows
 * are there for the plan so far (built), only those of people who choose anew.
 */
static void choose(Work *w, bool uniform, bool built)
{
    for (int32_t i = 0; i < w->people; i++) {
        const int64_t best = uniform ? cheapest(w, i) : best_for(w, i);
        if (built && best != w->chosen[i]) {
            w->stale[w->head[w->chosen[i]]] = w->stale[w->head[best]] = true;
            delist(w, i);
            w->chosen[i] = best;
            enlist(w, i);
        }
        w->chosen[i] = best;
    }
    fill(w, true);
    if (!built) {
        enlist_all(w);
        renew_all(w);
        return;
    }
    for (int32_t v = 0; v < w->root; v++)
        tie(w, v);
    for (int32_t v = 0; v < w->nodes; v++)
        if (w->stale[v])
            renew(w, v);
}

/* Shorten distances by an arc row; tell whether any became shorter. */
VECTOR static bool nearer(num *restrict distance, const num *restrict arc, num base,
                          int32_t nodes)
{
    int any = 0;
    for (int32_t v = 0; v < nodes; v++) {
        const num over = arc[v] + base;
        any |= over < distance[v];
        distance[v] = over < distance[v] ? over : distance[v];
    }
    return any != 0;
}

/*
 * Try whether the plan is the best already: the shortest distances from a source before
 * every node then come to rest. Gives up after a few rounds: that proves nothing.
 */
static bool rests(Work *w)
{
    enum { ROUNDS = 4 };
    num *distance = w->potential, *seen = w->label; /* distance when last looked at */
    for (int32_t v = 0; v < w->nodes; v++) {
        distance[v] = 0;
        seen[v] = 1;
    }
    bool moved = true;
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = false;
        for (int32_t u = 0; u < w->nodes; u++) {
            if (distance[u] == seen[u])
                continue;
            if (distance[u] < -FARTHEST)
                return false;
            seen[u] = distance[u];
            moved |= nearer(distance, row(w, u), distance[u], w->nodes);
        }
    }
    return !moved;
}

/* ---- What is told ---------------------------------------------------------------- */

/* Set the potentials to the shortest distances from a source before every node. */
static int canonical(Work *w)
{
    num last;
    int64_t reached;
    memset(w->label, 0, (size_t)w->nodes * sizeof *w->label);
    const int status = dijkstra(w, INT64_MAX, &last, &reached);
    memcpy(w->potential, w->label, (size_t)w->nodes * sizeof *w->potential);
    return status;
}

/* Return what the plan costs: moves made, and all people at the seats from one. */
static __int128 worth(const Work *w)
{
    const Task *t = w->task;
    __int128 sum = 0;
    for (int32_t i = 0; i < w->people; i++)
        sum += w->price[w->chosen[i]];
    for (int32_t v = 0; v < t->seats; v++)
        for (int64_t n = 1 - t->fixed[v]; n <= w->level[v]; n++)
            sum += step(w, v, n);
    return sum;
}

/* Fix a seat's bounds: slots below zero must be filled, those above may not be. */
static void freeze_seat(const Work *w, int32_t v)
{
    const Task *t = w->task;
    const num gap = w->potential[v] - w->potential[w->up[v]];
    int64_t must = 0, may = 0;
    for (int64_t column = 0; column < t->width; column++) {
        const num reduced = (num)t->times * t->slot[v * t->width + column] + gap;
        must += reduced < 0;
        may += reduced <= 0;
    }
    const int64_t filled = must == t->width ? t->high[v] : must - t->fixed[v];
    const int64_t most = may == t->width ? t->high[v] : may - t->fixed[v];
    t->low[v] = filled > t->low[v] ? filled : t->low[v];
    t->low[v] = t->low[v] > t->high[v] ? t->high[v] : t->low[v];
    t->high[v] = most < t->high[v] ? most : t->high[v];
    t->high[v] = t->high[v] < t->low[v] ? t->low[v] : t->high[v];
}

/* Keep only what is optimal: complementary slackness, arc by arc. */
static void freeze(const Work *w)
{
    const Task *t = w->task;
    for (int32_t i = 0; i < w->people; i++) {
        const int64_t now = w->chosen[i];
        const num own = w->potential[w->head[now]] - w->price[now];
        for (int64_t k = w->begin[i]; k < w->begin[i + 1]; k++) {
            if (w->price[k] + own <= w->potential[w->head[k]])
                continue; /* so too for k = now */
            if (w->move[k] < 0)
                t->stay[i] = 0;
            else
                t->alive[w->move[k]] = 0;
        }
    }
    for (int32_t v = 0; v < w->root; v++) {
        if (v < t->seats)
            freeze_seat(w, v);
        else if (w->potential[v] != w->potential[w->up[v]]) {
            const int64_t keep = v - t->seats, group = keep - t->keeps;
            int64_t *low = keep < t->keeps ? t->keep_low + keep : t->group_low + group;
            int64_t *high = keep < t->keeps ? t->keep_high + keep : t->group_high + group;
            *low = *high = w->level[v];
        }
    }
}

/* ---- The call -------------------------------------------------------------------- */

/* Tell whether all that the plan says is alive. */
static bool whole(const Work *w)
{
    for (int32_t i = 0; i < w->people; i++)
        if (w->chosen[i] < 0)
            return false;
    return true;
}

/* Make the plan the best for the cost, starting from it. */
static int improve(Work *w)
{
    const Task *t = w->task;
    if (t->mode & WARM) {
        const num most = FARTHEST / 2 / t->times;
        for (int32_t v = 0; v < w->nodes; v++) {
            const num whole = t->potential[v] / t->was, rest = t->potential[v] % t->was;
            if (whole > most || whole < -most || t->was > most)
                return OUT_OF_RANGE;
            w->potential[v] = whole * t->times + rest * t->times / t->was;
        }
        choose(w, false, false);
        return repair(w);
    }
    const bool built = whole(w) && fill(w, false);
    if (built) {
        enlist_all(w);
        renew_all(w);
        if (rests(w))
            return OPTIMAL;
    }
    level_prices(w);
    choose(w, true, built);
    return repair(w);
}

/* Tell what there is to tell; with ONLY the plan stays as it was. */
static int tell(Work *w, __int128 before)
{
    const Task *t = w->task;
    const __int128 value = worth(w);
    if ((t->mode & ONLY) && value < before)
        return NOT_BEST;
    memcpy(t->value, &value, sizeof value);
    for (int32_t v = 0; v < w->nodes; v++)
        t->potential[v] = w->potential[v];
    if (t->mode & ONLY)
        return OPTIMAL;
    for (int32_t i = 0; i < w->people; i++)
        t->at[i] = w->move[w->chosen[i]];
    if (t->mode & FREEZE)
        freeze(w);
    return OPTIMAL;
}

/* Answer the question of the task on what has been gathered. */
static int answer(Work *w)
{
    __int128 before = 0;
    if (w->task->mode & ONLY) {
        if (!whole(w) || !fill(w, false))
            return INFEASIBLE;
        before = worth(w);
    }
    int status = improve(w);
    if (status == OPTIMAL)
        status = canonical(w);
    return status == OPTIMAL ? tell(w, before) : status;
}

/* Check and gather; on OPTIMAL there is a Work to be freed. */
static int begin(const Task *t, bool again, Work **out)
{
    if (!sound(t))
        return BAD_INPUT;
    Work work = {.task = t, .again = again, .people = (int32_t)t->people};
    work.nodes = (int32_t)(t->seats + t->keeps + t->groups + 1);
    work.root = work.nodes - 1;
    const size_t options = living(t), head = rounded(sizeof work);
    char *block = malloc(head + 64 + arrange(&work, NULL, options));
    if (!block)
        return NO_MEMORY;
    /* rows begin where a line of the cache does */
    arrange(&work, (char *)rounded((size_t)(uintptr_t)(block + head)), options);
    Work *w = memcpy(block, &work, sizeof work);
    plant(w);
    int status = OPTIMAL;
    for (int32_t v = 0; v < w->root; v++)
        if (w->least[v] > w->most[v])
            status = INFEASIBLE;
    if (status == OPTIMAL)
        status = convex(w);
    if (status == OPTIMAL)
        status = gather(w);
    if (status == OPTIMAL)
        *out = w;
    else
        free(block);
    return status;
}

/*
 * Make the plan `at` of a face optimal for a cost. On any answer but OPTIMAL nothing has
 * been changed.
 */
EXPORT int NAME(settle)(const Task *task)
{
    if (task->times != 1)
        return BAD_INPUT;
    Work *w;
    int status = begin(task, false, &w);
    if (status == OPTIMAL) {
        status = answer(w);
        free(w);
    }
    return status;
}

/* ---- One family, one price per unit after another -------------------------------- */

static num larger(num most, num one)
{
    return one > most ? one : -one > most ? -one : most;
}

/* Set the prices anew: times * base + rate * unit. */
VECTOR static void combine(num *restrict price, const num *restrict base,
                           const num *restrict unit, num times, num rate, int64_t count)
{
    for (int64_t k = 0; k < count; k++)
        price[k] = times * base[k] + rate * unit[k];
}

/* Find the options that the plan says. */
static void find_chosen(Work *w)
{
    const Task *t = w->task;
    for (int32_t i = 0; i < w->people; i++) {
        const int64_t at = t->at[i];
        const int64_t head = at < 0 ? t->keep_of[t->origin[i]] : t->seat[at];
        const int64_t k = head >= 0 && head < w->nodes ? option_to(w, i, (int32_t)head) : -1;
        w->chosen[i] = k >= 0 && w->move[k] == at ? k : -1;
    }
}

/*
 * Keep the face of a task, with times = 1 and rate = 0, to be priced; close() it once.
 * Its bounds and moves are copied, but seats of moves, slots and the tree are not: they
 * must not change.
 */
EXPORT int NAME(open)(const Task *task, void **out)
{
    Work *w;
    if (task->times != 1 || task->rate != 0 || !task->unit || task->mode)
        return BAD_INPUT;
    const int status = begin(task, true, &w);
    if (status != OPTIMAL)
        return status;
    w->largest = w->largest_unit = w->largest_slot = 0;
    for (int64_t k = 0; k < w->begin[w->people]; k++) {
        w->base[k] = w->price[k];
        w->unit[k] = w->move[k] < 0 ? 0 : task->unit[w->move[k]];
        w->largest = larger(w->largest, w->base[k]);
        w->largest_unit = larger(w->largest_unit, w->unit[k]);
    }
    for (int64_t k = 0; k < task->seats * task->width; k++)
        w->largest_slot = larger(w->largest_slot, task->slot[k]);
    w->task = NULL;
    *out = w;
    return OPTIMAL;
}

/* Make the plan of the same task, with other times and rate, the best. */
EXPORT int NAME(price)(void *handle, const Task *task)
{
    Work *w = handle;
    const Task *t = task;
    if (t->people != w->people || t->mode & ~(int64_t)WARM || !sound(t)
        || t->seats + t->keeps + t->groups + 1 != w->nodes)
        return BAD_INPUT;
    const num cap = most_of(t->times);
    if (w->largest > cap || w->largest_slot > cap || w->largest_unit > most_of(t->rate))
        return OUT_OF_RANGE;
    w->task = t;
    combine(w->price, w->base, w->unit, t->times, t->rate, w->begin[w->people]);
    find_chosen(w);
    const int status = answer(w);
    w->task = NULL;
    return status;
}

EXPORT void NAME(close)(void *handle) { free(handle); }

/* Python asks before anything else: is this the struct that it fills? */
EXPORT int64_t NAME(task)(void) { return (int64_t)sizeof(Task); }
