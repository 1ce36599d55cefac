"""Ask for a plan: scope, policy, limits, pins; not too many at a time."""

from __future__ import annotations

import html
from datetime import datetime
from typing import Any

import pytest

from seimbang_web.audit.models import Entry
from seimbang_web.jobs.actions import cancel
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.models import State
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from seimbang_web.plans.actions import WAITING, Wanted, ask_plan
from seimbang_web.plans.models import Pin, Plan, Round
from seimbang_web.plans.pinning import add_pin
from tests.web.plans.conftest import SMALL

FORM = {
    "name": "Coba",
    "policy": "pemerataan",
    "minutes": "5",
    "families": ["guru-sd-kelas"],
    "kinds": ["sd"],
    "districts": ["15.04.01"],
    "max_moves": "3",
    "key": "kunci-formulir",
}


def test_the_form_asks_once_and_the_job_solves(as_: Any) -> None:
    client = as_("putri")
    first = client.post("/rencana/baru/", FORM)
    plan = Plan.objects.get(name="Coba")
    assert first["Location"] == f"/rencana/{plan.pk}/"
    assert client.post("/rencana/baru/", FORM)["Location"] == first["Location"]
    assert Plan.objects.filter(name="Coba").count() == 1
    assert Entry.objects.filter(act="plan.ask", subject=f"plan:{plan.pk}").exists()
    page = client.get(first["Location"]).content.decode()
    assert "Rencana ini belum dihitung" in page
    assert f"/rencana/{plan.pk}/sementara/" in page
    drain()
    plan.refresh_from_db()
    assert plan.status == "OPTIMAL"
    assert 0 < plan.moves.count() <= 3
    assert plan.inputs["options"] == {"max_moves": 3}
    assert plan.inputs["time_limit"] == 300
    codes = plan.moves.values_list("to_unit__district_code", "family").distinct()
    assert set(codes) == {("15.04.01", "guru-sd-kelas")}
    origins = plan.moves.values_list("from_unit__district_code", flat=True).distinct()
    assert set(origins) == {"15.04.01"}
    assert "Perpindahan paling banyak" in client.get(first["Location"]).content.decode()


def test_a_limit_that_cannot_be_is_told_at_the_form(as_: Any) -> None:
    answer = as_("putri").post("/rencana/baru/", FORM | {"max_moves": "-1"})
    assert answer.status_code == 200
    assert "Ada masalah" in answer.content.decode()
    assert not Plan.objects.filter(name="Coba").exists()


def test_a_budget_needs_prices(held: Round, user: Any, now: datetime) -> None:
    wanted = Wanted(name="x", policy="pemerataan", options={"budget_rupiah": -1})
    with pytest.raises(ActError, match="budget_rupiah"):
        ask_plan(round=held, wanted=wanted, actor=user("putri"), now=now)
    with pytest.raises(ActError):
        ask_plan(
            round=held, wanted=Wanted("x", "tak-ada"), actor=user("putri"), now=now
        )


@pytest.mark.parametrize("name", ["rina", "sari", "tono", "bupati", "inspektur"])
def test_only_planners_ask(as_: Any, name: str) -> None:
    assert as_(name).post("/rencana/baru/", FORM).status_code == 404
    assert not Plan.objects.filter(name="Coba").exists()


def test_so_many_wait_and_no_more(held: Round, user: Any, now: datetime) -> None:
    wanted = Wanted("x", "pemerataan", SMALL)
    for _ in range(WAITING):
        ask_plan(round=held, wanted=wanted, actor=user("putri"), now=now)
    with pytest.raises(ActError, match="5"):
        ask_plan(round=held, wanted=wanted, actor=user("putri"), now=now)
    ask_plan(round=held, wanted=wanted, actor=user("rina"), now=now)


def test_a_cancelled_plan_stays_unsolved(
    held: Round, user: Any, now: datetime, as_: Any
) -> None:
    wanted = Wanted("Batal", "pemerataan", SMALL)
    plan = ask_plan(round=held, wanted=wanted, actor=user("putri"), now=now)
    assert plan.work is not None
    cancel(job=plan.work, actor=user("putri"), now=now)
    drain()
    plan.refresh_from_db()
    assert (plan.solved_at, plan.work.state) == (None, State.CANCELLED)
    assert "dihentikan" in as_("putri").get(f"/rencana/{plan.pk}/").content.decode()


