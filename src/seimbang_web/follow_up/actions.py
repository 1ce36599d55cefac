"""
Acts after the decree: begin, oath, start of work, end by a later decree.

The roster changes only when the SPMT arrives, and back only by a new act: each makes a
new version of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.letters.subjects import amends
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.follow_up.models import Event, Talk, Task, Track
from seimbang_web.follow_up.rules import OATH, in_force, rules_for
from seimbang_web.follow_up.seat import seat_now, sit, started
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Version
from seimbang_web.proposals.actions import settle_proposal, take_back_proposal
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as ProposalState

DECREES = (Kind.DECREE, Kind.SINGLE, Kind.ASSIGNMENT)
TALKS = (30, 60, 90)  # days after the start
LEADING = (Lane.SCHOOL, Lane.PUSKESMAS, Lane.MANAGERIAL)  # the duty goes with them


@transaction.atomic
def begin(letter: Letter, actor: Any, now: datetime) -> None:
    """
    Follow what a signed letter sets off: a decree begins, a decree of change ends.

    :raises ActError: when the TMT of the decree is before the day of its signing.
    """
    if letter.kind in DECREES:
        for entry in _entries(letter):
            _begin(entry, letter, actor, now)
    elif letter.kind == Kind.CHANGE and letter.parent_id and not amends(letter.subject):
        rows = Track.objects.filter(letter=letter.parent_id, ended_at=None)
        if letter.person_id:
            rows = rows.filter(proposal__person=letter.person_id)
        why = _("Decree of change %(number)s") % {"number": letter.number}
        for track in rows:
            end_track(
                track=track,
                letter=letter,
                why=why,
                actor=actor,
                now=now,
                day=letter.dated_on or now.date(),
            )


@transaction.atomic
def undo(letter: Letter, actor: Any, now: datetime) -> None:
    """
    End what a decree began that is void now. The decision stands: it may be written
    again, and who has started sits in the old place meanwhile.
    """
    last = letter.records.last()
    why = _("Decree %(number)s is void: %(why)s") % {
        "number": letter.number,
        "why": last.why if last else "",
    }
    for track in Track.objects.filter(letter=letter, ended_at=None):
        end_track(
            track=track,
            letter=letter,
            why=why,
            actor=actor,
            now=now,
            day=clock.today(),
            decision_stands=True,
        )


def _entries(letter: Letter) -> Iterable[Entry]:
    """Return the approved entries that a decree carries out."""
    kind, _colon, pk = letter.subject.partition(":")
    rows = Entry.objects.filter(outcome=Entry.Outcome.APPROVED).select_related(
        "dossier__decision", "proposal__to_job", "proposal__person"
    )
    if kind == "entry":
        return rows.filter(pk=pk)
    return rows.filter(dossier__pk=pk) if kind == "dossier" else rows.none()


def _begin(entry: Entry, letter: Letter, actor: Any, now: datetime) -> None:
    effective_on = entry.dossier.decision.effective_on
    decided_on = letter.dated_on or now.date()
    if effective_on is None or effective_on < decided_on:
        raise ActError(
            _("The TMT may not be before the day of signing: mend it in the decree.")
        )
    rules = rules_for(entry.proposal.to_job, in_force(decided_on))
    track, new = Track.objects.get_or_create(
        proposal=entry.proposal,
        letter=letter,
        defaults={
            "decided_on": decided_on,
            "effective_on": effective_on,
            "needs_oath": any(one.key == OATH for one in rules),
            "begun_at": now,
        },
    )
    if not new:
        return
    Task.objects.bulk_create(
        Task(
            track=track,
            key=one.key,
            title=one.title,
            who=one.who,
            due_on=effective_on + timedelta(days=one.days),
            before_service=one.before_service,
        )
        for one in rules
        if one.key != OATH
    )
    told(track, "begin", letter.number, actor, now)


def told(
    track: Track,
    key: str,
    text: str,
    actor: Any,
    now: datetime,
    content: Mapping[str, Any] | None = None,
) -> None:
    """Keep what became of a track: its event, and the record of acts."""
    Event.objects.create(track=track, key=key, text=text, made_by=actor, made_at=now)
    record(
        actor=actor,
        act=f"follow_up.{key}",
        subject=f"track:{track.pk}",
        now=now,
        content=dict(content or {}),
    )


def locked(track: Track, actor: Any) -> Track:
    """Return the track, locked, of a move that still goes on; never one's own."""
    row = (
        Track.objects.select_for_update(of=("self",))
        .select_related("proposal__person", "proposal__to_unit", "proposal__to_job")
        .get(pk=track.pk)
    )
    if row.ended_at:
        raise ActError(_("A later decree ended this move: look at it again."))
    if actor is not None and actor.person_id == row.proposal.person_id:
        raise ActError(
            _("Nobody acts on the own move: the head or the office does it.")
        )
    return row


def changed(track: Track, **fields: Any) -> None:
    """Write fields of a locked track and its next version."""
    Track.objects.filter(pk=track.pk).update(version=F("version") + 1, **fields)


