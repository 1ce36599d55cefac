"""Who composes which letter; called when the app is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial, wraps

from django.utils import translation

from seimbang.language import speaking
from seimbang_web.decisions.amendments.queries import page_of
from seimbang_web.decisions.letters import (
    addendum,
    assignment,
    change,
    decree,
    extract,
    memo,
    minutes,
    objection,
)
from seimbang_web.decisions.letters.access import reach
from seimbang_web.decisions.letters.subjects import page
from seimbang_web.documents.compose import COMPOSERS, Composer, Composition
from seimbang_web.documents.models import Kind

Compose = Callable[[str, date], Composition]
LANGUAGE = "id"  # of letters, whoever drafts them


def composers() -> dict[Kind, Composer]:
    """Return the composers of the letters of decisions, by kind."""
    made = {
        Kind.MEMO: Composer(memo.compose, memo.blocked),
        Kind.MINUTES: Composer(minutes.compose, minutes.blocked),
        Kind.DECREE: Composer(
            decree.compose,
            decree.blocked,
            decree.signed,
            extracts=decree.extracts,
            voided=decree.voided,
            changes=page_of,
        ),
        Kind.EXTRACT: Composer(
            extract.compose, extract.blocked, together=extract.together
        ),
        Kind.SINGLE: Composer(
            decree.compose_single,
            decree.blocked_single,
            decree.signed,
            voided=decree.voided,
            changes=page_of,
        ),
        Kind.OBJECTION: Composer(objection.compose, objection.blocked),
        Kind.CHANGE: Composer(
            change.compose, change.blocked, change.signed, voided=change.voided
        ),
        Kind.ASSIGNMENT: Composer(
            assignment.compose,
            assignment.blocked,
            decree.signed,
            voided=decree.voided,
        ),
        Kind.ADDENDUM: Composer(addendum.compose, addendum.blocked),
    }
    return {
        kind: replace(
            one,
            compose=_indonesian(one.compose),
            page=page,
            reach=partial(reach, kind),
        )
        for kind, one in made.items()
    }


def _indonesian(compose: Compose) -> Compose:
    """Compose in Indonesian, whatever language the page speaks."""

    @wraps(compose)
    def composed(subject: str, day: date) -> Composition:
        with translation.override(LANGUAGE), speaking(LANGUAGE):
            return compose(subject, day)

    return composed


def register() -> None:
    """Let the room of letters compose those of decisions."""
    COMPOSERS.update(composers())
