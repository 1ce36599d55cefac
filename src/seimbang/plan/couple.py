"""Couples: where both are before and after, and who would be separated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.build import Round
from seimbang.plan.lexicographic import Solution
from seimbang.rules.distance import road_km, unit_points

Together = Callable[[str, str], bool]  # of two units


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
    together = _zone(snapshot, local)
    found = {}
    named = people.filter(people["spouse_id"].is_not_null())
    for one, other in named.select("person_id", "spouse_id").iter_rows():
        pair = (min(one, other), max(one, other))
        if other in unit and (one in target or other in target):
            before = (unit[pair[0]], unit[pair[1]])
            after = (goes[pair[0]], goes[pair[1]])
            found[pair] = Couple(
                people=pair,
                before=before,
                after=after,
                together_before=together(*before),
                together_after=together(*after),
            )
    return [found[pair] for pair in sorted(found)]


def _zone(snapshot: Snapshot, local: Local) -> Together:
    """Return what "together" means here: one district, or at most so many km apart."""
    units = snapshot["units"]
    most = local.couple_zone
    if most == "district":
        district = dict(units.select("unit_id", "district_id").iter_rows())
        return lambda one, other: district.get(one) == district.get(other)
    row = {unit: at for at, unit in enumerate(units["unit_id"])}
    where = unit_points(snapshot).vectors

    def near(one: str, other: str) -> bool:
        between = road_km(where[row[one]], where[row[other]], local.detour_percent)
        return one == other or float(between) <= most  # unknown is not near

    return near


def _targets(this: Round, solutions: Sequence[Solution]) -> dict[str, str]:
    target: dict[str, str] = {}
    for solution in solutions:
        family = solution.family
        names = this.problem.names[family.name]
        for person in solution.movers.tolist():
            seat = family.seats.id[family.moves.seat[solution.at[person]]]
            target[names[person]] = seat.split("|")[0]
    return target
