"""Where people are in a plan, and how many at each seat."""

from __future__ import annotations

import numpy as np

from seimbang.plan.problem import Family, Ints


def destination_of(family: Family, at: Ints) -> Ints:
    """Return the seat of each person who makes the move ``at`` (−1: stays)."""
    seat = family.origin.copy()
    seat[at >= 0] = family.moves.seat[at[at >= 0]]
    return seat


def staff_of(family: Family, at: Ints) -> Ints:
    """Return the counted people at each seat when the plan is made."""
    there = np.bincount(destination_of(family, at), minlength=len(family.seats))
    return family.seats.fixed + there
