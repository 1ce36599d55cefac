"""
Limits that tie moves together: a cap on moves, couples, a budget, the longest chain.

In: a problem with side rows. Out: the best plan of the families these touch, each goal
with a bound that anybody can count again. HiGHS searches; integers prove.
"""

from seimbang.plan.side.linked import (
    Linked,
    LinkedProof,
    OutOfTimeError,
    UnsupportedError,
    feasible,
    solve_linked,
    tied,
)

__all__ = [
    "Linked",
    "LinkedProof",
    "OutOfTimeError",
    "UnsupportedError",
    "feasible",
    "solve_linked",
    "tied",
]
