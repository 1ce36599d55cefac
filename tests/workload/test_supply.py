"""Who is in duty on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.law import Law
from seimbang.workload import duty
from seimbang.workload.retirement import pension_start
from tests.workload.build import DAY, job, person, snapshot, unit

UNITS = [unit("SD", "sd"), unit("B", "badan")]


def one(day: date = DAY, **facts: Any) -> dict[str, Any]:
    row = {**person("A", "B", "analis"), **facts}
    (found,) = duty(snapshot(units=UNITS, people=[row]), Law.load(), day).to_dicts()
    return found


@pytest.mark.parametrize(
    ("status", "counted", "shown", "movable", "why"),
    [
        ("pns", True, False, True, "counted"),
        ("pppk", True, False, True, "counted"),
        ("cpns", True, False, False, "counted"),
        ("pppk_part_time", False, True, False, "part_time"),
        ("non_asn", False, True, False, "non_asn"),
        ("special_assignment", False, True, False, "special_assignment"),
        (None, False, True, False, "status_unknown"),
    ],
)
def test_the_status_decides_who_counts(
    status: str | None, counted: bool, shown: bool, movable: bool, why: str
) -> None:
    row = one(status=status)
    assert (row["counted"], row["shown"], row["movable_status"], row["why"]) == (
        counted,
        shown,
        movable,
        why,
    )


@pytest.mark.parametrize(
    ("leave", "why"),
    [
        ("study", "study_leave"),
        ("unpaid", "unpaid_leave"),
        ("suspended", "suspended"),
        ("long", "counted"),
        ("sick", "counted"),
        ("maternity", "counted"),
        ("none", "counted"),
        (None, "counted"),
    ],
)
def test_only_leaves_that_release_take_a_person_out(
    leave: str | None, why: str
) -> None:
    row = one(leave=leave, leave_since=date(2025, 1, 1))
    assert row["why"] == why
    assert not (row["shown"] or (why != "counted" and row["counted"]))


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (date(2025, 12, 1), date(2026, 6, 1), "counted"),  # six months or less
        (date(2025, 12, 1), date(2026, 6, 2), "study_leave"),
        (date(2025, 1, 1), date(2026, 1, 1), "counted"),  # ended: exclusive
        (date(2025, 1, 1), date(2026, 1, 2), "study_leave"),
        (date(2026, 1, 2), date(2027, 1, 1), "counted"),  # not yet begun
        (None, None, "study_leave"),
    ],
)
def test_study_of_more_than_six_months_releases_from_the_post(
    since: date | None, until: date | None, why: str
) -> None:
    assert one(leave="study", leave_since=since, leave_until=until)["why"] == why


def test_a_pension_begins_on_its_day() -> None:
    facts = {"retires_on": date(2026, 1, 1)}
    assert one(date(2025, 12, 31), **facts)["why"] == "counted"
    assert one(**facts)["why"] == "retired"


def test_a_contract_is_over_on_the_day_after_the_last() -> None:
    facts = {"status": "pppk", "contract_until": date(2026, 1, 1)}
    assert one(date(2025, 12, 31), **facts)["why"] == "counted"
    assert one(**facts)["why"] == "contract_ended"


@pytest.mark.parametrize(
    ("kind", "level", "subject", "age", "year"),
    [
        ("jpt", None, None, None, 2046),
        ("administrator", None, None, None, 2044),
        ("executive", None, None, None, 2044),
        ("functional", "Ahli Muda", None, None, 2044),
        ("functional", "Ahli Madya", None, None, 2046),
        ("functional", "ahli utama", None, None, 2051),
        ("functional", "Terampil", None, None, 2044),
        ("functional", None, None, None, None),
        ("functional", None, "guru kelas", None, 2046),
        ("executive", None, None, 59, 2045),
    ],
)
def test_the_age_follows_kind_and_level(
    kind: str, level: str | None, subject: str | None, age: int | None, year: int | None
) -> None:
    post = {
        **job("x", "X", "x", subject, None),
        "kind": kind,
        "retirement_age": age,
    }
    row = {**person("A", "B", "x"), "birth_on": date(1986, 9, 26), "level": level}
    data = snapshot(jobs=[post], units=UNITS, people=[row])
    (found,) = duty(data, Law.load(), DAY)["retires_on"]
    assert found == (None if year is None else date(year, 10, 1))


def test_the_date_of_the_file_goes_before_the_computed_one() -> None:
    row = one(birth_on=date(1986, 9, 26), level="Muda", retires_on=date(2030, 1, 1))
    assert row["retires_on"] == date(2030, 1, 1)


@given(st.dates(date(1940, 1, 1), date(2005, 12, 31)), st.integers(50, 70))
def test_a_pension_starts_on_the_first_after_the_birthday(
    birth_on: date, age: int
) -> None:
    start = pension_start(birth_on, age)
    assert start.day == 1
    months = (start.year - birth_on.year) * 12 + start.month - birth_on.month
    assert months == age * 12 + 1


def test_a_head_of_school_sits_in_the_seat_of_the_head() -> None:
    head = {**person("A", "SD", "kelas"), "duties": ["head_of_school"]}
    data = snapshot(units=UNITS, people=[head, person("B", "SD", "kepala")])
    found = duty(data, Law.load(), DAY)
    assert found["job_id"].to_list() == ["kepala", "kepala"]
    assert found["counted"].to_list() == [True, True]


def test_a_head_without_a_seat_gives_no_hours_of_teaching() -> None:
    head = {**person("A", "SD", "kelas"), "duties": ["head_of_school"]}
    jobs = [job("kelas", "Guru Kelas", "guru-sd-kelas", "guru kelas", None)]
    data = snapshot(jobs=jobs, units=UNITS, people=[head])
    (row,) = duty(data, Law.load(), DAY).to_dicts()
    assert (row["job_id"], row["why"]) == ("kelas", "head_without_seat")
    assert (row["counted"], row["shown"]) == (False, True)


def test_who_is_lent_to_a_private_school_is_shown_and_not_counted() -> None:
    row = one(duties=["seconded_private_school"])
    assert (row["counted"], row["shown"], row["why"]) == (False, True, "seconded")


def test_the_rows_stand_in_the_order_of_the_file() -> None:
    people = [person(name, unit, "analis") for name, unit in ("ZB", "AB", "MB")]
    data = snapshot(units=UNITS, people=people)
    assert duty(data, Law.load(), DAY)["person_id"].to_list() == ["Z", "A", "M"]
