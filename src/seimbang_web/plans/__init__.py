"""Rounds, pins, immutable plans, the solver's job, the round file."""
