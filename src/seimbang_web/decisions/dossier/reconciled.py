"""Fresh exports and dossiers: who is compared, what differs, how fresh it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.decisions.models import Dossier, Entry, State
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.imports.models import Field
from seimbang_web.imports.reconcile.concerned import Concerned
from seimbang_web.imports.reconcile.queries import last_export, unresolved
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import ALIVE, Proposal
from seimbang_web.regulations.queries import law

BLOCKS = {  # field of an export → what of the critical data is in doubt
    Field.NIP: "identity",
    Field.NAME: "identity",
    Field.BIRTH: "identity",
    Field.MISSING: "identity",
    Field.JOB: "job",
    Field.UNIT: "unit",
    Field.GRADE: "grade",
    Field.CERTIFICATES: "certificate",
    Field.DISCIPLINE: "discipline",
    Field.UNTIL: "discipline",
}
COMPARED = (State.OPEN, State.RETURNED, State.DECIDED)
SIGNED = (LetterState.SIGNED, LetterState.DELIVERED)
DAYS, BINDING = "decide.export_days", "decide.export_binding"
DECREES = (Kind.DECREE, Kind.SINGLE)


def concerned() -> Iterator[Concerned]:
    """Yield the people of dossiers whose decree is not signed, each once."""
    rows = Entry.objects.filter(
        dossier__state__in=COMPARED,
        outcome__in=(Entry.Outcome.WAITS, Entry.Outcome.APPROVED),
        proposal__state__in=ALIVE,
    ).select_related("proposal__person__unit")
    rows = rows.prefetch_related(Prefetch("dossier", _dossiers()))
    signed = set(
        Letter.objects.filter(kind__in=DECREES, state__in=SIGNED).values_list(
            "subject", flat=True
        )
    )
    latest = {one.proposal.person_id: one for one in rows.order_by("dossier")}
    versions = _versions(latest.values())
    for one in latest.values():
        if {f"dossier:{one.dossier_id}", f"entry:{one.pk}"} & signed:
            continue
        version = version_of(one, versions)
        if version is not None:
            yield Concerned(
                one.proposal.person,
                f"dossier:{one.dossier_id}",
                str(one.dossier),
                version,
            )


def _dossiers() -> QuerySet[Dossier]:
    """Return dossiers with the data they rest on, but not all that they froze."""
    rows = Dossier.objects.select_related("plan__version")
    return rows.defer("content", "plan__version__content")


def _versions(entries: Iterable[Entry]) -> dict[int, Version]:
    numbers = {one.facts["data"] for one in entries if one.dossier.plan is None}
    rows = Version.objects.defer("content").filter(number__in=numbers)
    return {one.number: one for one in rows}


def version_of(entry: Entry, versions: dict[int, Version]) -> Version | None:
    """Return the data an entry rests on: the plan's, else those it was frozen with."""
    plan = entry.dossier.plan
    return versions.get(entry.facts["data"]) if plan is None else plan.version


def resting_on(plan: Plan | None, rows: Iterable[Proposal]) -> dict[int, Version]:
    """Return the data that a dossier of this plan would rest on now, by person (id)."""
    version = current() if plan is None else plan.version
    return {} if version is None else {one.person_id: version for one in rows}


def doubted(people: Collection[int]) -> dict[int, set[str]]:
    """Return the critical data of people (ids) that a fresh export contradicts."""
    held = unresolved(people)
    return {pk: {BLOCKS[Field(one)] for one in fields} for pk, fields in held.items()}


def contradicted(entries: Sequence[Entry]) -> dict[int, str]:
    """Return the entries that a fresh export contradicts, with a sentence."""
    held = unresolved([one.proposal.person_id for one in entries])
    found = {}
    for one in entries:
        if fields := held.get(one.proposal.person_id):
            names = ", ".join(str(Field(field).label) for field in sorted(fields))
            found[one.pk] = _(
                "A fresh export says otherwise (%(fields)s): have it settled first."
            ) % {"fields": names}
    return found


@dataclass(frozen=True)
class Freshness:
    """How many people of a dossier a fresh export covers."""

    days: int  # so old an export may be
    binding: bool  # without one nothing is signed
    people: int
    stale: frozenset[int]  # ids of people without a fresh export

    @property
    def words(self) -> str:
        """Return it in a sentence; empty: everybody was compared."""
        if not self.stale:
            return ""
        told = ngettext(
            "%(count)s of %(people)s people was not compared with an export of the "
            "last %(days)s days.",
            "%(count)s of %(people)s people were not compared with an export of the "
            "last %(days)s days.",
            len(self.stale),
        )
        return told % {
            "count": len(self.stale),
            "people": self.people,
            "days": self.days,
        }


def freshness(people: Collection[int], day: date) -> Freshness:
    """Return how many of the people (ids) were compared lately enough on ``day``."""
    days = int(law().value(DAYS, day).value)
    since, last = day - timedelta(days=days), last_export(people)
    stale = frozenset(one for one in people if last.get(one, date.min) < since)
    return Freshness(days, bool(law().value(BINDING, day).value), len(people), stale)


def stale_entries(dossier: Dossier, day: date) -> dict[int, str]:
    """Return the entries without a fresh export, where the region demands one."""
    entries = dict(dossier.entries.values_list("pk", "proposal__person"))
    fresh = freshness(set(entries.values()), day)
    if not fresh.binding:
        return {}
    words = _("No export of the last %(days)s days was compared.") % {
        "days": fresh.days
    }
    return {pk: words for pk, person in entries.items() if person in fresh.stale}
