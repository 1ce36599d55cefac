"""Couples: where both are before and after, and who would be separated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seimbang.model.snapshot import Snapshot
from seimbang.plan.build import Round
from seimbang.plan.lexicographic import Solution


@dataclass(frozen=True)
class Couple:
    """
    Two spouses in service, and their districts before and after the plan.

    ``broken``: not both stay, and not both move into one district. ``separated``: in
    one district before, in two after.
    """

    people: tuple[str, str]
    before: tuple[str, str]
    after: tuple[str, str]
    moved: tuple[bool, bool]

    @property
    def broken(self) -> bool:
        if not any(self.moved):
            return False
        return not (all(self.moved) and self.after[0] == self.after[1])

    @property
    def separated(self) -> bool:
        return self.before[0] == self.before[1] and self.after[0] != self.after[1]


def couples(
    snapshot: Snapshot, this: Round, solutions: Sequence[Solution]
) -> list[Couple]:
    """Return the couples of which at least one moves, by the person first named."""
    people = snapshot["people"]
    unit = dict(people.select("person_id", "unit_id").iter_rows())
    district = dict(snapshot["units"].select("unit_id", "district_id").iter_rows())
    target = _targets(this, solutions)
    found = {}
    named = people.filter(people["spouse_id"].is_not_null())
    for one, other in named.select("person_id", "spouse_id").iter_rows():
        pair = (min(one, other), max(one, other))
        if other in unit and (one in target or other in target):
            found[pair] = Couple(
                people=pair,
                before=_both(pair, unit, district),
                after=_both(pair, unit | target, district),
                moved=(pair[0] in target, pair[1] in target),
            )
    return [found[pair] for pair in sorted(found)]


def _both(
    pair: tuple[str, str], unit: dict[str, str], district: dict[str, str]
) -> tuple[str, str]:
    return district.get(unit[pair[0]], ""), district.get(unit[pair[1]], "")


def _targets(this: Round, solutions: Sequence[Solution]) -> dict[str, str]:
    target = {}
    for solution in solutions:
        family = solution.family
        names = this.problem.names[family.name]
        for person in solution.movers.tolist():
            seat = family.seats.id[family.moves.seat[solution.at[person]]]
            target[names[person]] = seat.split("|")[0]
    return target
