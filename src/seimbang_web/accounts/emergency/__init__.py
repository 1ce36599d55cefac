"""Emergency access: an hour of reading beyond one's role, seen by two others (S7)."""
