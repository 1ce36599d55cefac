"""Read sessions: the agenda, one case at a time, the facts of the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.effect import Effect
from seimbang_web.cards.queries import Card
from seimbang_web.cases.detail import Dossier as CaseDossier
from seimbang_web.decisions.dossier.guards import proposed
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.exceptions import Exceptions, exceptions_of
from seimbang_web.decisions.models import (
    Dossier,
    Entry,
    Seat,
    Session,
    State,
    Step,
    Vote,
)
from seimbang_web.decisions.team.actions import TEAM
from seimbang_web.decisions.team.count import Attendance, Tally, attendance, tallies
from seimbang_web.decisions.team.objection import Said, said_of
from seimbang_web.decisions.team.voting import may_record
from seimbang_web.lib.waiting import Waiting
from seimbang_web.proposals.queries import Heard, inputs_of

PEOPLE = (
    "proposal__person",
    "proposal__from_unit",
    "proposal__to_unit",
    "proposal__from_job",
    "proposal__to_job",
)


def entries_of(dossier: Dossier) -> QuerySet[Entry]:
    """Return the entries in the order of carrying out."""
    return dossier.entries.select_related(*PEOPLE).order_by("order")


@dataclass(frozen=True)
class Line:
    """A case of the agenda."""

    tally: Tally
    exceptions: Exceptions
    mine: Vote | None
    aside: bool

    @property
    def entry(self) -> Entry:
        """Return the entry."""
        return self.tally.entry


@dataclass(frozen=True)
class Agenda:
    """A session for one reader: who sits, and the queue, exceptions first."""

    session: Session
    rights: Rights

    @cached_property
    def attendance(self) -> Attendance:
        """Return who sits."""
        return attendance(self.session)

    @cached_property
    def seats(self) -> list[Seat]:
        """Return the members, chair and secretary first."""
        rows = self.session.seats.select_related("user")
        return list(rows.order_by("-chair", "-secretary", "pk"))

    @cached_property
    def seat(self) -> Seat | None:
        """Return the reader's own seat."""
        return next((one for one in self.seats if one.user == self.rights.user), None)

    @cached_property
    def leads(self) -> bool:
        """Tell whether the reader is chair or secretary."""
        return bool(self.seat and (self.seat.chair or self.seat.secretary))

    @cached_property
    def may_arrange(self) -> bool:
        """Tell whether the reader seats the members."""
        return (
            self.session.closed_at is None
            and self.rights.may("session.lead")
            and not proposed(self.rights.user, self.session.dossier)
        )

    @cached_property
    def lines(self) -> list[Line]:
        """Return the queue: exceptions first, then by the order of carrying out."""
        counted = tallies(self.session, list(entries_of(self.session.dossier)))
        me = self.rights.user.pk
        lines = [
            Line(
                tally=one,
                exceptions=exceptions_of(one.entry),
                mine=next((vote for vote in one.votes if vote.user_id == me), None),
                aside=one.is_recused(me),
            )
            for one in counted
        ]
        return sorted(lines, key=lambda one: (-one.exceptions.weight, one.entry.order))

    @property
    def waits(self) -> list[Line]:
        """Return the cases without a recommendation that still holds."""
        return [line for line in self.lines if not line.tally.done]

    @property
    def paused(self) -> bool:
        """Tell whether the session is open and has lost its quorum."""
        return self.running and not self.attendance.enough

    @property
    def running(self) -> bool:
        """Tell whether the session is going on."""
        return self.session.opened_at is not None and self.session.closed_at is None

    @property
    def finding(self) -> str:
        """Return in one sentence how far the session is."""
        total, left = len(self.lines), len(self.waits)
        if not left:
            return ngettext(
                "All %(count)s case is done.", "All %(count)s cases are done.", total
            ) % {"count": total}
        return _("%(left)s of %(total)s cases wait for a recommendation.") % {
            "left": left,
            "total": total,
        }

    @property
    def next(self) -> Line | None:
        """Return the case the reader goes to: without own vote, else not recorded."""
        mine = [
            line
            for line in self.waits
            if self.seat and line.mine is None and not line.aside
        ]
        return next(iter(mine or self.waits), None)