@transaction.atomic
def keep_oath(
    *, track: Track, number: str, on: date, actor: Any, now: datetime, day: date
) -> None:
    """
    Keep number and day of the minutes of the oath; the SPMT waits for them.

    :raises ActError: when the job needs none, or of a day before the signing or later.
    """
    row = locked(track, actor)
    if not row.needs_oath:
        raise ActError(_("This job needs no oath."))
    if not row.decided_on <= on <= day:
        raise ActError(_("The oath is taken after the signing, at the latest today."))
    changed(row, oath_number=number, oath_on=on)
    told(row, "oath", number, actor, now, {"on": on.isoformat()})


@transaction.atomic
def tell_start(
    *,
    track: Track,
    on: date,
    cover: str,
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """
    Keep the real day of the start, for the SPMT to be written and signed.

    :raises ActError: before the TMT, of a later day, without the oath, or while the
        replacement has not come and nobody covers the old place.
    """
    row = locked(track, actor)
    _check_start(row, on, cover, day)
    changed(row, told_on=on, cover=cover.strip())
    told(row, "told", "", actor, now, {"on": on.isoformat(), "cover": bool(cover)})


@transaction.atomic
def start_track(
    *,
    track: Track,
    on: date,
    statement: str,
    actor: Any,
    now: datetime,
    day: date,
    cover: str = "",
) -> Version:
    """
    Take the signed SPMT: the person works at the new unit since ``on``.

    A new version of the data has the person there; the talks get their days.

    :raises ActError: as :func:`tell_start`, or when the data lack person or unit.
    """
    row = locked(track, actor)
    cover = cover.strip() or row.cover
    _check_start(row, on, cover, day)
    proposal = row.proposal
    before = seat_now(proposal.person)
    after = started(
        before,
        unit=proposal.to_unit.code,
        job=proposal.to_job.code,
        on=on,
        keeps_duties=proposal.lane in LEADING,
    )
    version = sit(row, after, actor=actor, now=now, day=day, since=on)
    changed(
        row,
        started_on=on,
        told_on=on,
        statement=statement,
        cover=cover,
        before=before,
        data=version,
    )
    Talk.objects.bulk_create(
        Talk(track=row, days=days, due_on=on + timedelta(days=days)) for days in TALKS
    )
    settle_proposal(
        proposal=proposal, state=ProposalState.DONE, why="", actor=actor, now=now
    )
    content = {"on": on.isoformat(), "version": version.number, "statement": statement}
    told(row, "start", statement, actor, now, content)
    return version


def hindrance(track: Track, on: date, cover: str, day: date) -> str:
    """Return why nobody can start on a day, in a sentence; empty: they can."""
    if track.ended_at:
        return _("A later decree ended this move: look at it again.")
    if track.started_on:
        return _("The SPMT of this move is there already.")
    if on < track.effective_on:
        return _("Nobody starts before the TMT: choose that day or a later one.")
    if on > day:
        return _("The real start is a day that has come: not after today.")
    if track.waits_for_oath:
        return _("The SPMT waits for number and day of the oath minutes.")
    missing = replacement(track)
    if missing is not None and not cover.strip():
        return _(
            "%(name)s must start at %(unit)s first, so that no place is left empty."
            " If somebody covers it meanwhile, write who."
        ) % {"name": missing.person.name, "unit": missing.to_unit}
    return ""


def _check_start(track: Track, on: date, cover: str, day: date) -> None:
    if why := hindrance(track, on, cover, day):
        raise ActError(why)


def replacement(track: Track) -> Proposal | None:
    """Return whose start must come first; None: nobody's any more."""
    first = track.proposal.after
    if first is None or first.state not in (
        ProposalState.OPEN,
        ProposalState.DECIDED,
    ):
        return None
    return first


@transaction.atomic
def end_track(
    *,
    track: Track,
    letter: Letter | None,
    why: str,
    actor: Any,
    now: datetime,
    day: date,
    decision_stands: bool = False,
) -> None:
    """
    End a move by a later decree. Who has started sits where they sat before, from now.

    Nothing is erased: what was done in other systems becomes a task to put back.
    ``decision_stands``: only the paper is void, the proposal stays decided.

    :raises ActError: without a reason, or when it has ended.
    """
    row = locked(track, actor)
    if not why.strip():
        raise ActError(_("Write the reason: the person will read it."))
    if row.started_on:
        if seat_now(row.proposal.person)["unit_id"] != row.proposal.to_unit.code:
            raise ActError(_("The person moved on since: end the later move first."))
        sit(row, row.before, actor=actor, now=now, day=day, since=day)
        take_back_proposal(
            proposal=row.proposal, stands=decision_stands, why=why, actor=actor, now=now
        )
    elif not decision_stands:
        settle_proposal(
            proposal=row.proposal,
            state=ProposalState.REFUSED,
            why=why,
            actor=actor,
            now=now,
        )
    changed(row, ended_at=now, ended_by=letter, why=why.strip())
    _to_put_back(row, day)
    content = {"letter": letter.pk if letter else None, "started": bool(row.started_on)}
    told(row, "end", why.strip(), actor, now, content)


def _to_put_back(row: Track, day: date) -> None:
    """Make a task of what was done in other systems; of a revived move once more."""
    due_on = day + timedelta(days=14)
    for one in row.tasks.filter(done_on__isnull=False, restores=False):
        Task.objects.update_or_create(
            track=row,
            key=one.key,
            restores=True,
            defaults={
                "title": one.title, "who": one.who, "due_on": due_on, "done_on": None,
                "note": "", "done_by": None, "done_at": None,
            },
        )  # fmt: skip
