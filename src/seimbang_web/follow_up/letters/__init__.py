"""The letters of carrying out: L9 covering letter, L10 SPMT, L11 handing over."""
