"""The cast: the demo regency once a run, its users, a client signed in as any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib import clock

DAY = date(2026, 1, 1)
As = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Give every test of the web the database."""


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def user() -> Callable[[str], User]:
    return lambda name: User.objects.get(username=name)


@pytest.fixture
def rights(user: Callable[[str], User]) -> Callable[[str], Rights]:
    return lambda name: Rights(user(name), DAY)


@pytest.fixture
def as_(user: Callable[[str], User]) -> As:
    """Return a client signed in as a user of the cast: ``as_("rina").get(…)``."""

    def signed_in(name: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(
            user(name), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return signed_in
