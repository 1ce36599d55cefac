"""Who comes in and what they may: users, grants, the role matrix, activation."""
