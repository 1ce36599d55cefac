"""L9: the head of the old unit sends the person to the new one."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.cover import cover
from seimbang_web.documents.compose import Composition
from seimbang_web.follow_up.letters import facts


def compose(subject: str, day: date) -> Composition:
    """Compose the covering letter."""
    track = facts.track_of(subject)
    move = track.proposal
    held_on = track.handover.get("held_on")
    told = core.Cover(
        person=facts.old(move, day),
        to_unit=move.to_unit.name,
        to_job=move.to_job.name,
        decree=facts.decree_of(track.letter),
        effective_on=track.effective_on,
        from_unit=move.from_unit.name,
        handed_over_on=date.fromisoformat(held_on) if held_on else None,
        seat=move.to_unit.district,
    )
    return Composition(
        title=f"Surat pengantar: {move.person}",
        blocks=cover(told),
        facts=facts.digest(track.effective_on, held_on),
        person=move.person,
        unit=facts.sending(move),
        effective_on=track.effective_on,
    )


def blocked(subject: str) -> str:
    """Return why the covering letter may not be numbered."""
    if facts.track_of(subject).ended_at:
        return _("A later decree ended this move: look at it again.")
    return ""
