"""Who composes which letter; called when the app is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps

from django.urls import reverse
from django.utils import translation

from seimbang.language import speaking
from seimbang_web.documents.compose import COMPOSERS, Composer, Composition
from seimbang_web.documents.models import Kind
from seimbang_web.follow_up.letters import cover, handover, start

LANGUAGE = "id"  # of letters, whoever drafts them
Compose = Callable[[str, date], Composition]


def composers() -> dict[Kind, Composer]:
    """Return the composers of the letters of carrying out, by kind."""
    made = {
        Kind.COVER: Composer(cover.compose, cover.blocked),
        Kind.START: Composer(
            start.compose, start.blocked, start.signed, voided=start.voided
        ),
        Kind.HANDOVER: Composer(handover.compose, handover.blocked, handover.signed),
    }
    return {
        kind: replace(one, compose=_indonesian(one.compose), page=page)
        for kind, one in made.items()
    }


def _indonesian(compose: Compose) -> Compose:
    """Compose in Indonesian, whatever language the page speaks."""

    @wraps(compose)
    def composed(subject: str, day: date) -> Composition:
        with translation.override(LANGUAGE), speaking(LANGUAGE):
            return compose(subject, day)

    return composed


def page(subject: str) -> str:
    """Return where the track of a letter is."""
    return reverse("follow-up-detail", args=[int(subject.partition(":")[2])])


def register() -> None:
    """Let the room of letters compose those of carrying out."""
    COMPOSERS.update(composers())
