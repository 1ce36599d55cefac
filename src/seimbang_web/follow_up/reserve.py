"""Seats that a signed decree reserves: from the signing until the SPMT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from django.db.models import Min, Q, QuerySet

from seimbang_web.decisions.models import Objection
from seimbang_web.follow_up.models import Track
from seimbang_web.plans.models import Round
from seimbang_web.plans.seats import SCHEMA
from seimbang_web.workloads.reserved import Reserved


def _going_on() -> QuerySet[Track]:
    """Return the moves that go on; not those whose decree an objection overturned."""
    rows = Track.objects.filter(ended_at=None).exclude(
        proposal__objections__outcome=Objection.Outcome.UPHELD
    )
    return rows.select_related(
        "proposal__person", "proposal__from_unit", "proposal__from_job",
        "proposal__to_unit", "proposal__to_job",
    )  # fmt: skip


def seats() -> Iterator[Reserved]:
    """Yield the seats of people whose decree is signed and who have not started."""
    for track in _going_on().filter(started_on=None):
        proposal = track.proposal
        yield Reserved(
            person=proposal.person.ref,
            name=proposal.person.name,
            left=(proposal.from_unit.code, proposal.from_job.code),
            seat=(proposal.to_unit.code, proposal.to_job.code),
            since=track.decided_on,
            effective_on=track.effective_on,
        )


def seats_for(round: Round) -> Mapping[str, pl.DataFrame]:
    """
    Return where the next plan of a round sees the people of signed decrees.

    Who has started counts too where a plan of the round may rest on older data.
    """
    oldest = round.plans.aggregate(number=Min("version__number"))["number"]
    waiting = Q(started_on=None)
    if oldest is not None:
        waiting |= Q(data__number__gt=oldest)
    rows = _going_on().filter(waiting).values_list(
        "proposal__person__ref",
        "proposal__to_unit__code",
        "proposal__to_job__code",
        "effective_on",
        "data__number",
    )  # fmt: skip
    return {"seats": pl.DataFrame(list(rows), schema=SCHEMA, orient="row")}
