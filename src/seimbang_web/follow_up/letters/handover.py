"""L11: minutes of handing over duties and goods; passwords are never written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.handover import handover
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Letter
from seimbang_web.documents.people import person_facts
from seimbang_web.follow_up.letters import facts
from seimbang_web.follow_up.models import Track
from seimbang_web.follow_up.tasks.actions import finish_task
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person

TASK = "serah"  # the task that the signed minutes finish


def compose(subject: str, day: date) -> Composition:
    """
    Compose the minutes.

    :raises ActError: before what is handed over was written down.
    """
    track = facts.track_of(subject)
    told = track.handover
    if not told:
        raise ActError(_("Write down first what is handed over, and to whom."))
    move = track.proposal
    return Composition(
        title=f"Berita acara serah terima: {move.person}",
        blocks=handover(_facts(track, day)),
        facts=facts.digest(told),
        person=move.person,
        unit=facts.sending(move),
    )


def _facts(track: Track, day: date) -> core.Handover:
    move, told = track.proposal, track.handover
    receiver = Person.objects.select_related("job", "unit").get(pk=told["receiver"])
    return core.Handover(
        giver=facts.old(move, day),
        receiver=person_facts(receiver, day, job=receiver.job, unit=receiver.unit),
        head=facts.head_facts(facts.sending(move), day),
        held_on=date.fromisoformat(told["held_on"]),
        place=told["place"],
        unit=move.from_unit.name,
        decree=facts.decree_of(track.letter),
        duties=_pairs(told["duties"]),
        goods=_pairs(told["goods"]),
        accounts=_pairs(told["accounts"]),
    )


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((what, state) for what, state in rows)


def blocked(subject: str) -> str:
    """Return why the minutes may not be numbered."""
    track = facts.track_of(subject)
    if track.ended_at:
        return _("A later decree ended this move: look at it again.")
    if not track.handover:
        return _("Write down first what is handed over, and to whom.")
    return ""


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """Finish the task of handing over, if it is open."""
    track = facts.track_of(letter.subject)
    task = track.tasks.filter(key=TASK, done_on=None, restores=False).first()
    if task is not None:
        finish_task(
            task=task,
            done_on=clock.today(),
            note=_("Minutes %(number)s") % {"number": letter.number},
            proof=None,
            actor=actor,
            now=now,
            day=clock.today(),
        )
