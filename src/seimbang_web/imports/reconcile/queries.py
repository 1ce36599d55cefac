"""Read the comparisons: what differs, what is open, how fresh the last export is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.model.tables.choices import DISCIPLINE
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.words import thing
from seimbang_web.imports.models import (
    Difference,
    Field,
    Reconciliation,
    State,
)
from seimbang_web.imports.reconcile.concerned import concerned
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Job, Person, Unit

OPEN, OURS = Difference.Counts.OPEN, Difference.Counts.OURS
HOLDS = Q(ended_at=None) & ~Q(counts=OURS)  # what keeps a move from being signed
SANCTIONS = {value: word for word, value in DISCIPLINE.items()}  # as files spell them
NAMED: dict[str, type[Job] | type[Unit]] = {"job_id": Job, "unit_id": Unit}


def unresolved(people: Collection[int]) -> dict[int, list[str]]:
    """
    Return the fields that differ from a fresh export and hold people (ids) up.

    Not settled, or the new data are right and the dossier does not rest on them yet.
    """
    found: dict[int, list[str]] = defaultdict(list)
    rows = Difference.objects.filter(HOLDS, person__in=people)
    for person, field in rows.values_list("person", "field").distinct():
        found[person].append(field)
    return dict(found)


def last_export(people: Collection[int]) -> dict[int, date]:
    """Return the day of the last export in which each person (id) was compared."""
    rows = Person.objects.filter(
        pk__in=people, reconciliations__compared_at__isnull=False
    )
    latest = rows.annotate(day=Max("reconciliations__source__taken_on"))
    return dict(latest.values_list("pk", "day"))


@dataclass(frozen=True)
class Line:
    """A difference in words: units and jobs by name, the dossier with its page."""

    row: Difference
    ours: str
    theirs: str
    page: str

    @property
    def source(self) -> str:
        """Return who says the new value, and of which day."""
        if self.row.in_data:
            return _("also our present data")
        return ""

    @property
    def holds(self) -> bool:
        """Tell whether it keeps the move from being signed."""
        return self.row.ended_at is None and self.row.counts != OURS


def lines(rows: Iterable[Difference]) -> list[Line]:
    """Return differences in words."""
    held = list(rows)
    names = {
        field: dict(
            model.objects.filter(code__in=_values(held, field)).values_list(
                "code", "name"
            )
        )
        for field, model in NAMED.items()
    }
    return [
        Line(
            one,
            _said(one, one.ours, names) or _("not known"),
            _said(one, one.theirs, names) or _("not there"),
            thing(one.subject)[1],
        )
        for one in held
    ]


def _values(rows: Iterable[Difference], field: str) -> set[str]:
    return {
        value for one in rows if one.field == field for value in (one.ours, one.theirs)
    }


def _said(one: Difference, value: str, names: dict[str, dict[str, str]]) -> str:
    if value and one.field in (Field.BIRTH, Field.UNTIL):
        return date_format(date.fromisoformat(value), "j F Y")
    if one.field == Field.MISSING:
        return value and _("there")
    if one.field == Field.DISCIPLINE:
        return SANCTIONS.get(value, value)
    return names.get(one.field, {}).get(value, value)


def listed() -> QuerySet[Reconciliation]:
    """Return the comparisons, the newest first, with how much is open."""
    alive = Q(differences__ended_at=None)
    return Reconciliation.objects.select_related(
        "source__uploaded_by", "source__work"
    ).defer("source__proposal", "source__problems").annotate(
        compared=Count("people", distinct=True),
        found=Count("differences", filter=alive, distinct=True),
        open=Count("differences", filter=alive & Q(differences__counts=OPEN),
                   distinct=True),
    ).order_by("-pk")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One comparison as its page shows it."""

    row: Reconciliation

    @property
    def reading(self) -> bool:
        """Tell whether the files are still being read."""
        work = self.row.source.work
        return self.row.source.state == State.CHECKING and bool(work and work.open)

    @property
    def faulty(self) -> bool:
        """Tell whether the files have faults that must be mended first."""
        return self.row.source.state == State.FAULTY

    @property
    def lines(self) -> list[Line]:
        """Return what differs, what is open first."""
        rows = self.row.differences.filter(ended_at=None)
        rows = rows.select_related("person__unit", "version", "settled_by")
        ordered = sorted(rows, key=lambda one: (one.counts != OPEN, one.person.name))
        return lines(ordered)

    @property
    def missing(self) -> int:
        """Return how many people the export lacks."""
        rows = self.row.differences.filter(ended_at=None, field=Field.MISSING)
        return rows.count()

    @property
    def finding(self) -> str:
        """Return the comparison in one sentence."""
        if self.row.hindrance:
            return self.row.get_hindrance_display()
        if self.row.compared_at is None:
            return _("Nothing is compared yet.")
        people = self.row.people.count()
        words = ngettext(
            "%(count)s person of open dossiers was compared",
            "%(count)s people of open dossiers were compared",
            people,
        ) % {"count": people}
        rows = self.row.differences.filter(ended_at=None)
        held = rows.filter(HOLDS).values("person").distinct().count()
        if not rows:
            return _("%(people)s: nothing differs.") % {"people": words}
        told = ngettext(
            "%(people)s; %(found)s fact differs. "
            "Cannot be approved yet: %(held)s people.",
            "%(people)s; %(found)s facts differ. "
            "Cannot be approved yet: %(held)s people.",
            len(rows),
        )
        return told % {"people": words, "found": len(rows), "held": held}


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the differences that wait for somebody to settle them."""
    if not rights.may("reconcile.settle"):
        return []
    people = {one.person.pk for one in concerned()}
    rows = Difference.objects.filter(ended_at=None, counts=OPEN, person__in=people)
    count, first = rows.count(), rows.order_by("reconciliation").first()
    if first is None:
        return []
    words = ngettext(
        "Settle %(count)s difference with a fresh export",
        "Settle %(count)s differences with a fresh export",
        count,
    )
    url = reverse("reconcile-detail", args=[first.reconciliation_id])
    return [Waiting(words % {"count": count}, url, count)]
