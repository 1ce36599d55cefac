"""Enter the tasks of a job: prepared numbers, drafts, errors, the live need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.inventory.actions import save
from seimbang_web.inventory.models import Sheet, State, Table
from seimbang_web.inventory.queries import page
from seimbang_web.organisation.models import Unit
from tests.web.conftest import As
from tests.web.inventory.scene import KELURAHAN, PUSKESMAS, place, sent, unmeasured

Who = Callable[[str], User]


def address(unit: Unit, job: int, name: str = "position") -> str:
    return reverse(f"inventory-{name}", args=[unit.pk, job])


def test_the_page_offers_what_similar_units_report(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    answer = as_("lurah").get(address(unit, job.pk))
    shown = answer.context["page"]
    assert shown.begun and shown.lines
    source = shown.lines[0].entry.sources["volume"]
    assert source["kind"] == "similar" and source["units"] >= 2
    assert "unit serupa" in answer.content.decode()
    assert shown.outcome.need > 0


def test_a_draft_is_kept_and_the_need_is_told(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    data = sent(unit, job, **{"lines-0-volume": "12,5"})
    answer = as_("lurah").post(address(unit, job.pk), data)
    assert answer.status_code == 302
    sheet = Sheet.objects.get(unit=unit, job=job)
    assert sheet.state == State.DRAFT
    line = sheet.lines.first()
    assert line is not None
    assert line.row["volume"] == "25/2"
    assert line.sources["volume"] == {"kind": "entered"}
    assert line.sources["time_norm"]["kind"] == "similar"
    again = as_("lurah").get(address(unit, job.pk))
    assert again.context["page"].outcome.need > 0
    assert "→" in again.content.decode()
    assert sheet.steps.get().act == "save"


def test_saving_the_same_again_changes_nothing(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    client = as_("lurah")
    client.post(address(unit, job.pk), sent(unit, job))
    client.post(address(unit, job.pk), sent(unit, job))
    sheet = Sheet.objects.get(unit=unit, job=job)
    assert sheet.version == 1
    assert sheet.steps.count() == 1


def test_all_errors_come_at_once_and_nothing_is_lost(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    data = sent(
        unit,
        job,
        **{
            "lines-0-volume": "banyak",
            "lines-1-time_norm": "-5",
            "lines-1-shifts": "9",
        },
    )
    first = len(page(unit, job, None).lines)
    data[f"lines-{first}-volume"] = "7"
    data[f"lines-{first + 1}-name"] = data["lines-0-name"].upper()
    answer = as_("lurah").post(address(unit, job.pk), data)
    assert answer.status_code == 200
    problems = answer.context["form"].problems()
    assert len(problems) >= 4
    assert 'value="banyak"' in answer.content.decode()
    assert not Sheet.objects.filter(unit=unit).exists()


def test_a_task_stands_once(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    data = sent(unit, job)
    data["lines-1-name"] = data["lines-0-name"]
    answer = as_("lurah").post(address(unit, job.pk), data)
    assert answer.context["form"].problems()


def test_lines_are_added_and_taken_out(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    data = sent(unit, job, **{"lines-0-DELETE": "on"})
    at = len(page(unit, job, None).lines)
    data |= {
        f"lines-{at}-name": "Melayani warga",
        f"lines-{at}-approach": "objects",
        f"lines-{at}-volume": "1.250",
        f"lines-{at}-period": "month",
        f"lines-{at}-capacity": "500",
    }
    as_("lurah").post(address(unit, job.pk), data)
    sheet = Sheet.objects.get(unit=unit, job=job)
    names = [line.name for line in sheet.lines.all()]
    assert data["lines-0-name"] not in names
    assert sheet.lines.get(name="Melayani warga").row["volume"] == "1250"


def test_what_cannot_be_is_warned_of(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    data = sent(unit, job)
    data |= {
        "lines-0-approach": "tasks",
        "lines-0-period": "day",
        "lines-0-time_norm": "600",
        "lines-0-volume": "900",
    }
    as_("lurah").post(address(unit, job.pk), data)
    shown = as_("lurah").get(address(unit, job.pk)).context["page"]
    assert len(shown.lines[0].doubts) == 2


def test_somebody_else_saved_meanwhile(as_: As) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    as_("rina").post(address(unit, job.pk), sent(unit, job, **{"lines-0-volume": "11"}))
    old = sent(unit, job, version=1)
    as_("rina").post(address(unit, job.pk), sent(unit, job, **{"lines-0-volume": "22"}))
    answer = as_("lurah").post(address(unit, job.pk), old | {"lines-0-volume": "33"})
    assert answer.status_code == 200
    ((_name, mine, theirs),) = answer.context["both"]
    assert (mine, theirs) == ("33", "22")
    assert 'value="33"' in answer.content.decode()
    sheet = Sheet.objects.get(unit=unit, job=job)
    again = as_("lurah").post(
        address(unit, job.pk),
        old | {"lines-0-volume": "33", "version": sheet.version},
    )
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("camat", 404),  # judges, does not enter
        ("kepsek", 404),
        ("kapus", 404),
        ("disdik", 404),
        ("guru", 404),
        ("bupati", 404),
        ("sari", 404),
        ("rina", 302),
    ],
)
def test_only_the_unit_and_the_operator_enter(as_: As, name: str, status: int) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    answer = as_(name).post(address(unit, job.pk), sent(unit, job))
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("name", "status"),
    [("camat", 200), ("putri", 200), ("inspektur", 200), ("kapus", 404)],
)
def test_who_reads(as_: As, name: str, status: int) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    assert as_(name).get(address(unit, job.pk)).status_code == status
    assert (
        as_(name).get(reverse("inventory-unit", args=[unit.pk])).status_code == status
    )


def test_a_puskesmas_confirms_its_own_numbers(as_: As) -> None:
    unit = place(PUSKESMAS)
    seat = next(
        one
        for one in Unit.objects.get(pk=unit.pk).seats.select_related("job")
        if one.job.code == "perawat"
    )
    answer = as_("kapus").get(address(unit, seat.job_id))
    shown = answer.context["page"]
    assert shown.table == Table.ACTIVITIES
    assert all(
        one.entry.sources["kind"] for one in shown.lines if one.entry.row["kind"]
    )
    assert shown.outcome.minimum > 0
    client = as_("kapus")
    data = sent(unit, seat.job, do="send")
    assert client.post(address(unit, seat.job_id), data).status_code == 302
    assert Sheet.objects.get(unit=unit).state == State.SENT


def test_a_school_enters_nothing(as_: As) -> None:
    page = as_("kepsek").get(reverse("inventory-list"))
    school = page.context["school"]
    assert school is not None
    answer = as_("kepsek").get(reverse("inventory-unit", args=[school.pk]))
    assert "Dapodik" in answer.content.decode()
    seat = school.seats.first()
    assert seat is not None
    answer = as_("kepsek").post(address(school, seat.job_id), {})
    assert answer.status_code == 200
    assert not Sheet.objects.filter(unit=school).exists()


def test_an_unknown_job_is_not_found(as_: As) -> None:
    unit = place(KELURAHAN)
    assert as_("lurah").get(address(unit, 999_999)).status_code == 404


def test_an_empty_job_offers_nothing(as_: As, user: Who, now: datetime) -> None:
    unit = place(KELURAHAN)
    job = unmeasured(unit)
    sheet = save(
        unit=unit,
        job=job,
        table=Table.TASKS,
        entries=[],
        version=0,
        actor=user("lurah"),
        now=now,
    )
    answer = as_("lurah").get(address(unit, job.pk))
    assert answer.context["page"].lacks
    assert answer.context["page"].outcome.need is None
    assert sheet.lines.count() == 0
