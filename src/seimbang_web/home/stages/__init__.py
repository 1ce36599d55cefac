"""
How far the demo's round has gone: ``play("signed", day=…)``, act by act, by its cast.

Every stage plays those before it. What is there already is not played again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seimbang_web.home.stages import proposed, recommended, signed
from seimbang_web.home.stages.people import Players

STAGES: dict[str, tuple[Callable[[], bool], Callable[[Players], None]]] = {
    "proposed": (proposed.done, proposed.play),
    "recommended": (recommended.done, recommended.play),
    "signed": (signed.done, signed.play),
}
TOLD = {  # what a stage was, in a sentence
    "proposed": _("Played: the plan is chosen, its moves are proposed, people answer."),
    "recommended": _("Played: dossiers are on their way, the team advised on two."),
    "signed": _("Played: the decree of the first dossier is signed and handed out."),
}


def play(stage: str, *, day: date) -> list[str]:
    """
    Play the stages up to ``stage`` that were not played yet; return their names.

    :raises KeyError: for a stage that is none.
    """
    names = list(STAGES)
    wanted = names[: names.index(stage) + 1] if stage in STAGES else [stage]
    played = []
    for name in wanted:
        done, run = STAGES[name]
        if not done():
            with transaction.atomic():
                run(Players(day))
            played.append(name)
    return played
