"""The caps of the region: told apart when they cross, told when they hold nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from seimbang.language import Text, text
from seimbang.law import Local
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.plan.problem import Group
from seimbang.plan.way import unplaced


def split(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """
    Return the caps of a family that are nested or apart, and those that cross another.

    Two cross when they share some places and neither lies in the other.
    """
    crossing = {
        name
        for one, other in combinations(groups, 2)
        if set(one.seats) & set(other.seats)
        and not set(one.seats) <= set(other.seats)
        and not set(other.seats) <= set(one.seats)
        for name in (one.name, other.name)
    }
    nested = [group for group in groups if group.name not in crossing]
    return nested, [group for group in groups if group.name in crossing]


def problems(local: Local, snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return the local limits that name nothing there is, and ways not known."""
    return (
        *(_warning(found) for found in _without_effect(local, snapshot)),
        *_ways_unknown(local, snapshot),
    )


def _ways_unknown(local: Local, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield how many units have no place, when the budget counts kilometres."""
    if local.budget_rupiah is None or not local.move_cost_rupiah["per_km"]:
        return
    if (number := int(unplaced(snapshot).sum())) > 0:
        yield Problem(
            severity=Severity.WARNING,
            code="way_unknown",
            file="",
            found=text("{number} units have no coordinates", number=number),
            expected=text("coordinates of each unit, for budget_rupiah"),
            todo=text("Until then their moves cost as much as the farthest known."),
        )


def _without_effect(local: Local, snapshot: Snapshot) -> Iterator[Text]:
    families = set(snapshot["jobs"]["family"])
    units = snapshot["units"]
    agencies = set(units["agency_id"]) | set(units["unit_id"])
    known = {
        "job_family": families,
        "district_id": set(units["district_id"]),
        "agency_id": agencies,
    }
    lines: list[tuple[str, Mapping[str, Any], tuple[str, ...]]] = [
        *(("maximum_groups", one, tuple(known)) for one in local.maximum_groups),
        *(("move_caps", one, ("district_id", "agency_id")) for one in local.move_caps),
    ]
    for key, line, places in lines:
        for place in places:
            code = line[place]
            if code is not None and code not in known[place]:
                yield text(
                    "{key}, “{name}”: {place} {code} is not in the data",
                    key=key,
                    name=line["name"],
                    place=place,
                    code=code,
                )
    for family in sorted(set(local.service_weights) - families):
        yield text("service_weights: {code} is not in the data", code=family)


def _warning(found: Text) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="local_without_effect",
        file="",
        found=found,
        expected=text("a code of the sheets Unit, Jabatan or Wilayah"),
        todo=text("Correct the local parameters; this line has no effect now."),
    )
