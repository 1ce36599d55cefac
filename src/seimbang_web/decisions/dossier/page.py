"""A dossier as a page shows it: who has it, exceptions first, entries, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.decide import procedure as way
from seimbang.decide.calendar import unsure
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.queries import of_subject
from seimbang_web.audit.words import act_in_words
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.dossier.access import (
    dossiers_visible_to,
    entries_visible_to,
)
from seimbang_web.decisions.dossier.doubts import WORDS as DOUBTS
from seimbang_web.decisions.dossier.facts import EXCEPTIONS
from seimbang_web.decisions.dossier.guards import proposed, ties_of
from seimbang_web.decisions.dossier.papers import MISSING
from seimbang_web.decisions.dossier.queries import (
    ELSEWHERE,
    Stop,
    entries_of_step,
    heard_since,
    mine,
    open_proposals,
    procedure_of,
    stops,
)
from seimbang_web.decisions.dossier.reconciled import (
    Freshness,
    contradicted,
    freshness,
)
from seimbang_web.decisions.freeze import intact
from seimbang_web.decisions.models import Dossier, Entry, State, Step
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Plan, Round
from seimbang_web.plans.queries import chosen
from seimbang_web.proposals.models import Proposal, Response, UnitInput

ANSWERS: dict[str, Any] = dict(Response.Answer.choices)
REASONS: dict[str, Any] = dict(Response.Reason.choices)
HEADS: dict[str, Any] = dict(UnitInput.Answer.choices)
LIGHT = {"early", "silent"}  # exceptions that alone do not bring an entry to the top


@dataclass(frozen=True)
class Row:
    """An entry in words."""

    entry: Entry
    checklist: int  # how many documents the way asks for

    @property
    def papers(self) -> tuple[int, int]:
        """Return how many documents are in order, of how many."""
        held = self.entry.papers.all()
        return sum(one.state != MISSING for one in held), self.checklist

    @property
    def exceptions(self) -> list[str]:
        """Return what is not as it should be."""
        kept = self.entry.facts["exceptions"]
        return [str(words) for key, words in EXCEPTIONS.items() if key in kept]

    @property
    def blocks(self) -> list[str]:
        """Return which critical data nobody verified."""
        return [str(words) for key, words in DOUBTS.items() if key in self.entry.blocks]

    @property
    def grave(self) -> bool:
        """Tell whether it is read first."""
        return bool(self.blocks or set(self.entry.facts["exceptions"]) - LIGHT)

    @property
    def answer(self) -> str:
        """Return the response by category; reasons too, never the text."""
        told = self.entry.facts["response"]
        if told is None:
            return _("no answer")
        words = str(ANSWERS[told["answer"]])
        reasons = ", ".join(str(REASONS[one]) for one in told["reasons"])
        return f"{words}: {reasons}" if reasons else words

    @property
    def heads(self) -> list[tuple[str, str, str]]:
        """Return per unit what its head said: unit, answer, condition."""
        return [
            (
                one["unit"],
                str(HEADS[one["answer"]]) if one["answer"] else _("not yet"),
                one["condition"] or one["cover"],
            )
            for one in self.entry.facts["inputs"]
        ]

    @property
    def after(self) -> str:
        """Return the proposal whose person must have come before; "": none."""
        after = self.entry.facts["after"]
        return "" if after is None else str(Proposal(pk=after))


@dataclass(frozen=True)
class Page:
    """A dossier for one reader."""

    dossier: Dossier
    rights: Rights
    day: date

    @cached_property
    def told(self) -> way.Procedure:
        """Return the way it goes."""
        return procedure_of(self.dossier)

    @cached_property
    def stops(self) -> list[Stop]:
        """Return the steps in order."""
        return stops(self.dossier, self.day)

    @cached_property
    def here(self) -> list[Stop]:
        """Return where it stands: of agencies several at once."""
        if self.dossier.state != State.OPEN:
            return []
        return [one for one in self.stops if one.row.state == Step.State.HERE]

    @property
    def next(self) -> Stop | None:
        """Return the step that comes next."""
        later = (one for one in self.stops if one.row.state == Step.State.LATER)
        return next(later, None) if self.dossier.state == State.OPEN else None

    @property
    def who(self) -> str:
        """Return who has it now."""
        if self.here:
            return "; ".join(one.name for one in self.here)
        return {
            State.RETURNED: _("The planner: to mend it"),
            State.REPLACED: _("Nobody: a newer version is on its way"),
            State.DECIDED: _("Personnel office: the decree"),
            State.REFUSED: _("Nobody: it is closed"),
        }.get(State(self.dossier.state), "–")

    @property
    def due(self) -> date | None:
        """Return the last day of the step it stands at."""
        days = (one.row.due_on for one in self.here if one.row.due_on)
        return min(days, default=None)

    @property
    def late(self) -> Stop | None:
        """Return the step that is over its last day; None: none is."""
        return next((one for one in self.here if one.late), None)

    @property
    def unsure(self) -> str:
        """Return that holidays of a year are not known, where the days reach there."""
        told = unsure(self.day, self.due) if self.due else None
        return str(told) if told else ""

    @cached_property
    def rows(self) -> list[Row]:
        """Return the entries the reader may see, those with exceptions first."""
        entries = entries_visible_to(self.rights, self.dossier)
        checklist = len(self.told.papers)
        rows = [Row(one, checklist) for one in entries.prefetch_related("papers")]
        return sorted(rows, key=lambda one: (not one.grave, one.entry.order))

    @property
    def grave(self) -> list[Row]:
        """Return the entries with exceptions."""
        return [one for one in self.rows if one.grave]

    @property
    def finding(self) -> str:
        """Return the dossier in one sentence."""
        count, grave = len(self.rows), len(self.grave)
        words = ngettext("%(count)s move", "%(count)s moves", count) % {"count": count}
        if not grave:
            return _("%(moves)s, none with an exception.") % {"moves": words}
        return ngettext(
            "%(moves)s; read %(grave)s exception first.",
            "%(moves)s; read %(grave)s exceptions first.",
            grave,
        ) % {"moves": words, "grave": grave}

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many entries each exception concerns."""
        found = Counter(words for one in self.rows for words in one.exceptions)
        found.update(
            _("Not verified: %(data)s") % {"data": words}
            for one in self.rows
            for words in one.blocks
        )
        return found.most_common()

    @cached_property
    def mine(self) -> Step | None:
        """Return the step that is the reader's work on this page."""
        step = mine(self.rights, self.dossier)
        return step if step is not None and step.key not in ELSEWHERE else None

    @property
    def mine_told(self) -> way.Step | None:
        """Return what the reader's step is."""
        return self.told.step(self.mine.key) if self.mine else None

    @cached_property
    def hindrance(self) -> str:
        """Return why the reader may not do the step that is theirs; "": nothing."""
        if self.mine is None or self.mine.key == "sector":
            return ""
        if proposed(self.rights.user, self.dossier):
            return _("You had a hand in this proposal: a colleague examines it (S1).")
        ties = ties_of(self.rights.user, self.day)
        for entry in entries_of_step(self.mine):
            found = ties.of(entry.proposal)
            if found:
                return f"{entry.proposal}: {found[0].words}"
        return ""

    @property
    def since(self) -> int:
        """Return in how many cases more was said since it was frozen."""
        return heard_since(self.dossier) if self.dossier.state in ALIVE else 0

    @cached_property
    def contradicted(self) -> int:
        """Return how many cases a fresh export contradicts now."""
        return len(contradicted([one.entry for one in self.rows]))

    @cached_property
    def fresh(self) -> Freshness | None:
        """Return how fresh the exports are; None: it is decided already."""
        if self.dossier.state not in ALIVE:
            return None
        people = {one.entry.proposal.person_id for one in self.rows}
        return freshness(people, self.day)

    @property
    def intact(self) -> bool:
        """Tell whether what is shown is what was frozen."""
        return intact(self.dossier)

    @property
    def may_renew(self) -> bool:
        """Tell whether the reader may make a new version now."""
        return self.dossier.state in ALIVE and self.rights.may("dossier.make")

    @property
    def may_check(self) -> bool:
        """Tell whether the reader may tick off papers."""
        return self.dossier.state == State.OPEN and self.rights.may("dossier.papers")

    @property
    def editions(self) -> QuerySet[Dossier]:
        """Return all versions of it."""
        return Dossier.objects.filter(number=self.dossier.number)

    @property
    def history(self) -> list[tuple[Any, str, str]]:
        """Return what was done to it: when, by whom, what; the last first."""
        rows = of_subject(f"dossier:{self.dossier.pk}").order_by("-seq")
        return [(one.at, one.actor_name, act_in_words(one.act)) for one in rows]