def test_pins_of_the_round_hold_in_the_plan(
    held: Round, user: Any, now: datetime, solve: Any
) -> None:
    free = solve()
    move = free.moves.first()
    told = {"round": held, "actor": user("putri"), "now": now, "why": "tetap di sini"}
    add_pin(kind=Pin.Kind.STAYS, person=move.person, unit=None, **told)
    other = free.moves.exclude(pk=move.pk).first()
    add_pin(kind=Pin.Kind.CLOSED, person=None, unit=other.to_unit, **told)
    kept = solve(parent=free)
    assert not kept.moves.filter(person=move.person).exists()
    assert not kept.moves.filter(to_unit=other.to_unit).exists()
    assert [pin["kind"] for pin in kept.inputs["pins"]] == ["stays", "unit_closed"]
    assert kept.parent == free


def test_pins_that_cannot_hold_are_told_in_both_languages(
    held: Round, user: Any, now: datetime, solve: Any, as_: Any
) -> None:
    head = Person.objects.filter(job__code__contains="kepala").first() or (
        Person.objects.exclude(job__family="guru-sd-kelas").first()
    )
    unit = Person.objects.filter(job__family="guru-sd-kelas").first().unit
    add_pin(
        round=held,
        kind=Pin.Kind.MUST,
        person=head,
        unit=unit,
        why="perintah",
        actor=user("putri"),
        now=now,
    )
    plan = solve()
    assert plan.status == "INFEASIBLE"
    assert not plan.moves.exists()
    client = as_("putri")
    told = html.unescape(client.get(f"/rencana/{plan.pk}/").content.decode())
    assert f"{head.name} harus ke {unit.name}" in told
    assert head.ref not in told
    client.cookies.load({"django_language": "en"})
    page = client.get(f"/rencana/{plan.pk}/").content.decode()
    assert "cannot be kept" in page
    assert set(plan.files.values_list("name", flat=True)) == {
        "plan.json",
        "problem.json.gz",
        "certificate.json",
    }


def test_limits_that_clash_are_named(
    held: Round, user: Any, now: datetime, solve: Any, as_: Any
) -> None:
    move = solve().moves.first()
    add_pin(
        round=held,
        kind=Pin.Kind.MUST,
        person=move.person,
        unit=move.to_unit,
        why="perintah",
        actor=user("putri"),
        now=now,
    )
    plan = solve(options={"max_moves": 0})
    assert plan.status == "INFEASIBLE"
    told = html.unescape(as_("putri").get(f"/rencana/{plan.pk}/").content.decode())
    assert "batas berbenturan" in told
    assert f"{move.person.name} harus pindah" in told
    assert "paling banyak 0 perpindahan" in told


def test_the_page_says_what_is_missing(as_: Any) -> None:
    page = as_("putri").get("/rencana/baru/").content.decode()
    assert "nilai peraturan" in page
    assert "belum terukur" in page
    assert "TMT jabatan" in page


def test_asking_again_fills_the_form(as_: Any, solve: Any) -> None:
    plan = solve(options={"max_moves": 2})
    page = as_("putri").get(f"/rencana/baru/?dari={plan.pk}").content.decode()
    assert 'name="max_moves" value="2"' in page
    assert 'value="guru-sd-kelas" ' in page
    assert as_("putri").get("/rencana/baru/?dari=999999").status_code == 404


def test_the_best_value_so_far_is_told_while_it_runs(as_: Any, solve: Any) -> None:
    plan = solve(options={"max_moves": 2})
    client, address = as_("putri"), f"/rencana/{plan.pk}/sementara/"
    assert client.get(address).content.decode().strip() == ""
    note = {"goal": "shortage", "rank": 0, "value": [5, 2], "bound": [9, 4]}
    work = Work.objects.filter(pk=plan.work_id)
    assert plan.work.note["goal"] == "order"
    assert plan.work.note["closed"]
    work.update(state=State.RUNNING, note=note | {"closed": False})
    told = client.get(address).content.decode()
    assert "2,50; tidak ada rencana yang lebih baik dari 2,25" in told
    work.update(note=note | {"closed": True})
    assert "2,50; tidak ada rencana yang lebih baik dalam" in (
        client.get(address).content.decode()
    )


def test_one_solver_at_a_time(
    held: Round, user: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Wanted("x", "pemerataan", SMALL)
    plans = [
        ask_plan(round=held, wanted=wanted, actor=user("putri"), now=now)
        for _ in range(2)
    ]
    first = Work.objects.filter(pk=plans[0].work_id)
    first.update(state=State.RUNNING)
    seen = []

    def asleep(_seconds: float) -> None:
        seen.append(Work.objects.get(pk=plans[1].work_id).stage)
        first.update(state=State.DONE)

    monkeypatch.setattr("seimbang_web.plans.jobs.time.sleep", asleep)
    drain()
    assert seen == ["queue"]
    plans[1].refresh_from_db()
    assert plans[1].status == "OPTIMAL"
