"""What a plan amounts to, in the measures the goals name; exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import Family, Ints


@dataclass(frozen=True)
class Measure:
    """
    The measures of the goals for one plan.

    ``missing`` is Σ max(0, need − staff), ``shortage`` Σ of its square / need,
    ``spread`` the largest share missing at one seat, ``below`` seats under their legal
    minimum. ``wishes`` counts granted wishes per rank; travel is in minutes.
    """

    nobody: int
    minimum: int
    shortage: Fraction
    missing: Fraction
    spread: Fraction
    below: int
    short_seats: int
    compulsory: int
    wishes: tuple[int, ...]
    travel: int
    worst_travel: int
    misfit: int
    regression: int
    moves: int

    def as_dict(self) -> dict[str, Any]:
        """Return the measures as JSON knows them; ratios as pairs."""
        values = {
            name: [value.numerator, value.denominator]
            if isinstance(value, Fraction)
            else value
            for name, value in vars(self).items()
        }
        values["wishes"] = list(self.wishes)
        return values


def measure(solution: Solution, wish_ranks: int = 10) -> Measure:
    """Return the measures of a solution."""
    return measure_of(solution.family, solution.at, wish_ranks)


def measure_of(family: Family, at: Ints, wish_ranks: int = 10) -> Measure:
    """Return the measures when each person makes the move ``at`` (−1 stays)."""
    moves, used = family.moves, at[at >= 0]
    seat = family.origin.copy()
    seat[at >= 0] = moves.seat[used]
    staff = family.seats.fixed + np.bincount(seat, minlength=len(family.seats))
    seats = family.seats
    gaps = [
        (max(Fraction(0), need - int(x)), need)
        for need, x in zip(seats.need, staff, strict=True)
        if need is not None and need > 0
    ]
    missing = np.maximum(0, seats.minimum - staff)
    ranks = moves.rank[used][moves.voluntary[used]]
    return Measure(
        nobody=int((seats.required & (seats.others == 0) & (staff == 0)).sum()),
        minimum=int((seats.weight * missing).sum()),
        shortage=sum((gap * gap / need for gap, need in gaps), Fraction(0)),
        missing=sum((gap for gap, _ in gaps), Fraction(0)),
        spread=max((gap / need for gap, need in gaps), default=Fraction(0)),
        below=int((missing > 0).sum()),
        short_seats=sum(gap > 0 for gap, _ in gaps),
        compulsory=int((~moves.voluntary[used]).sum()),
        wishes=tuple(int((ranks == rank).sum()) for rank in range(1, wish_ranks + 1)),
        travel=int(moves.added[used].sum()),
        worst_travel=int(moves.added[used].max(initial=0)),
        misfit=int(moves.misfit[used].sum()),
        regression=int(moves.regression[used].sum()),
        moves=len(used),
    )


def total(measures: Sequence[Measure], wish_ranks: int) -> Measure:
    """Return the measures of all families together; the worst of them where one is."""

    def add(name: str) -> int:
        return sum(getattr(one, name) for one in measures)

    def most(name: str, nothing: Any) -> Any:
        return max((getattr(one, name) for one in measures), default=nothing)

    return Measure(
        nobody=add("nobody"),
        minimum=add("minimum"),
        shortage=sum((one.shortage for one in measures), Fraction(0)),
        missing=sum((one.missing for one in measures), Fraction(0)),
        spread=most("spread", Fraction(0)),
        below=add("below"),
        short_seats=add("short_seats"),
        compulsory=add("compulsory"),
        wishes=tuple(
            sum(one.wishes[rank] for one in measures if rank < len(one.wishes))
            for rank in range(wish_ranks)
        ),
        travel=add("travel"),
        worst_travel=most("worst_travel", 0),
        misfit=add("misfit"),
        regression=add("regression"),
        moves=add("moves"),
    )
