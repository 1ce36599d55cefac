"""A teacher who writes wishes, units with and without need, wishes that were sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Choice, Plan, Round
from seimbang_web.wishes import actions
from seimbang_web.wishes.models import Wish
from seimbang_web.wishes.rooms import Room, rooms

DAY = date(2026, 1, 1)
PDF = b"%PDF-1.4 one page"
As = Callable[[str], Client]
Users = Callable[[str], User]
Send = Callable[..., Wish]


@pytest.fixture
def round_() -> Round:
    return Round.objects.get()


@pytest.fixture
def guru(user: Users) -> Person:
    person = user("guru").person
    assert person is not None
    return person


@pytest.fixture
def found(guru: Person) -> list[Room]:
    """Return the units where the teacher's job is, the nearest first."""
    return rooms(guru, DAY, home=True)


@pytest.fixture
def needy(found: list[Room]) -> Unit:
    return next(one.unit for one in found if one.opening and one.within)


@pytest.fixture
def full(found: list[Room]) -> Unit:
    return next(one.unit for one in found if one.gap is not None and not one.soon)


def places(*units: Unit) -> dict[str, Any]:
    return {"places": [{"kind": "unit", "unit": one.pk} for one in units]}


@pytest.fixture
def send(user: Users, now: datetime, round_: Round) -> Send:
    """Send wishes of a person: units in order, or a whole draft."""

    def sent(
        person: Person,
        *units: Unit,
        told: actions.Told | None = None,
        draft: dict[str, Any] | None = None,
        helper: str = "",
        day: date = DAY,
    ) -> Wish:
        by = user(helper) if helper else None
        wish = actions.save_draft(
            round=round_,
            person=person,
            changes=draft or places(*units),
            helper=by,
            day=day,
        )
        return actions.send_wish(
            wish=wish,
            version=wish.version,
            told=told or actions.Told(),
            helper=by,
            actor=by or user("guru"),
            now=now,
            day=day,
        )

    return sent


@pytest.fixture
def chosen(round_: Round, user: Users, now: datetime) -> Plan:
    """Return the demo's plan, chosen to be discussed."""
    plan = Plan.objects.get(name="Rencana 1")
    Choice.objects.create(
        round=round_, plan=plan, why="contoh", made_by=user("putri"), made_at=now
    )
    return plan


@pytest.fixture
def colleagues(guru: Person) -> list[Person]:
    """Return other people of the teacher's job, of other units."""
    rows = Person.objects.filter(present=True, job=guru.job).exclude(unit=guru.unit)
    return list(rows.order_by("ref")[:8])
