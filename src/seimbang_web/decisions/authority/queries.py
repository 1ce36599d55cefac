"""Read what waits for a decision, the sheet of a dossier, and decisions taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.decide.calendar import effective_day, effective_days, may_take_effect
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.authority.access import may_decide
from seimbang_web.decisions.authority.changed import (
    DECIDE,
    changed_entries,
    changes,
)
from seimbang_web.decisions.authority.effect import Outlook, outlook, picture
from seimbang_web.decisions.dossier.guards import Conflict, conflicts_in
from seimbang_web.decisions.exceptions import Exceptions, exceptions_of
from seimbang_web.decisions.models import (
    Advice,
    Decision,
    Dossier,
    Entry,
    State,
    Step,
)
from seimbang_web.lib.waiting import Waiting
from seimbang_web.regulations.queries import law

DAYS = 6  # offered for the TMT
PEOPLE = (
    "proposal__person",
    "proposal__from_unit",
    "proposal__to_unit",
    "proposal__from_job",
    "proposal__to_job",
)


@dataclass(frozen=True)
class Line:
    """
    One entry on the sheet. ``advice``: of the team; None: the team did not sit on it.

    ``changed``: what changed since; ``conflicts``: why this reader does not act on it.
    """

    entry: Entry
    exceptions: Exceptions
    advice: Advice | None
    changed: str
    conflicts: tuple[Conflict, ...]

    @property
    def against_advice(self) -> bool:
        """Tell whether approving goes against the team."""
        return self.advice is not None and self.advice.choice == Advice.Choice.AGAINST

    @property
    def why_not(self) -> str:
        """Return why the entry cannot be approved now; empty: it can."""
        if self.conflicts:
            return self.conflicts[0].words
        if self.changed:
            return self.changed
        if self.exceptions.blocks:
            return _("Critical data are not verified: it cannot be approved.")
        if self.exceptions.held:
            return _("A rule stands against it: it cannot be approved.")
        if self.advice is None:
            return _("The team gave no advice on it; the law demands one.")
        if self.advice.choice == Advice.Choice.POSTPONE:
            return _("The team postponed it: it goes before the team again.")
        return ""

    @property
    def only_postpone(self) -> bool:
        """Tell whether this reader may do nothing but postpone it."""
        return bool(self.conflicts or self.changed)

    @property
    def needs_why(self) -> bool:
        """Tell whether approving it needs a reason written by a human being."""
        return self.exceptions.overruled or self.against_advice

    @property
    def first(self) -> bool:
        """Tell whether it is read before the list."""
        return bool(self.exceptions.grave or self.why_not or self.against_advice)


@dataclass(frozen=True)
class Sheet:
    """A dossier before the authority, for one reader."""

    dossier: Dossier
    rights: Rights

    @property
    def day(self) -> date:
        """Return the day of the decision."""
        return self.rights.day

    @cached_property
    def lines(self) -> list[Line]:
        """Return the entries in the order of carrying out."""
        advices = self._advices()
        changed = changed_entries(self.dossier, self.day)
        entries = list(entries_of(self.dossier))
        conflicts = conflicts_in(self.rights.user, self.dossier, entries, self.day)
        return [
            Line(
                entry=entry,
                exceptions=exceptions_of(entry),
                advice=advices.get(entry.pk),
                changed=changed.get(entry.pk, ""),
                conflicts=tuple(conflicts.get(entry.pk, ())),
            )
            for entry in entries
        ]

    def _advices(self) -> dict[int, Advice]:
        rows = Advice.objects.filter(
            session__dossier=self.dossier, session__closed_at__isnull=False
        )
        return {one.entry_id: one for one in rows.order_by("session")}

    @cached_property
    def exceptions(self) -> list[Line]:
        """Return what is read first, the gravest on top."""
        found = [line for line in self.lines if line.first]
        return sorted(found, key=lambda one: (-one.exceptions.weight, one.entry.order))

    @cached_property
    def plain(self) -> list[Line]:
        """Return the rest of the list."""
        return [line for line in self.lines if not line.first]

    @cached_property
    def changes(self) -> list[str]:
        """Return why it cannot be signed as a whole."""
        return changes(self.dossier)

    @cached_property
    def outlook(self) -> Outlook:
        """Return the effect if all that may be approved is approved."""
        free = {line.entry.pk for line in self.lines if not line.why_not}
        return self.outlook_of(free)

    def outlook_of(self, approved: Collection[int]) -> Outlook:
        """Return the effect of approving only some entries."""
        return outlook([line.entry for line in self.lines], approved)

    @property
    def picture(self) -> SafeString:
        """Return the one summary picture."""
        return picture(self.outlook)

    @cached_property
    def days(self) -> list[date]:
        """Return the days on which the moves may take effect, the first ones."""
        return list(islice(days_for(self.families, self.day), DAYS))

    @property
    def families(self) -> set[str]:
        """Return the families of the jobs that are taken up."""
        return families_of(line.entry for line in self.lines)

    @property
    def calendar_confirmed(self) -> bool:
        """Tell whether somebody compared the calendar with what the region decided."""
        return all(
            effective_day(family, self.day, law()).value.checked is not None
            for family in self.families
        )

    @property
    def finding(self) -> str:
        """Return in one sentence what is to be decided."""
        count = len(self.lines)
        words = ngettext(
            "You decide on %(count)s move: %(first)s need to be read first.",
            "You decide on %(count)s moves: %(first)s need to be read first.",
            count,
        )
        return words % {"count": count, "first": len(self.exceptions)}

    @property
    def short_digest(self) -> str:
        """Return the digest as it is shown: its ends."""
        return short(self.dossier.digest)


def short(digest: str) -> str:
    """Return the first and last four signs of a digest."""
    return f"{digest[:4]}…{digest[-4:]}"


def entries_of(dossier: Dossier) -> QuerySet[Entry]:
    """Return the entries in the order of carrying out."""
    return dossier.entries.select_related(*PEOPLE).order_by("order")


def families_of(entries: Iterator[Entry] | list[Entry]) -> set[str]:
    """Return the families of the jobs to which the people go."""
    return {entry.proposal.to_job.family for entry in entries}


def days_for(families: Collection[str], signed_on: date) -> Iterator[date]:
    """Yield the days on which moves of all these families may take effect."""
    held = sorted(families) or [""]
    for one in effective_days(held[0], signed_on, law()):
        if all(may_take_effect(each, one.day, signed_on, law()) for each in held):
            yield one.day


def to_decide(rights: Rights) -> list[Dossier]:
    """Return the dossiers that stand at the decision and wait for this person."""
    if not rights.may("decision.sign"):
        return []
    rows = Dossier.objects.filter(
        state=State.OPEN, steps__key=DECIDE, steps__state=Step.State.HERE
    )
    return [one for one in rows.distinct() if may_decide(rights, one)]


def decisions() -> QuerySet[Decision]:
    """Return the decisions taken, the last one first."""
    rows = Decision.objects.select_related("dossier__round", "decided_by")
    return rows.order_by("-decided_at")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return in one sentence what waits for the decision of this person."""
    found = []
    for dossier in to_decide(rights):
        lines = [exceptions_of(one) for one in dossier.entries.all()]
        told = {
            "count": len(lines),
            "dossier": dossier,
            "overruled": sum(one.overruled for one in lines),
            "deviates": sum(one.deviates for one in lines),
        }
        words = ngettext(
            "Decide on %(count)s move of %(dossier)s: %(overruled)s objected to, "
            "%(deviates)s depart from a rule",
            "Decide on %(count)s moves of %(dossier)s: %(overruled)s objected to, "
            "%(deviates)s depart from a rule",
            len(lines),
        )
        step = dossier.steps.filter(key=DECIDE).first()
        url = reverse("decision-sheet", args=[dossier.pk])
        found.append(Waiting(words % told, url, 1, step.due_on if step else None))
    return found


def groups(decision: Decision) -> list[tuple[str, list[Entry]]]:
    """Return the entries by outcome, in words; groups without any are left out."""
    entries = list(entries_of(decision.dossier))
    return [
        (str(outcome.label), [one for one in entries if one.outcome == outcome])
        for outcome in Entry.Outcome
        if any(one.outcome == outcome for one in entries)
    ]


def rest(decision: Decision) -> Dossier | None:
    """Return the new edition of what was postponed; None: nothing was."""
    return decision.dossier.children.order_by("edition").first()
