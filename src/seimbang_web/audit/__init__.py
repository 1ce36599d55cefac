"""The append-only record of what was done: a hash chain in the same transaction."""
