"""
What a decree of change does to a move that goes on, and what voiding it gives back.

Another TMT moves seat, alarm and what is to be done with it. A void decree of change
lets the move it cancelled go on, where nobody has gone back meanwhile.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.decisions.amendments.standing import effective_on
from seimbang_web.decisions.letters.subjects import amendment_of, amends
from seimbang_web.documents.files import final
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.follow_up.actions import changed, locked, told
from seimbang_web.follow_up.models import Task, Track
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError


@transaction.atomic
def retime(letter: Letter, actor: Any, now: datetime) -> None:
    """
    Let a move take effect on the day that its decree and its changes say now.

    :raises ActError: when the person has started before that day.
    """
    if letter.kind != Kind.CHANGE or not amends(letter.subject):
        return
    one = amendment_of(letter.subject)
    on = effective_on(one.letter, one.entry)
    track = Track.objects.filter(
        letter=one.letter, proposal=one.entry.proposal, ended_at=None
    ).first()
    if track is None or on is None or on == track.effective_on:
        return
    row = locked(track, actor)
    if row.started_on and row.started_on < on:
        raise ActError(
            _(
                "The person started on %(day)s, before the TMT that would hold again. "
                "Leave this decree of change in force."
            )
            % {"day": row.started_on.strftime("%d/%m/%Y")}
        )
    later = on - row.effective_on
    changed(row, effective_on=on)
    for task in row.tasks.filter(done_on=None, restores=False):
        Task.objects.filter(pk=task.pk).update(due_on=task.due_on + later)
    content = {"letter": letter.pk, "from": row.effective_on, "to": on}
    told(row, "retime", letter.number, actor, now, content)


@transaction.atomic
def revive(letter: Letter, actor: Any, now: datetime) -> None:
    """
    Let go on what a decree of change had ended that is void now.

    What was to be put back in other systems is not needed any more.

    :raises ActError: when the person is back at the old place, or something was put
        back: then only a new decision moves the person.
    """
    if letter.kind != Kind.CHANGE:
        return
    for track in Track.objects.filter(ended_by=letter).select_related("letter"):
        if final(track.letter):
            _revive(track, letter, actor, now)


def _revive(track: Track, letter: Letter, actor: Any, now: datetime) -> None:
    row = Track.objects.select_for_update(of=("self",)).get(pk=track.pk)
    restored = row.tasks.filter(restores=True)
    if row.started_on or restored.filter(done_on__isnull=False).exists():
        raise ActError(
            _(
                "This decree of change is carried out: the person is back, or data "
                "were put back. It cannot be voided any more. Register a single case "
                "and let the move be decided anew."
            )
        )
    why = _("Decree of change %(number)s is void.") % {"number": letter.number}
    restored.update(done_on=clock.today(), note=why, done_by=actor, done_at=now)
    changed(row, ended_at=None, ended_by=None, why="")
    row.refresh_from_db()
    told(locked(row, actor), "revive", letter.number, actor, now)
