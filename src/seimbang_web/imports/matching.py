"""Names of other systems that join nothing: decide what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.intake.foreign import IGNORED
from seimbang_web.audit.actions import record
from seimbang_web.imports.actions import ask_check, locked
from seimbang_web.imports.crosswalk import KEY
from seimbang_web.imports.models import Import, State
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Job, Unit


@dataclass(frozen=True)
class Name:
    """A name that joins nothing: its line, its words, what is near, what is clear."""

    at: int
    kind: str
    system: str
    label: str
    chosen: str
    near: Sequence[tuple[str, str]]  # our code, its words


def names(source: Import) -> list[Name]:
    """Return the names of an import to be decided."""
    return [
        Name(
            at,
            one["kind"],
            one["system"],
            one["label"],
            one["clear"],
            [_near(told) for told in one["near"]],
        )
        for at, one in enumerate(source.proposals)
    ]


def _near(told: str) -> tuple[str, str]:
    """Return our code, and the words of a proposal ("code · name · skor 91")."""
    return told.partition(" · ")[0], told


@transaction.atomic
def match(
    *, source: Import, chosen: Mapping[int, str], lock: int, actor: Any, now: datetime
) -> None:
    """
    Keep what names mean (their place → our code, or "abaikan"), and check again.

    :raises ActError: when nothing is chosen, or a code is not ours.
    """
    row = locked(source.pk, lock, [State.FAULTY, State.READY])
    lines = [
        {name: row.proposals[at][name] for name in KEY} | {"target_id": code}
        for at, code in sorted(chosen.items())
        if code and 0 <= at < len(row.proposals)
    ]
    if not lines:
        raise ActError(_("Choose what at least one name means."))
    for line in lines:
        _require_ours(line)
    before = {tuple(one[name] for name in KEY): one for one in row.matched}
    before |= {tuple(one[name] for name in KEY): one for one in lines}
    row.matched = list(before.values())
    record(
        actor=actor,
        act="import.match",
        subject=f"import:{row.pk}",
        now=now,
        content={"lines": lines},
    )
    ask_check(row, actor, now)


def _require_ours(line: Mapping[str, str]) -> None:
    model = Unit if line["kind"] == "unit" else Job
    code = line["target_id"]
    if code != IGNORED and not model.objects.filter(code=code, present=True).exists():
        raise ActError(_("“{code}” is no code of ours.").format(code=code))
