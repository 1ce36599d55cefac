"""
What the core is given for a plan: the data of its version, with pins and scope.

The core knows no scope: who is outside may not move (pin *stays*), and nobody comes to
a unit outside (pin *unit closed*). So a plan's ``inputs`` are data rows like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

import polars as pl

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.plan.policy import Policy
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.plans.inputs import Rows, of_people, with_rows
from seimbang_web.plans.models import Plan
from seimbang_web.plans.seats import REASON, applying, seated
from seimbang_web.regulations.queries import local_of, own_policy, policy_of

OUTSIDE = "Di luar cakupan rencana ini."
Part = Literal["families", "kinds", "districts", "agencies"]
PARTS: tuple[Part, ...] = ("families", "kinds", "districts", "agencies")
COLUMNS: tuple[tuple[str, Part], ...] = (
    ("kind", "kinds"),
    ("district_id", "districts"),
)


class Scope(TypedDict):
    """Codes of what takes part; an empty list is everything."""

    families: list[str]
    kinds: list[str]
    districts: list[str]
    agencies: list[str]


class PinRow(TypedDict):
    """A row of the core's table of pins."""

    kind: str
    person_id: str | None
    unit_id: str | None
    reason: str
    group: str | None


class Inputs(TypedDict):
    """
    Everything that was asked, beside version, local parameters, day and policy.

    ``added``: wishes and waivers of cases that wait for the round, and seats that
    signed decrees reserve (plans.inputs).
    ``keep`` is there in a plan made anew: what of its parent comes first.
    """

    scope: Scope
    options: dict[str, int]
    time_limit: float | None
    pins: list[PinRow]
    added: NotRequired[Rows]
    keep: NotRequired[str]


def no_scope() -> Scope:
    """Return the scope that takes in everything."""
    return Scope(families=[], kinds=[], districts=[], agencies=[])


def snapshot_for(plan: Plan) -> Snapshot:
    """Return the data as the core was given them: pins and scope are among them."""
    inputs: Mapping[str, Any] = plan.inputs
    data = snapshot_of(plan.version)
    rows = of_people(data, inputs.get("added", {}))
    seats = applying(data, rows.get("seats", ()), plan.version.number)
    stays = [_pin("stays", REASON, person=one["person_id"]) for one in seats]
    pins = [*inputs["pins"], *rows.get("pins", ()), *stays]
    return with_pins(with_rows(seated(data, seats), rows), inputs["scope"], pins)


def local_for(plan: Plan) -> Local:
    """Return the region's parameters of a plan, without the options of its run."""
    return local_of(plan.local)


def policy_for(plan: Plan) -> Policy:
    """Return the policy of a plan: shipped, or the region's own as it was then."""
    if plan.policy_content is not None:
        return own_policy(plan.policy, plan.policy_content["yaml"])
    return policy_of(plan.policy, plan.day)


def with_pins(snapshot: Snapshot, scope: Scope, pins: Sequence[PinRow]) -> Snapshot:
    """
    Return the snapshot with ``pins`` and the limits of ``scope`` among its pins.

    Its checksum stays that of the data: plans of the same data can be compared.
    """
    rows = pl.concat([_frame(pins), _outside(snapshot, scope)])
    if rows.is_empty():
        return snapshot
    key = list(TABLE["pins"].key)
    whole = pl.concat([snapshot["pins"], rows]).unique(
        key, keep="first", maintain_order=True
    )
    return Snapshot(
        {name: snapshot[name] for name in TABLE} | {"pins": whole},
        institution=snapshot.institution,
        taken=snapshot.taken,
        checksum=snapshot.checksum,
    )


def units_in(snapshot: Snapshot, scope: Scope) -> pl.Series:
    """Return the ids of the units within the scope."""
    units = snapshot["units"]
    inside = pl.lit(value=True)
    for column, part in COLUMNS:
        if scope[part]:
            inside &= pl.col(column).is_in(scope[part]).fill_null(value=False)
    if scope["agencies"]:
        under = pl.col("agency_id").is_in(scope["agencies"]).fill_null(value=False)
        inside &= under | pl.col("unit_id").is_in(scope["agencies"])
    return units.filter(inside)["unit_id"]


def people_in(snapshot: Snapshot, scope: Scope) -> pl.Series:
    """Return the ids of the people within the scope."""
    people = snapshot["people"].select("person_id", "unit_id", "job_id")
    people = people.filter(pl.col("unit_id").is_in(units_in(snapshot, scope).implode()))
    if scope["families"]:
        jobs = snapshot["jobs"].filter(pl.col("family").is_in(scope["families"]))
        people = people.filter(pl.col("job_id").is_in(jobs["job_id"].implode()))
    return people["person_id"]


def _outside(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Return the pins that keep everything outside the scope as it is."""
    if not any(scope[part] for part in PARTS):
        return TABLE["pins"].empty()
    units, people = snapshot["units"]["unit_id"], snapshot["people"]["person_id"]
    closed = units.filter(~units.is_in(units_in(snapshot, scope).implode()))
    stays = people.filter(~people.is_in(people_in(snapshot, scope).implode()))
    return _frame(
        [_pin("unit_closed", OUTSIDE, unit=unit) for unit in closed]
        + [_pin("stays", OUTSIDE, person=person) for person in stays]
    )


def _pin(
    kind: str, reason: str, *, person: str | None = None, unit: str | None = None
) -> PinRow:
    return PinRow(kind=kind, person_id=person, unit_id=unit, reason=reason, group=None)


def _frame(rows: Sequence[PinRow]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLE["pins"].schema())
