"""Get and check in one call: a unit and a job whose tasks the person may reach."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.inventory.models import Sheet, State
from seimbang_web.organisation.access import unit_for, units_visible_to
from seimbang_web.organisation.models import Job, Unit
from seimbang_web.workloads.queries import current_measurement, seat_of

READ = "inventory.read"


def sheets_visible_to(rights: Rights, act: str = READ) -> QuerySet[Sheet]:
    """Return the sheets on which the person may do ``act``."""
    return Sheet.objects.filter(unit__in=units_visible_to(rights, act))


def position_for(
    rights: Rights, unit: int, job: int, act: str = READ
) -> tuple[Unit, Job, Sheet | None]:
    """
    Return unit, job and their sheet (None: not begun), checked.

    :raises Http404: when the unit is out of reach or has no such job.
    """
    place = unit_for(rights, unit, act)
    sheet = (
        Sheet.objects.filter(unit=place, job=job)
        .select_related("job", "saved_by", "sent_by", "judged_by", "frozen_by")
        .select_related("frozen_in")
        .defer("frozen_in__content")
        .first()
    )
    if sheet is not None:
        return place, sheet.job, sheet
    measured = current_measurement()
    seat = None if measured is None else seat_of(place, job, measured)
    if seat is None:
        raise Http404
    return place, seat.job, None


def sheet_for(rights: Rights, unit: int, job: int, act: str) -> Sheet:
    """
    Return a sheet that was begun, checked.

    :raises Http404: when it was not, or is out of reach.
    """
    sheet = position_for(rights, unit, job, act)[2]
    if sheet is None:
        raise Http404
    return sheet


def may_change(rights: Rights, unit: Unit, act: str) -> bool:
    """Tell whether the person may do ``act`` on this unit."""
    return rights.may(act) and units_visible_to(rights, act).filter(pk=unit.pk).exists()


def reopen_act(sheet: Sheet) -> str:
    """Return the right that opens a sheet again: the one of its own level."""
    return "inventory.freeze" if sheet.state == State.FROZEN else "inventory.judge"
