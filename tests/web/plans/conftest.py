"""The demo's round and its plan; a small plan that is quick to solve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from seimbang.language import LANGUAGES, text
from seimbang_web.accounts.models import User
from seimbang_web.jobs.worker import drain
from seimbang_web.plans.actions import Wanted, ask_plan
from seimbang_web.plans.given import Scope
from seimbang_web.plans.models import Plan, Round

SMALL = Scope(
    families=["guru-sd-kelas"], kinds=["sd"], districts=["15.04.01"], agencies=[]
)


@pytest.fixture(autouse=True)
def _nobody_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another connection does not see the job of a test: its thread would stop it."""
    monkeypatch.setattr("seimbang_web.jobs.worker.BEAT", 600.0)


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.get(name="Rencana 1")


@pytest.fixture
def held() -> Round:
    return Round.objects.get(closed_on=None)


@pytest.fixture
def solve(
    user: Callable[[str], User],
    held: Round,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """
    Return a function that asks for a small plan and solves it.

    Without reasons and report, which take most of the time: the demo's plan has them.
    """
    told = ({name: text("A small plan.") for name in LANGUAGES},)
    monkeypatch.setattr("seimbang_web.plans.solve._explain", lambda *_: told)

    def solved(**wanted: Any) -> Plan:
        asked = Wanted(
            **({"name": "Kecil", "policy": "pemerataan", "scope": SMALL} | wanted)
        )
        made = ask_plan(round=held, wanted=asked, actor=user("putri"), now=now)
        drain()
        made.refresh_from_db()
        return made

    return solved
