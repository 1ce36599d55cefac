"""The demo's plan on the desk, and plans made anew from it without their reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from seimbang.language import LANGUAGES, text
from seimbang_web.accounts.models import User
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Move, Plan

FAMILY = "guru-sd-kelas"
WHY = "Istri sakit; disepakati kepala sekolah"


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.select_related("round", "version", "local").get(number=1)


@pytest.fixture
def moves(plan: Plan) -> list[Move]:
    """Return the moves of one family, in a stated order."""
    rows = plan.moves.filter(family=FAMILY).select_related(
        "person__unit", "to_unit", "to_job", "from_unit"
    )
    return list(rows.order_by("person__ref"))


@pytest.fixture
def putri(user: Callable[[str], User]) -> User:
    return user("putri")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out reasons and report of plans, which take most of the time."""
    told = ({name: text("A small plan.") for name in LANGUAGES},)
    monkeypatch.setattr("seimbang_web.plans.solve._explain", lambda *_: told)


def address(plan: Plan, kind: str, person: Person, **more: int) -> str:
    """Return the address of an edit."""
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/meja/{plan.pk}/akibat/?jenis={kind}&orang={person.pk}{query}"
