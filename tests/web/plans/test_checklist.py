"""What is missing before a plan is asked for: instructions, the worst first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans import checklist as page
from seimbang_web.plans.checklist import checklist
from seimbang_web.plans.models import Pin, Round
from tests.web.conftest import DAY


def test_the_demo_lacks_some_things(held: Round) -> None:
    items = checklist(held)
    assert {one.state for one in items} == {"warn"}
    words = " ".join(one.words for one in items)
    assert "belum terukur" in words
    assert "TMT jabatan" in words
    assert "nilai peraturan" in words
    assert all(one.why for one in items)


def test_new_data_change_the_list(held: Round, user: Any, now: datetime) -> None:
    base = current()
    assert base is not None
    before = snapshot_of(base)
    gone = before["people"]["person_id"][0]
    frames = {name: before[name] for name in TABLE} | {
        "wishes": TABLE["wishes"].empty()
    }
    frames["people"] = before["people"].filter(before["people"]["person_id"] != gone)
    Pin.objects.create(
        round=held,
        kind=Pin.Kind.STAYS,
        person=Person.objects.get(ref=gone),
        why="x",
        made_by=user("putri"),
        made_at=now,
    )
    apply_version(
        snapshot=Snapshot(frames, taken=date(2025, 3, 1)),
        base=base,
        actor=user("rina"),
        now=now,
        day=DAY,
        source="test",
    )
    words = " ".join(one.words for one in checklist(held))
    for told in ("Ukur beban kerja", "aspirasi", "Akhiri 1 kunci", "data"):
        assert told in words


def test_without_data_nothing_can_be_planned(
    held: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "current", lambda: None)
    (only,) = checklist(held)
    assert only.state == "bad"


def test_units_of_a_scope_in_words(solve: Any, as_: Any) -> None:
    agency = Unit.objects.filter(units__isnull=False).first()
    assert agency is not None
    scope = {
        "families": [],
        "kinds": ["puskesmas"],
        "districts": ["15.04.01", "15.04.02", "15.04.03", "15.04.04"],
        "agencies": [agency.code],
    }
    plan = solve(scope=scope)
    told = as_("putri").get(f"/rencana/{plan.pk}/").content.decode()
    assert "(+1)" in told
    assert agency.name in told
