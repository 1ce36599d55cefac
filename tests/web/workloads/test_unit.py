"""The page of a unit: need told, people by right, years, history."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from seimbang_web.organisation.models import Job, Person, Placement, Unit, Version
from seimbang_web.workloads import need
from seimbang_web.workloads.models import Measurement, Seat
from tests.web.conftest import DAY, As


def page(unit: Unit) -> str:
    return reverse("unit-detail", args=[unit.pk])


@pytest.mark.parametrize(
    ("name", "names", "report"),
    [
        ("rina", True, True),
        ("putri", True, True),
        ("sari", True, False),
        ("kepsek", True, True),
        ("disdik", True, True),
        ("inspektur", True, False),
        ("tono", False, False),
        ("bupati", False, False),
        ("guru", False, False),
    ],
)
def test_who_sees_names_and_who_may_report(
    as_: As, school: Unit, name: str, names: bool, report: bool
) -> None:
    text = as_(name).get(page(school)).content.decode()
    somebody = Person.objects.filter(unit=school, present=True).latest("pk")
    assert (somebody.name in text) is names
    assert (reverse("unit-report", args=[school.pk]) in text) is report


def test_a_head_sees_no_names_of_another_school(as_: As, other_school: Unit) -> None:
    text = as_("kepsek").get(page(other_school)).content.decode()
    somebody = Person.objects.filter(unit=other_school, present=True).latest("pk")
    assert somebody.name not in text
    assert reverse("unit-report", args=[other_school.pk]) not in text


def test_numbers_are_never_hidden_traits_below_five_are(
    as_: As, school: Unit, measured: Measurement
) -> None:
    found = as_("guru").get(page(school))
    seats = Seat.objects.filter(unit=school, measurement=measured)
    assert len(found.context["seats"]) == seats.count()
    for trait in found.context["traits"]:
        for _words, count in trait.counts:
            assert count not in {"1", "2", "3", "4"}
    assert "kurang dari 5" in found.content.decode()


def test_finding_tells_the_need_and_its_cause(as_: As, school: Unit) -> None:
    text = as_("kepsek").get(page(school)).content.decode()
    assert f"{school.name} membutuhkan" in text
    assert "karena" in text


def test_finding_is_of_the_largest_shortage_else_of_the_largest_surplus(
    as_: As, measured: Measurement
) -> None:
    units: dict[int, list[int]] = {}
    for seat in Seat.objects.filter(measurement=measured, unit__kind="sd"):
        units.setdefault(seat.unit_id, []).append(seat.gap() or 0)
    short = next(pk for pk, gaps in units.items() if min(gaps) < -1)
    rich = next(pk for pk, gaps in units.items() if min(gaps) == 0 < max(gaps))
    for pk, extreme in ((short, min), (rich, max)):
        found = as_("guru").get(reverse("unit-detail", args=[pk]))
        seats = [line["seat"] for line in found.context["seats"]]
        worst = extreme(seats, key=lambda seat: seat.gap() or 0)
        told = f"membutuhkan {worst.need_rounded} "
        assert told in found.context["finding"]
        assert found.context["finding"].endswith((f"ada {worst.present}.", "pun."))


def test_years_ahead_add_up(as_: As, school: Unit, measured: Measurement) -> None:
    found = as_("rina").get(page(school))
    leave = sum(
        seat.leave5 or 0
        for seat in Seat.objects.filter(unit=school, measurement=measured)
    )
    years = found.context["years"]
    assert sum(year.retired + year.ended for year in years) == leave
    assert [year.until.year for year in years] == [2027, 2028, 2029, 2030, 2031]


def test_a_unit_without_anything(as_: As) -> None:
    unit = Unit.objects.create(code="BARU", name="Unit Baru", kind="other")
    for name in ("rina", "guru"):
        text = as_(name).get(page(unit)).content.decode()
        assert "Belum ada pegawai tercatat" in text
        assert "Belum ada posisi tercatat" in text


def test_no_such_unit(as_: As) -> None:
    for name in ("unit-detail", "unit-history", "unit-report"):
        assert as_("rina").get(reverse(name, args=[999999])).status_code == 404


def test_without_a_measurement_people_are_still_there(as_: As, school: Unit) -> None:
    Measurement.objects.all().delete()
    text = as_("rina").get(page(school)).content.decode()
    assert Person.objects.filter(unit=school, present=True).latest("pk").name in text


def test_newer_data_are_told(as_: As, school: Unit, now: datetime) -> None:
    Version.objects.create(
        number=2, checksum="x", content=b"", since=DAY, made_at=now, source="import:1"
    )
    for url in (page(school), reverse("workload-map")):
        assert "versi 2" in as_("rina").get(url).content.decode()


METHODS = [
    ("teacher_sd", "Guru Kelas SD", "rombel"),
    ("teacher_sd", "Guru PJOK SD", "jam pelajaran seminggu"),
    ("teacher_smp", None, ""),
    ("head", None, "setiap sekolah dipimpin satu kepala"),
    ("puskesmas_minimum", None, "standar minimal Puskesmas"),
    ("abk", None, "setara pekerjaan"),
    ("abk_kes", None, "setara pekerjaan"),
    ("wisn", None, "setara pekerjaan"),
    ("entered", None, "ditetapkan oleh instansi (sumber:"),
    ("", None, "belum diketahui"),
]


@pytest.mark.parametrize(("method", "job", "why"), METHODS)
def test_every_method_is_told(
    as_: As, measured: Measurement, method: str, job: str | None, why: str
) -> None:
    seats = Seat.objects.filter(measurement=measured, method=method)
    if job and seats.filter(job__name=job).exists():
        seats = seats.filter(job__name=job)
    seat = seats.select_related("unit").latest("pk")
    found = as_("guru").get(reverse("unit-need", args=[seat.unit_id, seat.job_id]))
    text = found.content.decode()
    assert why in text or job is not None
    assert "Rumus" in text
    told = found.context["need"]
    assert told.steps
    if told.cited and any(one.standing for one in told.cited):
        assert "belum dikonfirmasi" in text


def test_counsellors_by_pupils(as_: As, measured: Measurement) -> None:
    seat = Seat.objects.filter(
        measurement=measured, job__code="guru-smp-bk", need_rounded__gt=0
    ).first()
    assert seat is not None
    found = as_("rina").get(reverse("unit-need", args=[seat.unit_id, seat.job_id]))
    assert "karena muridnya" in found.content.decode()


def test_inputs_are_of_the_unit_alone(measured: Measurement) -> None:
    """Own lesson hours of another school are not told here."""
    seats = Seat.objects.filter(measurement=measured, method="teacher_smp")
    for seat in seats.select_related("unit", "job")[:20]:
        sheets = need.told(seat, measured).sheets
        hours = [sheet for sheet in sheets if sheet.name == "Jam pelajaran"]
        assert not hours or seat.unit.code == "10500259"


def test_numbers_of_steps_in_the_language_of_the_page() -> None:
    from django.utils import translation

    with translation.override("id"):
        assert need.local("6.9 × 12 = ≈ 1.3248") == "6,9 × 12 = ≈ 1,3248"
    with translation.override("en"):
        assert need.local("6.9") == "6.9"


def test_no_such_seat(as_: As, school: Unit) -> None:
    strange = Job.objects.create(code="x", name="X", kind="executive", family="x")
    url = reverse("unit-need", args=[school.pk, strange.pk])
    assert as_("rina").get(url).status_code == 404


def history(unit: Unit) -> str:
    return reverse("unit-history", args=[unit.pk])


def test_who_sat_here_on_a_day(as_: As, school: Unit, other_school: Unit) -> None:
    placement = Placement.objects.filter(unit=school, until=None).latest("pk")
    person, left = placement.person, DAY + timedelta(days=40)
    Placement.objects.filter(pk=placement.pk).update(until=left)
    client = as_("rina")
    day_before = (left - timedelta(days=1)).isoformat()
    before = client.get(history(school), {"date": day_before}).content.decode()
    after = client.get(history(school), {"date": left.isoformat()})
    table = before[before.index("<tbody>") : before.index("</tbody>")]
    assert person.name in table
    text = after.content.decode()
    assert person.name not in text[text.index("<tbody>") : text.index("</tbody>")]
    assert "pergi" in text


def test_arrivals_of_later_versions_are_told(
    as_: As, school: Unit, now: datetime
) -> None:
    later = DAY + timedelta(days=31)
    version = Version.objects.create(
        number=2, checksum="x", content=b"", since=later, made_at=now, source="t"
    )
    person = Person.objects.exclude(unit=school).latest("pk")
    Placement.objects.filter(person=person, until=None).update(until=later)
    Placement.objects.create(
        person=person,
        unit=school,
        job=person.job,
        since=later,
        since_version=version,
    )
    found = as_("kepsek").get(history(school), {"date": later.isoformat()})
    assert [(one.row.person, one.came) for one in found.context["changes"]] == [
        (person, True)
    ]


def test_history_without_the_right_to_names_counts(as_: As, school: Unit) -> None:
    found = as_("guru").get(history(school))
    somebody = Placement.objects.filter(unit=school).latest("pk").person
    assert somebody.name not in found.content.decode()
    assert found.context["jobs"] and not found.context["changes"]


def test_days_before_the_data_and_wrong_days(as_: As, school: Unit) -> None:
    client = as_("rina")
    early = client.get(history(school), {"date": date(2020, 1, 1).isoformat()})
    assert "sejak 1 Januari 2026" in early.content.decode()
    wrong = client.get(history(school), {"date": "kemarin"})
    assert "Tulis tanggal seperti" in wrong.content.decode()
