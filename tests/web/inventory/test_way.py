"""Sent, judged, frozen – and back only from the top down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.inventory.actions import judge, save, send
from seimbang_web.inventory.models import Line, Sheet, State, Table
from seimbang_web.inventory.queries import page, waiting_for
from seimbang_web.inventory.reckon import incomplete
from seimbang_web.inventory.rows import Entry as Task
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.workloads.models import Seat
from seimbang_web.workloads.queries import current_measurement
from tests.web.accounts.proving import prove
from tests.web.conftest import DAY, As
from tests.web.inventory.scene import KELURAHAN, PUSKESMAS, place, unmeasured

pytestmark = pytest.mark.both

Who = Callable[[str], User]
ROW = {
    "approach": "tasks",
    "period": "day",
    "volume": "20",
    "time_norm": "15",
    "capacity": None,
    "persons_per_tool": None,
    "shifts": None,
    "days_per_year": None,
    "weeks_per_year": None,
}


def kept(user: Who, now: datetime, row: dict[str, object] = ROW) -> Sheet:
    unit = place(KELURAHAN)
    return save(
        unit=unit,
        job=unmeasured(unit),
        table=Table.TASKS,
        entries=[Task("Surat masuk", dict(row)), Task("Surat keluar", dict(ROW))],
        version=0,
        actor=user("lurah"),
        now=now,
    )


def handed_in(user: Who, now: datetime) -> Sheet:
    sheet = kept(user, now)
    send(sheets=[sheet], day=DAY, actor=user("lurah"), now=now)
    sheet.refresh_from_db()
    return sheet


def judged(user: Who, now: datetime, *, accepted: bool = True) -> Sheet:
    sheet = handed_in(user, now)
    judge(
        sheet=sheet,
        verdicts={line.pk: (accepted, "Volume?") for line in sheet.lines.all()},
        version=sheet.version,
        actor=user("camat"),
        now=now,
    )
    sheet.refresh_from_db()
    return sheet


def at(sheet: Sheet, name: str) -> str:
    return reverse(f"inventory-{name}", args=[sheet.unit_id, sheet.job_id])


def of_unit(sheet: Sheet, name: str) -> str:
    return reverse(f"inventory-{name}", args=[sheet.unit_id])


def test_a_unit_sends_what_is_complete(as_: As, user: Who, now: datetime) -> None:
    sheet = kept(user, now)
    as_("lurah").post(of_unit(sheet, "send"))
    sheet.refresh_from_db()
    assert sheet.state == State.SENT
    assert Entry.objects.filter(act="inventory.send").exists()
    as_("lurah").post(of_unit(sheet, "send"))
    assert Entry.objects.filter(act="inventory.send").count() == 1


def test_what_is_missing_is_told_at_once(user: Who, now: datetime) -> None:
    sheet = kept(user, now, ROW | {"time_norm": None, "period": ""})
    with pytest.raises(ActError) as wrong:
        send(sheets=[sheet], day=DAY, actor=user("lurah"), now=now)
    assert "Norma" in str(wrong.value) or "norm" in str(wrong.value)
    sheet.refresh_from_db()
    assert sheet.state == State.DRAFT


@pytest.mark.parametrize(
    "changes",
    [
        {"approach": "tools", "capacity": "2", "persons_per_tool": "3"},
        {"approach": "results", "capacity": "0"},
    ],
)
def test_what_cannot_be_reckoned_is_not_sent(
    user: Who, now: datetime, changes: dict[str, str]
) -> None:
    sheet = kept(user, now, ROW | changes)
    with pytest.raises(ActError):
        send(sheets=[sheet], day=DAY, actor=user("lurah"), now=now)


ACTIVITY = {
    "method": "abk_kes",
    "kind": "service",
    "volume": "100",
    "time_norm": "10",
    "minutes_per_year": None,
    "staff": None,
}


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({}, 0),
        ({"method": "wisn"}, 1),
        ({"kind": "individual", "minutes_per_year": "60", "staff": 1}, 1),
        ({"kind": "category", "minutes_per_year": "72000"}, 1),
        ({"volume": None}, 1),
    ],
)
def test_activities_that_cannot_be_reckoned(
    changes: dict[str, object], number: int
) -> None:
    entries = [Task("Rawat jalan", dict(ACTIVITY)), Task("Lain", ACTIVITY | changes)]
    assert len(incomplete(entries, Table.ACTIVITIES, DAY)) == number


def test_a_puskesmas_confirms_all_at_once(as_: As) -> None:
    unit = place(PUSKESMAS)
    client = as_("kapus")
    number = client.get(reverse("inventory-unit", args=[unit.pk])).context[
        "confirmable"
    ]
    assert number >= 2
    assert (
        as_("dinkes").post(reverse("inventory-confirm", args=[unit.pk])).status_code
        == 404
    )
    client.post(reverse("inventory-confirm", args=[unit.pk]))
    assert Sheet.objects.filter(unit=unit, state=State.SENT).count() == number
    client.post(reverse("inventory-confirm", args=[unit.pk]))
    assert Sheet.objects.filter(unit=unit).count() == number


def test_sent_tasks_do_not_change(user: Who, now: datetime) -> None:
    sheet = handed_in(user, now)
    with pytest.raises(ActError):
        save(
            unit=sheet.unit,
            job=sheet.job,
            table=Table.TASKS,
            entries=[],
            version=sheet.version,
            actor=user("lurah"),
            now=now,
        )
    with pytest.raises(ActError):
        send(sheets=[sheet], day=DAY, actor=user("lurah"), now=now)


def test_the_unit_takes_back_before_the_judgement(
    as_: As, user: Who, now: datetime
) -> None:
    sheet = handed_in(user, now)
    as_("lurah").post(at(sheet, "take-back"))
    sheet.refresh_from_db()
    assert sheet.state == State.DRAFT
    as_("lurah").post(at(sheet, "take-back"))
    sheet.refresh_from_db()
    assert sheet.state == State.DRAFT


def test_the_agency_judges_line_by_line(as_: As, user: Who, now: datetime) -> None:
    sheet = handed_in(user, now)
    assert as_("camat").get(at(sheet, "judge")).status_code == 200
    one, two = sheet.lines.all()
    data = {
        "version": sheet.version,
        f"verdict-{one.pk}": "accepted",
        f"verdict-{two.pk}": "returned",
        f"why-{two.pk}": "Volume terlalu besar",
    }
    missing = {key: value for key, value in data.items() if key != f"why-{two.pk}"}
    answer = as_("camat").post(at(sheet, "judge"), missing)
    assert answer.context["wrong"]
    answer = as_("camat").post(at(sheet, "judge"), {"version": sheet.version})
    assert answer.context["wrong"]
    as_("camat").post(at(sheet, "judge"), data)
    sheet.refresh_from_db()
    assert sheet.state == State.RETURNED
    assert "Volume terlalu besar" in sheet.why
    page = as_("lurah").get(at(sheet, "position")).content.decode()
    assert "Volume terlalu besar" in page
    again = as_("camat").post(at(sheet, "judge"), data)
    assert again.context["wrong"]


def test_a_corrected_line_waits_for_a_new_verdict(user: Who, now: datetime) -> None:
    sheet = judged(user, now, accepted=False)
    changed = ROW | {"volume": "10"}
    save(
        unit=sheet.unit,
        job=sheet.job,
        table=Table.TASKS,
        entries=[Task("Surat masuk", changed), Task("Surat keluar", dict(ROW))],
        version=sheet.version,
        actor=user("lurah"),
        now=now,
    )
    verdicts = {line.name: line.verdict for line in sheet.lines.all()}
    assert verdicts == {"Surat masuk": "", "Surat keluar": Line.Verdict.RETURNED}


def test_nobody_judges_what_they_sent(user: Who, now: datetime) -> None:
    sheet = handed_in(user, now)
    with pytest.raises(ActError):
        judge(
            sheet=sheet,
            verdicts={line.pk: (True, "") for line in sheet.lines.all()},
            version=sheet.version,
            actor=user("lurah"),
            now=now,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(judged_by=user("lurah"))


@pytest.mark.parametrize("name", ["lurah", "dinkes", "disdik", "putri", "rina", "guru"])
def test_others_may_not_judge(as_: As, user: Who, now: datetime, name: str) -> None:
    sheet = handed_in(user, now)
    assert as_(name).get(at(sheet, "judge")).status_code == 404
    assert as_(name).post(at(sheet, "judge"), {}).status_code == 404


def need(unit: Unit, job: Job) -> int | None:
    seat = Seat.objects.get(measurement=current_measurement(), unit=unit, job=job)
    return seat.need_rounded


def test_frozen_tasks_become_data_and_are_measured(
    as_: As, user: Who, now: datetime
) -> None:
    sheet = judged(user, now)
    before = current()
    assert before is not None
    assert need(sheet.unit, sheet.job) is None
    told = page(sheet.unit, sheet.job, sheet).outcome
    assert told is not None
    data = {"key": "f" * 20}
    prove(as_("sari")).post(of_unit(sheet, "freeze"), data)
    prove(as_("sari")).post(of_unit(sheet, "freeze"), data)
    after = current()
    assert after is not None and after.number == before.number + 1
    sheet.refresh_from_db()
    assert (sheet.state, sheet.frozen_in) == (State.FROZEN, after)
    tasks = snapshot_of(after)["tasks"]
    here = tasks.filter(
        (pl.col("unit_id") == sheet.unit.code) & (pl.col("job_id") == sheet.job.code)
    )
    assert sorted(here["task"]) == ["Surat keluar", "Surat masuk"]
    assert tasks.height == snapshot_of(before)["tasks"].height + 2
    assert drain() == 1
    assert need(sheet.unit, sheet.job) == told.rounded


def test_nothing_accepted_is_not_frozen(as_: As, user: Who, now: datetime) -> None:
    sheet = handed_in(user, now)
    before = current()
    prove(as_("sari")).post(of_unit(sheet, "freeze"))
    assert current() == before


@pytest.mark.parametrize("name", ["lurah", "camat", "putri", "rina"])
def test_only_the_verifier_freezes(
    as_: As, user: Who, now: datetime, name: str
) -> None:
    sheet = judged(user, now)
    assert as_(name).post(of_unit(sheet, "freeze")).status_code == 404
    assert as_("sari").get(of_unit(sheet, "freeze")).status_code in (404, 405)


def test_back_from_the_top_down_only_with_a_reason(
    as_: As, user: Who, now: datetime
) -> None:
    sheet = judged(user, now)
    prove(as_("sari")).post(of_unit(sheet, "freeze"))
    assert as_("camat").post(at(sheet, "reopen"), {"why": "x"}).status_code == 404
    assert as_("lurah").post(at(sheet, "reopen"), {"why": "x"}).status_code == 404
    as_("sari").post(at(sheet, "reopen"), {"why": " "})
    sheet.refresh_from_db()
    assert sheet.state == State.FROZEN
    as_("sari").post(at(sheet, "reopen"), {"why": "Ada tugas baru"})
    sheet.refresh_from_db()
    assert sheet.state == State.ACCEPTED
    as_("camat").post(at(sheet, "reopen"), {"why": "Perbaiki volume"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.why) == (State.RETURNED, "Perbaiki volume")
    as_("camat").post(at(sheet, "reopen"), {"why": "lagi"})
    assert [step.act for step in sheet.steps.all()][:2] == ["reopen", "reopen"]
    page = as_("lurah").get(at(sheet, "position")).content.decode()
    assert "Perbaiki volume" in page


def test_each_level_learns_what_waits(
    rights: Callable[[str], Rights], user: Who, now: datetime
) -> None:
    def labels(name: str) -> dict[str, int]:
        return {one.url.split("=")[-1]: one.count for one in waiting_for(rights(name))}

    assert labels("lurah")["unmeasured"] > 0
    assert labels("kepsek") == {}
    sheet = kept(user, now)
    assert labels("lurah")["draft"] == 1
    send(sheets=[sheet], day=DAY, actor=user("lurah"), now=now)
    assert labels("camat")["sent"] == labels("sari")["sent"] == 1
    assert "sent" not in labels("dinkes")
    sheet.refresh_from_db()
    judge(
        sheet=sheet,
        verdicts={line.pk: (True, "") for line in sheet.lines.all()},
        version=sheet.version,
        actor=user("camat"),
        now=now,
    )
    assert labels("sari")["accepted"] == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_in_both_languages(
    as_: As, user: Who, now: datetime, language: str
) -> None:
    sheet = judged(user, now)
    client = as_("sari")
    client.cookies["django_language"] = language
    for url in (
        reverse("inventory-list"),
        reverse("inventory-list") + "?state=accepted&q=muara",
        of_unit(sheet, "unit"),
        of_unit(sheet, "sheet"),
        at(sheet, "position"),
        at(sheet, "judge"),
    ):
        assert client.get(url).status_code == 200


def test_the_list_counts_what_is_not_measured(as_: As) -> None:
    page = as_("putri").get(reverse("inventory-list"))
    assert page.context["unmeasured"] > 100
    only = as_("lurah").get(reverse("inventory-list"), {"state": "unmeasured"})
    assert only.context["count"] == 1


def test_the_list_needs_few_queries(
    as_: As, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = as_("putri")
    client.get(reverse("inventory-list"))  # the session is kept once
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get(reverse("inventory-list"))


def test_who_signed_in_long_ago_proves_it_before_freezing(
    as_: As, user: Who, now: datetime
) -> None:
    sheet = judged(user, now)
    answer = as_("sari").post(of_unit(sheet, "freeze"))
    assert answer.headers["Location"].startswith("/akun/reauthenticate/")
    sheet.refresh_from_db()
    assert sheet.state == State.ACCEPTED
