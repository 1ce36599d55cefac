"""Which way a case goes: by the person's post, and by where it leads (practice.md)."""

from __future__ import annotations

from seimbang.rules import Eligibility
from seimbang.rules.duty import leads, school_lane
from seimbang_web.cases.models import Lane
from seimbang_web.organisation.models import Unit

BRANCHES = ("sd", "smp", "puskesmas", "hospital")  # have a head of their own
OWN = (Lane.SCHOOL, Lane.PUSKESMAS, Lane.MANAGERIAL)  # never in a round
ROUND = (Lane.ORDINARY, Lane.PPPK)  # the planner's own


def lane_of(
    answers: Eligibility, person_id: str, *, here: Unit, there: Unit, same_job: bool
) -> Lane:
    """
    Return the lane of a person who goes from ``here`` to ``there``.

    :raises KeyError: when the data have no such person.
    """
    facts = answers.judged.facts[[answers.row(person_id)]]
    ground = answers.ground
    if facts.select(school_lane(ground)).item():
        return Lane.SCHOOL
    if facts.select(leads(["head_of_puskesmas"])).item():
        return Lane.PUSKESMAS
    if facts["job_kind"][0] not in ground.value("transfer.planned_kinds"):
        return Lane.MANAGERIAL
    if same_job and _one_office(here, there):
        return Lane.INSIDE
    return Lane.PPPK if facts["status"][0] == "pppk" else Lane.ORDINARY


def _one_office(here: Unit, there: Unit) -> bool:
    """Tell whether both are one agency without a branch that has its own head."""
    if here.pk == there.pk:
        return True
    if here.kind in BRANCHES or there.kind in BRANCHES:
        return False
    return (here.agency_id or here.pk) == (there.agency_id or there.pk)