@dataclass(frozen=True)
class Sitting:
    """One case before the team, for one reader."""

    agenda: Agenda
    entry: Entry
    day: date

    @property
    def line(self) -> Line:
        """Return the case as the agenda has it."""
        return next(one for one in self.agenda.lines if one.entry.pk == self.entry.pk)

    @cached_property
    def said(self) -> Said:
        """Return what the person said."""
        return said_of(self.entry.proposal)

    @cached_property
    def inputs(self) -> list[Heard]:
        """Return what the heads of both units said."""
        return inputs_of(self.entry.proposal)

    @cached_property
    def card(self) -> Card | None:
        """Return the card of the move; None: it comes from a single case."""
        move = self.entry.proposal.move
        return Card(move, self.agenda.rights) if move else None

    @cached_property
    def effect(self) -> Effect | None:
        """Return rules, both units, way; None: the data do not have the person."""
        if self.card is not None:
            return self.card.effect
        case = self.entry.proposal.case
        if case is None:
            return None
        shown = CaseDossier(case, self.agenda.rights, self.day).effects
        unit = self.entry.proposal.to_unit_id
        return next((one for wish, one in shown if wish.unit_id == unit), None)

    @property
    def may_vote(self) -> bool:
        """Tell whether the reader votes on it now."""
        seat = self.agenda.seat
        return bool(
            self.agenda.running
            and not self.agenda.paused
            and seat
            and seat.present
            and not self.line.aside
        )

    @property
    def may_step_aside(self) -> bool:
        """Tell whether the reader may still declare a conflict."""
        closed = self.agenda.session.closed_at is not None
        return bool(self.agenda.seat and not self.line.aside and not closed)

    @property
    def may_record(self) -> bool:
        """Tell whether the reader records the recommendation."""
        return self.agenda.running and may_record(
            self.agenda.session, self.entry, self.agenda.rights.user
        )

    @property
    def previous(self) -> Line | None:
        """Return the case before in the queue."""
        return self._beside(-1)

    @property
    def following(self) -> Line | None:
        """Return the next case of the queue."""
        return self._beside(1)

    def _beside(self, step: int) -> Line | None:
        lines = self.agenda.lines
        at = lines.index(self.line) + step
        return lines[at] if 0 <= at < len(lines) else None


@dataclass(frozen=True)
class CaseMinutes:
    """One case as the minutes tell it; no grounds told in confidence stand here."""

    order: int
    entry: int
    name: str
    from_job: str
    from_unit: str
    to_job: str
    to_unit: str
    choice: str
    choice_words: str
    favour: int
    against: int
    postpone: int
    recused: tuple[tuple[str, str], ...]  # name, why
    objection: bool
    considered: str
    condition: str


@dataclass(frozen=True)
class Minutes:
    """The facts of the minutes (L5), from the record of a closed session."""

    session: Session
    dossier: Dossier
    plan: str
    data_on: date | None
    seats: tuple[Seat, ...]
    attendance: Attendance
    cases: tuple[CaseMinutes, ...]

    @property
    def postponed(self) -> tuple[CaseMinutes, ...]:
        """Return the cases that were postponed."""
        return tuple(one for one in self.cases if one.choice == "tunda")


def minutes_facts(session: Session) -> Minutes:
    """
    Return what the minutes of a session say.

    :raises ValueError: when the session is not closed.
    """
    if session.closed_at is None:
        raise ValueError("Expected a closed session.")
    dossier = session.dossier
    plan = dossier.plan
    counted = tallies(session, list(entries_of(dossier)))
    return Minutes(
        session=session,
        dossier=dossier,
        plan=str(plan) if plan else "",
        data_on=plan.version.taken_on if plan else None,
        seats=tuple(
            session.seats.select_related("user").order_by("-chair", "-secretary", "pk")
        ),
        attendance=attendance(session),
        cases=tuple(_case(one) for one in counted),
    )


def _case(counted: Tally) -> CaseMinutes:
    entry, noted = counted.entry, counted.noted
    assert noted is not None
    proposal = entry.proposal
    return CaseMinutes(
        order=entry.order,
        entry=entry.pk,
        name=proposal.person.name,
        from_job=str(proposal.from_job),
        from_unit=str(proposal.from_unit),
        to_job=str(proposal.to_job),
        to_unit=str(proposal.to_unit),
        choice=noted.choice,
        choice_words=str(noted.get_choice_display()),
        favour=counted.favour,
        against=counted.against,
        postpone=counted.postpone,
        recused=tuple(counted.aside),
        objection=said_of(proposal).objects,
        considered=noted.considered,
        condition=noted.condition,
    )


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the sessions in which the reader has something to do."""
    return [*_sessions(rights), *_to_call(rights)]


def _sessions(rights: Rights) -> list[Waiting]:
    if not rights.may("session.vote"):
        return []
    found = []
    rows = Session.objects.filter(closed_at=None, seats__user=rights.user)
    for session in rows.select_related("dossier"):
        agenda = Agenda(session, rights)
        open_ones = [x for x in agenda.waits if x.mine is None and not x.aside]
        url = reverse("session-detail", args=[session.pk])
        told = {"dossier": session.dossier, "count": len(open_ones)}
        if session.opened_at is None:
            words = _("Session of the team on %(dossier)s") % told
            found.append(Waiting(words, url, 1, session.held_on))
        elif open_ones:
            words = _("Vote on %(count)s cases of %(dossier)s") % told
            found.append(Waiting(words, url, len(open_ones), session.held_on))
        elif agenda.leads:
            words = _("Record and close the session on %(dossier)s") % told
            found.append(Waiting(words, url, 1, session.held_on))
    return found


def _to_call(rights: Rights) -> list[Waiting]:
    """Return the dossiers at the team for which no session is called."""
    if not rights.may("session.lead"):
        return []
    called = Session.objects.filter(closed_at=None).values("dossier")
    rows = Dossier.objects.filter(
        state=State.OPEN, steps__key=TEAM, steps__state=Step.State.HERE
    ).exclude(pk__in=called)
    found = []
    for dossier in rows.distinct():
        if proposed(rights.user, dossier):
            continue
        step = here(dossier)
        words = _("Call the team together on %(dossier)s") % {"dossier": dossier}
        url = reverse("session-new", args=[dossier.pk])
        found.append(Waiting(words, url, 1, step.due_on if step else None))
    return found
