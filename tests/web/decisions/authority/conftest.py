"""A dossier that the team has advised on, and what the authority chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.decisions.authority.actions import Outcome
from seimbang_web.decisions.models import Dossier, Entry
from tests.web.decisions.sitting import advised, dossier_at, proposed

Named = Callable[[str], User]
Outcomes = dict[int, Outcome]
APPROVED, REFUSED, POSTPONED = (
    Entry.Outcome.APPROVED,
    Entry.Outcome.REFUSED,
    Entry.Outcome.POSTPONED,
)


@pytest.fixture
def dossier(user: Named, now: datetime) -> Dossier:
    """Return three cases; the second one is objected to."""
    putri = user("putri")
    made = dossier_at(
        "team", proposed(3, putri, now), putri, now, exceptions=[(), ("objected",)]
    )
    advised(made, [user("sekda"), user("tono")], now)
    return made


@pytest.fixture
def entries(dossier: Dossier) -> list[Entry]:
    return list(dossier.entries.order_by("order"))


@pytest.fixture
def outcomes(entries: list[Entry]) -> Outcomes:
    """Approve all, the objected one with a reason."""
    return {
        one.pk: Outcome(APPROVED, "Anak-anak di sana tidak punya guru kelas.")
        if one.order == 2
        else Outcome(APPROVED)
        for one in entries
    }
