"""One move after its decree as a page shows it: dates, letters, tasks, talks, help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.documents.signer import head_of_unit
from seimbang_web.follow_up import queries
from seimbang_web.follow_up.access import tasks_of, tracks_visible_to
from seimbang_web.follow_up.actions import hindrance
from seimbang_web.follow_up.letters.actions import letter_of
from seimbang_web.follow_up.letters.facts import sending, stating
from seimbang_web.follow_up.models import Event, Talk, Task, Track, Who
from seimbang_web.follow_up.models import State as Standing
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import Support

PAPERS = (  # kind, who may write it, URL name of its form
    (Kind.COVER, "follow_up.release", "follow-up-cover"),
    (Kind.HANDOVER, "follow_up.release", "follow-up-handover"),
    (Kind.START, "follow_up.start", "follow-up-start"),
)
EVENTS = {
    "begin": gettext_lazy("The decree is signed; the carrying out begins"),
    "oath": gettext_lazy("Minutes of the oath"),
    "handover": gettext_lazy("What is handed over was written down"),
    "told": gettext_lazy("The real start was told"),
    "start": gettext_lazy("Works at the new unit, by the SPMT"),
    "end": gettext_lazy("Ended by a later decree"),
    "revive": gettext_lazy("Goes on: the decree of change is void"),
    "retime": gettext_lazy("Another TMT by a decree of change"),
}


@dataclass(frozen=True)
class Paper:
    """
    A letter of carrying out. ``may``: the reader writes and signs it.

    ``why_not``: why it cannot be written now, in a sentence.
    """

    kind: Kind
    form: str
    unit: Unit
    letter: Letter | None
    may: bool
    why_not: str

    @property
    def to_write(self) -> bool:
        """Tell whether it waits to be written with its number."""
        return self.letter is None or not self.letter.number

    @property
    def to_sign(self) -> bool:
        """Tell whether it waits for the scan of the signed paper."""
        return self.letter is not None and self.letter.state == State.NUMBERED


@dataclass(frozen=True)
class Sheet:
    """The follow-up sheet of a person as the reader sees it."""

    line: queries.Line
    rights: Rights

    @property
    def track(self) -> Track:
        """Return the move."""
        return self.line.track

    def _may(self, act: str) -> bool:
        if not self.rights.may(act):
            return False
        return tracks_visible_to(self.rights, act).filter(pk=self.track.pk).exists()

    @property
    def own(self) -> bool:
        """Tell whether it is the reader's own move."""
        return bool(
            self.rights.user.person_id
            and self.rights.user.person_id == self.track.proposal.person_id
        )

    @cached_property
    def papers(self) -> list[Paper]:
        """Return L9, L11 and L10, in the order in which they are written."""
        return [self._paper(kind, act, form) for kind, act, form in PAPERS]

    def _paper(self, kind: Kind, act: str, form: str) -> Paper:
        track, move = self.track, self.track.proposal
        why = ""
        if track.ended_at:
            why = _("A later decree ended this move: look at it again.")
        elif kind == Kind.START:
            day = max(self.rights.day, track.told_on or self.rights.day)
            why = hindrance(track, day, "-", day)
        return Paper(
            kind=kind,
            form=form,
            unit=stating(move) if kind == Kind.START else sending(move),
            letter=letter_of(track, kind),
            may=not self.own and self._may(act),
            why_not=why,
        )

    @cached_property
    def tasks(self) -> list[tuple[Task, bool, bool]]:
        """Return the tasks, whether each is red, and whether the reader may do it."""
        mine = set(
            tasks_of(self.rights)
            .filter(track=self.track, done_on=None)
            .values_list("pk", flat=True)
        )
        red = {one.pk for one in self.line.red}
        rows = queries.sheet(self.track)
        return [
            (one, one.pk in red, one.pk in mine and self._goes_on(one)) for one in rows
        ]

    @property
    def own_tasks(self) -> list[tuple[Task, bool, bool]]:
        """Return the tasks of the person."""
        return [one for one in self._shown if one[0].who == Who.PERSON]

    @property
    def others_tasks(self) -> list[tuple[Task, bool, bool]]:
        """Return the tasks of offices and heads, as the person sees them."""
        return [one for one in self._shown if one[0].who != Who.PERSON]

    @property
    def _shown(self) -> list[tuple[Task, bool, bool]]:
        return [one for one in self.tasks if one[0].done_on or self._goes_on(one[0])]

    def _goes_on(self, task: Task) -> bool:
        return task.restores or not self.track.ended_at

    @property
    def missing_licence(self) -> Task | None:
        """Return the open task without which nobody may serve there."""
        return next((one for one in self.line.red if one.before_service), None)

    @property
    def events(self) -> QuerySet[Event]:
        """Return what became of the move."""
        return self.track.events.select_related("made_by")

    @property
    def told(self) -> list[tuple[Event, str]]:
        """Return the events with their words."""
        return [(one, str(EVENTS.get(one.key, one.key))) for one in self.events]

    @cached_property
    def talks(self) -> list[Talk]:
        """Return the talks 30, 60 and 90 days after the start."""
        return list(self.track.talks.all())

    @cached_property
    def supports(self) -> Sequence[Support]:
        """Return the help that was promised in the proposal."""
        return list(queries.promised(self.track))

    @property
    def report_to(self) -> str:
        """Return whom the person reports to: the head of the new unit, by name."""
        head = head_of_unit(stating(self.track.proposal), self.rights.day)
        return head.name if head else ""

    @property
    def may_give(self) -> bool:
        """Tell whether the reader marks promised help as given."""
        return self.rights.may("support.answer") and not self.own

    @property
    def may_oath(self) -> bool:
        """Tell whether the reader keeps number and day of the oath."""
        return self.track.waits_for_oath and self._open_for("follow_up.oath")

    @property
    def may_end(self) -> bool:
        """Tell whether the reader may end the move by a later decree."""
        return self._open_for("follow_up.end")

    @property
    def may_answer(self) -> bool:
        """Tell whether the reader answers what a talk said is missing."""
        return self._may("follow_up.answer") and not self.own

    @property
    def sees_talks(self) -> bool:
        """Tell whether the reader reads what was said in a talk: person and office."""
        return self.own or self.rights.may("follow_up.answer")

    @property
    def may_proof(self) -> bool:
        """Tell whether the reader opens the files that prove tasks."""
        return self._may("follow_up.proof")

    def _open_for(self, act: str) -> bool:
        return not self.track.ended_at and not self.own and self._may(act)

    @property
    def who(self) -> str:
        """Return who has it now."""
        move = self.track.proposal
        if self.track.ended_at:
            return _("the personnel office, to put back what was done")
        if self.track.started_on:
            return _("those whose tasks are open, below")
        if self.track.waits_for_oath:
            return _("the personnel office, for the minutes of the oath")
        if self.line.state == Standing.AHEAD:
            return _("the head of %(unit)s, to send the person") % {
                "unit": move.from_unit
            }
        return _("the head of %(unit)s, for the SPMT") % {"unit": stating(move)}

    @property
    def next(self) -> str:
        """Return what comes next."""
        if self.track.ended_at:
            return _("What other systems were told is put back.")
        if self.track.started_on:
            talk = next((one for one in self.talks if one.held_on is None), None)
            return (
                _("In the talk after %(days)s days the person says how it goes.")
                % {"days": talk.days}
                if talk
                else _("Nothing: all talks were held.")
            )
        if self.line.waits_for is not None:
            return _("%(name)s starts at %(unit)s; then this person leaves.") % {
                "name": self.line.waits_for.person.name,
                "unit": self.line.waits_for.to_unit,
            }
        return _("On the day of the real start the head signs the SPMT.")
