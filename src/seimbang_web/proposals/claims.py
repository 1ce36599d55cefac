"""
A seat is proposed once: of two who want the last one, the second is told.

Both units' rows are locked while seats are counted, so that two planners who act at the
same time come one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from seimbang_web.cards.judged import judged_now
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Job, Unit
from seimbang_web.proposals.models import ALIVE, Proposal

Place = tuple[int, int]  # ids of unit and job


@dataclass(frozen=True)
class Claim:
    """Who leaves which place for which."""

    leaves: Place
    enters: Place


def claim(wanted: Iterable[Claim], own: Collection[int], day: date) -> None:
    """
    Lock the units entered and refuse a seat that another proposal took.

    ``own``: proposals (ids) of the same plan, which it weighed together.

    :raises ActError: with the unit, the job, and the proposal that was first.
    """
    claims = list(wanted)
    places = {one.enters for one in claims}
    _lock({unit for unit, _job in places})
    free = _free(places, day)
    alive = list(Proposal.objects.filter(state__in=ALIVE).order_by("pk"))
    left = Counter[Place]()
    for leaves, enters in (
        *((one.leaves, one.enters) for one in claims),
        *(_ends(one) for one in alive),
    ):
        left[leaves] += 1
        left[enters] -= 1
    others = [one for one in alive if one.pk not in own]
    for place in sorted(free):
        first = next((one for one in others if _ends(one)[1] == place), None)
        if first is not None and free[place] + left[place] < 0:
            raise ActError(
                _("The last seat at %(unit)s (%(job)s) is taken by %(proposal)s: choose"
                  " another place, or wait what becomes of it.")
                % {"unit": first.to_unit, "job": first.to_job, "proposal": first}
            )  # fmt: skip


def _ends(one: Proposal) -> tuple[Place, Place]:
    return (one.from_unit_id, one.from_job_id), (one.to_unit_id, one.to_job_id)


def _lock(units: Collection[int]) -> None:
    """Lock rows of units, always in the same order; who refers to them may go on."""
    rows = Unit.objects.select_for_update(no_key=True).filter(pk__in=units)
    list(rows.order_by("pk").values_list("pk"))


def _free(places: Collection[Place], day: date) -> dict[Place, int]:
    """Return the free seats of places whose establishment is known, by today's data."""
    answers = judged_now(day)
    if answers is None:
        return {}
    units = dict(Unit.objects.values_list("code", "pk"))
    jobs = dict(Job.objects.values_list("code", "pk"))
    found = {}
    rows = answers.positions.select("unit_id", "job_id", "establishment", "present_any")
    for unit, job, establishment, present in rows.iter_rows():
        place = units.get(unit, 0), jobs.get(job, 0)
        if establishment is not None and place in places:
            found[place] = establishment - present
    return found
