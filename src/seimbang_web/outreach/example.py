"""
What the demo's office tells at the beginning of a round: ``publish_example``.

For the stages of the demo (home): call it once, with the open round.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils.formats import date_format
from django.utils.translation import override

from seimbang_web.institution.queries import profile
from seimbang_web.outreach.actions import Told, publish_circular, publish_faq
from seimbang_web.outreach.models import Circular
from seimbang_web.plans.models import Round

TEXTS = Path(__file__).with_name("example.yaml")


def publish_example(
    *, round: Round, actor: Any, now: datetime, day: date
) -> list[Circular]:
    """
    Publish the circulars and answers of the demo; return the circulars.

    ``actor``: one who writes circulars (putri or sari). A circular asks to be confirmed
    until the last day of wishes, unless that has passed.
    """
    texts = yaml.safe_load(TEXTS.read_text())
    fill = _fill(round)
    last = date.fromisoformat(round.deadlines["listen"])
    made = [
        publish_circular(
            told=Told(
                audience=one["audience"],
                title=one["title"].format_map(fill),
                body="\n\n".join(one["body"]).format_map(fill),
                short=one["short"].format_map(fill),
                confirm_by=last if last >= day else None,
            ),
            round=round,
            replaces=None,
            actor=actor,
            now=now,
            day=day,
        )
        for one in texts["circulars"]
    ]
    for one in texts["faqs"]:
        publish_faq(
            audience=one["audience"],
            question=one["question"],
            answer=one["answer"].format_map(fill),
            actor=actor,
            now=now,
        )
    return made


def _fill(round: Round) -> dict[str, str]:
    """Return what the texts name: the round, its last day of wishes, the office."""
    held = profile()
    with override("id"):
        listen = date_format(date.fromisoformat(round.deadlines["listen"]), "l, j F Y")
    return {
        "round": round.name,
        "listen": listen,
        "office": held.called,
        "contact": held.contact,
    }
