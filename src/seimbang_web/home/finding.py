"""One sentence about one's own unit, for heads; one's own facts, for all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext, ngettext

from seimbang_web.accounts.models import Role
from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.workloads.models import Seat
from seimbang_web.workloads.queries import current_measurement


@dataclass(frozen=True)
class Finding:
    """A unit and the sentence about it."""

    unit: Unit
    text: str


def own_units(rights: Rights) -> list[Finding]:
    """Return a sentence for each unit that the person heads."""
    units = [one.unit for one in rights.grants if one.role == Role.HEAD and one.unit]
    measured = current_measurement() if units else None
    if measured is None:
        return []
    return [
        Finding(unit, _sentence(unit, Seat.objects.filter(measurement=measured)))
        for unit in units
    ]


def _sentence(unit: Unit, seats: QuerySet[Seat]) -> str:
    rows = seats.filter(unit=unit, need_rounded__isnull=False).select_related("job")
    needs = rows.filter(present__lt=F("need_rounded"))
    short = [(seat.job.name, (seat.need_rounded or 0) - seat.present) for seat in needs]
    if not rows:
        return gettext("{unit} is not measured yet.").format(unit=unit.name)
    if not short:
        return gettext("{unit} has the people it needs.").format(unit=unit.name)
    short.sort(key=lambda one: (-one[1], one[0]))
    listed = ", ".join(f"{count} {job}" for job, count in short[:3])
    more = len(short) - 3
    text = gettext("{unit} needs {listed} more.").format(unit=unit.name, listed=listed)
    if more > 0:
        words = ngettext(
            "One more job lacks people.", "{count} more jobs lack people.", more
        )
        text += " " + words.format(count=more)
    return text


def own_facts(rights: Rights) -> Person | None:
    """Return the person's own row of the data; None: the user is none of it."""
    pk = rights.user.person_id
    rows = Person.objects.select_related("unit", "job")
    return None if pk is None else rows.filter(pk=pk).first()
