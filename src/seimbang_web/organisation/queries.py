"""Read the versions of the data, and who sat where."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from seimbang_web.organisation.models import Person, Placement, Unit, Version


def current(*, lock: bool = False) -> Version | None:
    """Return the last version of the data, without its content; None: no data yet."""
    rows = Version.objects.defer("content").order_by("-number")
    if lock:
        rows = rows.select_for_update()
    return rows.first()


def seated(unit: Unit, day: date) -> QuerySet[Placement]:
    """Return who sat where in ``unit`` on ``day``, by job and name."""
    return (
        Placement.objects.filter(unit=unit, since__lte=day)
        .filter(Q(until=None) | Q(until__gt=day))
        .select_related("person", "job")
        .order_by("job__name", "person__name")
    )


def placements(person: Person) -> QuerySet[Placement]:
    """Return where the person sat, the last first."""
    return (
        Placement.objects.filter(person=person)
        .exclude(until=F("since"))
        .select_related("unit", "job")
        .order_by("-since", "-pk")
    )
