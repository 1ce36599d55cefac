"""L10: SPMT; the roster changes when it is signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.start import start
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.models import Letter
from seimbang_web.follow_up.actions import hindrance, start_track
from seimbang_web.follow_up.letters import facts
from seimbang_web.follow_up.models import Track
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError


def compose(subject: str, day: date) -> Composition:
    """
    Compose the statement that a person really works at the new unit.

    :raises ActError: before anybody told the real start.
    """
    track = facts.track_of(subject)
    move, unit = track.proposal, facts.stating(track.proposal)
    if track.told_on is None:
        raise ActError(_("Write the day of the real start first."))
    told = core.Start(
        head=facts.head_facts(unit, day),
        person=facts.new(move, day),
        unit=move.to_unit.name,
        job=move.to_job.name,
        decree=facts.decree_of(track.letter),
        effective_on=track.effective_on,
        started_on=track.told_on,
        induction=_induction(track),
    )
    return Composition(
        title=f"Surat Pernyataan Melaksanakan Tugas: {move.person}",
        blocks=start(told),
        facts=facts.digest(track.told_on, track.oath_number, track.oath_on),
        person=move.person,
        unit=unit,
        effective_on=track.effective_on,
    )


def _induction(track: Track) -> core.Cited | None:
    if not track.oath_number:
        return None
    return core.Cited("Berita Acara Pelantikan", track.oath_number, track.oath_on)


def blocked(subject: str) -> str:
    """Return why the statement may not be numbered."""
    track = facts.track_of(subject)
    if track.told_on is None:
        return _("Write the day of the real start first.")
    return hindrance(track, track.told_on, track.cover, clock.today())


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """Let the person work at the new unit in the data too."""
    track = facts.track_of(letter.subject)
    assert track.told_on is not None
    start_track(
        track=track,
        on=track.told_on,
        statement=letter.number,
        actor=actor,
        now=now,
        day=clock.today(),
    )


def voided(letter: Letter, _actor: Any, _now: datetime) -> None:
    """
    Refuse to void a statement that the roster and the pay rest on.

    :raises ActError: while the move that it began has not ended.
    """
    track = facts.track_of(letter.subject)
    if track.statement == letter.number and not track.ended_at:
        raise ActError(
            _("Roster and pay rest on this statement: end the move by a decree.")
        )
