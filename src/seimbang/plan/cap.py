"""The caps of the region: refused when they cross, told when they hold nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from seimbang.language import Text, text
from seimbang.law import Local, LocalFileError
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.plan.problem import Group


def require_nested(family: str, groups: Iterable[Group]) -> None:
    """
    Refuse caps of a ``family`` that share some places but not all of the smaller one.

    :raises LocalFileError: naming every two that cross.
    """
    crossing = [
        (one.name, other.name)
        for one, other in combinations(groups, 2)
        if set(one.seats) & set(other.seats)
        and not set(one.seats) <= set(other.seats)
        and not set(other.seats) <= set(one.seats)
    ]
    if crossing:
        raise LocalFileError(
            [
                text(
                    "maximum_groups: “{one}” and “{other}” share some units of "
                    "{family} but neither lies in the other; expected nested groups.",
                    one=one,
                    other=other,
                    family=family,
                )
                for one, other in crossing
            ]
        )


def problems(local: Local, snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return the local limits and weights that name nothing there is."""
    return tuple(_warning(found) for found in _without_effect(local, snapshot))


def _without_effect(local: Local, snapshot: Snapshot) -> Iterator[Text]:
    families = set(snapshot["jobs"]["family"])
    units = snapshot["units"]
    agencies = set(units["agency_id"]) | set(units["unit_id"])
    known = {
        "job_family": families,
        "district_id": set(units["district_id"]),
        "agency_id": agencies,
    }
    for group in local.maximum_groups:
        asked = (
            ("job_family", group["job_family"]),
            ("district_id", group["district_id"]),
            ("agency_id", group["agency_id"]),
        )
        for place, code in asked:
            if code is not None and code not in known[place]:
                yield text(
                    "maximum_groups, “{name}”: {place} {code} is not in the data",
                    name=group["name"],
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
