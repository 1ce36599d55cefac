"""Couples: where both are before and after, and who would be separated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.build import Round
from seimbang.plan.lexicographic import Solution
from seimbang.plan.zone import couples_of, near


@dataclass(frozen=True)
class Couple:
    """
    Two spouses in service, their units before and after, and whether together there.

    ``broken``: not both stay, and not both move into one zone. ``separated``: in one
    zone before, in two after. The zone is that of the local parameter ``couple_zone``.
    """

    people: tuple[str, str]
    before: tuple[str, str]
    after: tuple[str, str]
    together_before: bool
    together_after: bool

    @property
    def broken(self) -> bool:
        moved = [a != b for a, b in zip(self.before, self.after, strict=True)]
        return any(moved) and not (all(moved) and self.together_after)

    @property
    def separated(self) -> bool:
        return self.together_before and not self.together_after


def couples(
    snapshot: Snapshot, local: Local, this: Round, solutions: Sequence[Solution]
) -> list[Couple]:
    """Return the couples of which at least one moves, by the person first named."""
    people = snapshot["people"]
    unit: dict[str, str] = dict(people.select("person_id", "unit_id").iter_rows())
    target = _targets(this, solutions)
    goes = unit | target
    together = near(snapshot, local)
    return [
        Couple(
            people=(one, other),
            before=(unit[one], unit[other]),
            after=(goes[one], goes[other]),
            together_before=together(unit[one], unit[other]),
            together_after=together(goes[one], goes[other]),
        )
        for one, other in couples_of(snapshot)
        if one in target or other in target
    ]


def _targets(this: Round, solutions: Sequence[Solution]) -> dict[str, str]:
    target: dict[str, str] = {}
    for solution in solutions:
        family = solution.family
        names = this.problem.names[family.name]
        for person in solution.movers.tolist():
            seat = family.seats.id[family.moves.seat[solution.at[person]]]
            target[names[person]] = seat.split("|")[0]
    return target
