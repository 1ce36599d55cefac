"""Read the moves after their decrees: the sheet, what waits, who is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.follow_up.access import tasks_of, theirs, tracks_visible_to
from seimbang_web.follow_up.actions import replacement
from seimbang_web.follow_up.models import ALARM, State, Talk, Task, Track
from seimbang_web.lib.waiting import Waiting
from seimbang_web.proposals.models import Proposal, Support

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One move in a list. ``red``: open tasks that hold up the service or are late."""

    track: Track
    state: State
    open: int
    red: list[Task]
    waits_for: Proposal | None

    @property
    def tone(self) -> str:
        """Return the colour of the state's tag, beside its words."""
        tones = {State.LATE: "bad", State.RESERVED: "warn", State.STARTED: "good"}
        return tones.get(self.state, "")

    @property
    def alarm_on(self) -> date:
        """Return the day from which a missing SPMT is an alarm."""
        return self.track.effective_on + ALARM


def state_is(state: State, day: date) -> Q:
    """Return what makes a move stand in ``state`` on ``day``."""
    late = day - ALARM
    alive, waits = Q(ended_at=None), Q(ended_at=None, started_on=None)
    return {
        State.AHEAD: waits & Q(effective_on__gt=day),
        State.RESERVED: waits & Q(effective_on__lte=day, effective_on__gt=late),
        State.LATE: waits & Q(effective_on__lte=late),
        State.STARTED: alive & Q(started_on__isnull=False),
        State.ENDED: Q(ended_at__isnull=False),
    }[state]


def by_state(rows: QuerySet[Track], state: str, day: date) -> QuerySet[Track]:
    """Return the moves that stand in ``state`` on ``day``; unknown: all of them."""
    return rows.filter(state_is(State(state), day)) if state in State.values else rows


def is_late(day: date) -> Q:
    """Return what gives a move an open task past due, or that holds up the service."""
    red = Task.objects.filter(done_on=None).filter(
        Q(due_on__lt=day) | Q(before_service=True)
    )
    held = red.filter(Q(track__ended_at=None) | Q(restores=True))
    return Q(pk__in=held.values("track"))


def lines(rows: Iterable[Track], day: date) -> list[Line]:
    """Return moves with what is open of each."""
    found = list(rows)
    tasks = Task.objects.filter(done_on=None).defer("proof")
    prefetch_related_objects(found, Prefetch("tasks", tasks, to_attr="undone"))
    return [_line(one, day) for one in found]


def _line(one: Track, day: date) -> Line:
    undone: list[Task] = one.undone  # type: ignore[attr-defined]  # prefetched
    todo = [task for task in undone if task.restores or not one.ended_at]
    return Line(
        track=one,
        state=one.state(day),
        open=len(todo),
        red=[task for task in todo if task.red(day)],
        waits_for=None if one.started_on or one.ended_at else replacement(one),
    )


def line(track: Track, day: date) -> Line:
    """Return one move with what is open of it."""
    return lines([track], day)[0]


def sheet(track: Track) -> QuerySet[Task]:
    """Return the tasks of a move, without the files."""
    return track.tasks.defer("proof").select_related("done_by")


def promised(track: Track) -> QuerySet[Support]:
    """Return the help that was promised in the proposal, with what became of it."""
    given = (Support.Answer.GRANTED, Support.Answer.DONE)
    return track.proposal.supports.filter(answer__in=given).order_by("kind")


def own_tracks(rights: Rights) -> QuerySet[Track]:
    """Return the person's own moves, the newest first."""
    if not rights.user.person_id:
        return Track.objects.none()
    return tracks_visible_to(rights, "follow_up.own").order_by("-pk")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what waits for the person: own move, starts, tasks, talks, help."""
    found: list[Waiting] = []
    for act, tell in (
        ("follow_up.own", _own),
        ("follow_up.start", _starts),
        ("follow_up.task", _tasks),
        ("follow_up.answer", _answers),
        ("support.answer", _promises),
    ):
        if rights.may(act):
            found += tell(rights)
    return [one for one in found if one.count]


def _own(rights: Rights) -> list[Waiting]:
    rows = own_tracks(rights).filter(ended_at=None)
    ahead = rows.filter(started_on=None).first()
    talks = Talk.objects.filter(
        track__in=rows, held_on=None, due_on__lte=rights.day
    ).order_by("due_on")
    url, first = reverse("follow-up-own"), talks.first()
    return [
        Waiting(
            _("You move: the day and whom to report to"),
            url,
            int(ahead is not None),
            ahead.effective_on if ahead else None,
        ),
        Waiting(
            _("Tell us how it is at the new unit"),
            url,
            talks.count(),
            first.due_on if first else None,
        ),
    ]


def _starts(rights: Rights) -> list[Waiting]:
    rows = tracks_visible_to(rights, "follow_up.start")
    alarm, now = (
        by_state(rows, state, rights.day).order_by("effective_on")
        for state in (State.LATE, State.RESERVED)
    )
    alarms, starts = alarm.count(), now.count()
    told = (
        (State.LATE, alarm, alarms, ngettext(
            "Alarm: %(count)s person without SPMT seven days after the TMT",
            "Alarm: %(count)s people without SPMT seven days after the TMT",
            alarms,
        )),
        (State.RESERVED, now, starts, ngettext(
            "Write the SPMT of %(count)s person who starts now",
            "Write the SPMT of %(count)s people who start now",
            starts,
        )),
    )  # fmt: skip
    whole, found = rights.may("follow_up.list"), []
    for state, some, count, words in told:
        first = some.first()
        url = f"{reverse('follow-up-list')}?state={state}"
        found.append(
            Waiting(
                words % {"count": count},
                url if whole else reverse("follow-up-unit"),
                count,
                first.effective_on + ALARM if first else None,
            )
        )
    return found


def _tasks(rights: Rights) -> list[Waiting]:
    rows = tasks_of(rights).filter(theirs(rights), done_on=None)
    rows = rows.filter(due_on__lte=rights.day + SOON)
    rows = rows.filter(Q(track__ended_at=None) | Q(restores=True)).order_by("due_on")
    first, count = rows.first(), rows.count()
    words = ngettext(
        "%(count)s task of a move is to be done now",
        "%(count)s tasks of moves are to be done now",
        count,
    )
    page = next(
        (
            reverse(name)
            for name, act in (
                ("follow-up-list", "follow_up.list"),
                ("follow-up-unit", "follow_up.unit"),
            )
            if rights.may(act)
        ),
        reverse("follow-up-own"),
    )
    due = first.due_on if first else None
    return [Waiting(words % {"count": count}, page, count, due)]


def _answers(rights: Rights) -> list[Waiting]:
    rows = Talk.objects.filter(track__ended_at=None, held_on__isnull=False, answer="")
    url = f"{reverse('follow-up-list')}?waits=jawab"
    count = rows.exclude(missing="").count()
    return [Waiting(_("Answer what people lack after their move"), url, count)]


def _promises(rights: Rights) -> list[Waiting]:
    rows = Track.objects.filter(
        ended_at=None,
        effective_on__lte=rights.day + SOON,
        proposal__supports__answer=Support.Answer.GRANTED,
    ).distinct()
    url = f"{reverse('follow-up-list')}?waits=bantuan"
    return [Waiting(_("Give the help that was promised"), url, rows.count())]
