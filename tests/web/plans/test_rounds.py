"""Rounds: opened, given days, one plan of them chosen to be discussed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.plans import queries
from seimbang_web.plans.models import Choice, Plan, Round
from seimbang_web.plans.rounds import choose, open_round, set_deadlines
from tests.web.conftest import DAY


def test_choosing_is_one_act_and_a_second_press_says_so(as_: Any, plan: Plan) -> None:
    client = as_("putri")
    address = f"/rencana/{plan.pk}/pilih/"
    page = client.post(address, {"why": "paling merata"}, follow=True).content.decode()
    assert "dipilih untuk dibahas" in page
    page = client.post(address, {"why": "lagi"}, follow=True).content.decode()
    assert "sudah dipilih" in page
    choice = Choice.objects.get()
    assert (choice.plan, choice.why) == (plan, "paling merata")
    entry = Entry.objects.get(act="plan.choose")
    assert entry.subject == f"plan:{plan.pk}"
    assert "dipilih" in client.get("/rencana/").content.decode()


def test_choosing_needs_a_reason_and_post(as_: Any, plan: Plan) -> None:
    client = as_("putri")
    page = client.post(f"/rencana/{plan.pk}/pilih/", {"why": ""}).content.decode()
    assert "Ada masalah" in page
    assert client.get(f"/rencana/{plan.pk}/pilih/").status_code in (404, 405)
    assert not Choice.objects.exists()


@pytest.mark.parametrize("name", ["rina", "sari", "tono", "bupati", "kepsek"])
def test_only_planners_choose(as_: Any, plan: Plan, name: str) -> None:
    answer = as_(name).post(f"/rencana/{plan.pk}/pilih/", {"why": "x"})
    assert answer.status_code == 404
    assert not Choice.objects.exists()


def test_another_plan_replaces_the_choice_and_the_first_stays(
    plan: Plan, solve: Any, user: Any, now: datetime
) -> None:
    told = {"actor": user("putri"), "now": now, "why": "x"}
    choose(plan=plan, **told)
    other = solve()
    choose(plan=other, **told)
    found = queries.chosen(plan.round)
    assert found is not None
    assert found.plan == other
    assert Choice.objects.count() == 2
    with pytest.raises(ActError, match="alasan"):
        choose(plan=plan, **(told | {"why": ""}))
    Plan.objects.filter(solved_at=None).delete()
    Round.objects.update(closed_on=DAY)
    with pytest.raises(ActError, match="ditutup"):
        choose(plan=plan, **told)


def test_a_new_round_closes_the_one_before(as_: Any, held: Round) -> None:
    told = {
        "name": "Mutasi 2027",
        "day": "2026-06-01",
        "plan": "2026-07-01",
        "key": "q",
    }
    client = as_("putri")
    first = client.post("/rencana/putaran/baru/", told)
    assert client.post("/rencana/putaran/baru/", told)["Location"] == first["Location"]
    held.refresh_from_db()
    assert held.closed_on == DAY
    made = Round.objects.get(closed_on=None)
    assert (made.name, made.deadlines) == ("Mutasi 2027", {"plan": "2026-07-01"})
    assert "1 Juli 2026" in client.get(first["Location"]).content.decode()
    page = client.post("/rencana/putaran/baru/", told | {"key": "r"}).content.decode()
    assert "sudah dibuka" in page
    assert "Mutasi 2026" in client.get("/rencana/putaran/").content.decode()


def test_days_are_changed_by_one_person_at_a_time(
    held: Round, user: Any, now: datetime, as_: Any
) -> None:
    client, address = as_("putri"), f"/rencana/putaran/{held.pk}/tanggal/"
    told = {"base": "1", "plan": "2026-02-20"}
    assert client.post(address, told).status_code == 302
    held.refresh_from_db()
    assert held.deadlines == {"plan": "2026-02-20"}
    page = client.post(address, told | {"plan": "2026-02-27"}).content.decode()
    assert "27 Februari 2026" in page
    assert "20 Februari 2026" in page
    assert 'name="base" value="2"' in page
    with pytest.raises(StaleError):
        set_deadlines(round=held, base=1, deadlines={}, actor=user("putri"), now=now)
    assert client.post(address, told | {"base": "2"}).status_code == 302
    assert queries.deadlines(held)[0][2] == date(2026, 2, 20)


def test_without_a_round_one_is_opened_first(as_: Any) -> None:
    Round.objects.update(closed_on=DAY)
    client = as_("putri")
    assert "Buka putaran" in client.get("/rencana/").content.decode()
    assert client.get("/rencana/baru/")["Location"] == "/rencana/putaran/baru/"
    for page in ("kunci/", "kunci/baru/", "kunci/unduh/"):
        assert client.get(f"/rencana/{page}").status_code == 302
    assert client.post("/rencana/kunci/akhiri/", follow=True).status_code == 200


@pytest.mark.parametrize("name", ["sari", "bupati"])
def test_readers_open_no_round(as_: Any, name: str, held: Round) -> None:
    client = as_(name)
    assert client.get(f"/rencana/putaran/{held.pk}/").status_code == 200
    assert client.post("/rencana/putaran/baru/", {"name": "x"}).status_code == 404
    assert client.get(f"/rencana/putaran/{held.pk}/tanggal/").status_code == 404
    assert client.get("/rencana/putaran/999999/").status_code == 404


def test_open_round_needs_another_name(held: Round, user: Any, now: datetime) -> None:
    with pytest.raises(ActError):
        open_round(
            name=held.name,
            day=DAY,
            deadlines={},
            actor=user("putri"),
            now=now,
            today=DAY,
        )


def test_what_waits_for_a_planner(
    rights: Any, plan: Plan, user: Any, now: datetime
) -> None:
    assert queries.waiting_for(rights("rina")) == []
    (todo,) = queries.waiting_for(rights("putri"))
    assert (todo.count, todo.state, str(todo.due)) == (1, "todo", "2026-02-06")
    choose(plan=plan, why="x", actor=user("putri"), now=now)
    assert queries.waiting_for(rights("putri")) == []
    Round.objects.create(name="Baru", day=DAY, opened_on=DAY)
    (todo,) = queries.waiting_for(rights("putri"))
    assert todo.url == "/rencana/baru/"
