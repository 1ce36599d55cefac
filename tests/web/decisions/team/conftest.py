"""A dossier at the team, three members seated and present, a session going on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry, Session
from tests.web.decisions.sitting import dossier_at, member, proposed, session_of


@pytest.fixture
def members(user: Callable[[str], User], now: datetime) -> list[User]:
    return [user("sekda"), user("tono"), member("ratna", now)]


@pytest.fixture
def dossier(user: Callable[[str], User], now: datetime) -> Dossier:
    putri = user("putri")
    return dossier_at(
        "team", proposed(3, putri, now), putri, now, exceptions=[(), ("objected",)]
    )


@pytest.fixture
def session(dossier: Dossier, members: list[User], now: datetime) -> Session:
    return session_of(dossier, members, now)


@pytest.fixture
def entries(dossier: Dossier) -> list[Entry]:
    return list(dossier.entries.order_by("order"))