ALIVE = (State.OPEN, State.RETURNED)


@dataclass(frozen=True)
class Group:
    """Open proposals that may go into one dossier: of a round, or single cases."""

    key: str
    round: Round | None
    lane: Lane
    plan: Plan | None
    proposals: list[Proposal]
    may_answer: int  # who has not answered and still may

    @property
    def name(self) -> str:
        """Return where they come from."""
        return str(self.round) if self.round else _("Single cases")


def groups(day: date) -> Iterator[Group]:
    """Yield what waits for a dossier, by round and lane."""
    found: dict[tuple[int, str], list[Proposal]] = {}
    rows = open_proposals().prefetch_related("responses").order_by("pk")
    for one in rows:
        found.setdefault((one.round_id or 0, one.lane), []).append(one)
    for (number, lane), proposals in sorted(found.items()):
        held = proposals[0].round if number else None
        choice = chosen(held) if held is not None else None
        yield Group(
            key=f"{number}-{lane}",
            round=held,
            lane=Lane(lane),
            plan=choice.plan if choice else None,
            proposals=proposals,
            may_answer=sum(
                not one.responses.all() and day <= one.respond_until
                for one in proposals
            ),
        )


def people_in_dossiers(rights: Rights) -> QuerySet[Person]:
    """Return the people of dossiers on their way that the reader may see."""
    entries = Entry.objects.filter(
        dossier__in=dossiers_visible_to(rights).filter(state__in=ALIVE)
    )
    rows = Person.objects.filter(pk__in=entries.values("proposal__person"))
    return rows.select_related("unit").order_by("name")
