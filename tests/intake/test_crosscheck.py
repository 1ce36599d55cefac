"""What rows and tables say against each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seimbang.intake import Intake, read, write_workbook
from seimbang.intake.crosscheck import too_old
from seimbang.model.problem import Severity
from tests.intake.small import CELLS, ROWS, codes, frames, one, people, read_book, said


def check(tmp_path: Path, **more: list[dict[str, Any]]) -> Intake:
    """Return what reading the regency with ``more`` finds."""
    write_workbook(frames(**more), tmp_path / "data.xlsx")
    return read([tmp_path / "data.xlsx"])


def _person(**facts: Any) -> list[dict[str, Any]]:
    first, second = ROWS["people"]
    return [first | facts, second]


def test_wishes_must_have_a_target_of_their_kind(tmp_path: Path) -> None:
    wishes = [
        {"person_id": "P1", "rank": 1, "kind": "unit", "target_id": "U2"},
        {"person_id": "P1", "rank": 2, "kind": "district", "target_id": "99.01.01"},
        {"person_id": "P1", "rank": 3, "kind": "unit", "target_id": "99.01.01"},
        {
            "person_id": "P2",
            "rank": 1,
            "kind": "district",
            "target_id": "99.01.01.2001",
        },
        {"person_id": "P9", "rank": 1, "kind": "unit", "target_id": "U1"},
    ]
    intake = check(tmp_path, wishes=wishes)
    found = [(problem.code, problem.cell) for problem in intake.problems]
    assert sorted(found) == [
        ("unknown_reference", "A6"),
        ("unknown_reference", "D4"),
        ("unknown_reference", "D5"),
    ]


def test_coordinates_are_both_there_or_none(tmp_path: Path) -> None:
    units = [unit | {"latitude": -1.7} for unit in ROWS["units"]]
    units[0]["longitude"] = 103.2
    assert one(check(tmp_path, units=units), "half_coordinate").cell == "G3"


def test_periods_do_not_end_before_they_begin(tmp_path: Path) -> None:
    waiver = {"person_id": "P1", "rule": "R1", "basis": "x", "since": date(2026, 1, 2)}
    ended = waiver | {"until": date(2026, 1, 2)}  # exclusive: its last day is the first
    good = waiver | {"rule": "R2", "until": date(2026, 1, 3)}
    problem = one(check(tmp_path, waivers=[ended, good]), "period_order")
    assert problem.cell == "D2"
    assert "2026-01-02 – 2026-01-01" in said(problem)


def test_places_are_of_their_kind(tmp_path: Path) -> None:
    units = [ROWS["units"][0] | {"district_id": "99.01.01.2001"},
             ROWS["units"][1] | {"village_id": "99.01.01"}]  # fmt: skip
    intake = check(tmp_path, units=units)
    assert codes(intake) == ["place_kind", "place_kind"]
    assert "kecamatan" in said(intake.problems[0])


def test_grades_belong_to_the_kind_of_school(tmp_path: Path) -> None:
    units = [ROWS["units"][0], ROWS["units"][1] | {"kind": "smp"}]
    classes = [
        {"unit_id": "U1", "grade": 6}, {"unit_id": "U1", "grade": 7},
        {"unit_id": "U2", "grade": 7}, {"unit_id": "U2", "grade": 6},
    ]  # fmt: skip
    intake = check(tmp_path, units=units, classes=classes)
    assert [problem.cell for problem in intake.problems] == ["B3", "B5"]
    assert codes(intake) == ["grade_of_school"] * 2


def test_a_minimum_above_the_establishment_is_a_warning(tmp_path: Path) -> None:
    position = {"unit_id": "U1", "job_id": "guru-kelas"}
    positions = [position | {"establishment": 2, "minimum": 3}]
    intake = check(tmp_path, positions=positions)
    assert codes(intake, Severity.WARNING) == ["minimum_above_establishment"]
    assert intake.snapshot is not None


def test_the_crosswalk_leads_to_what_is_there(tmp_path: Path) -> None:
    entry = {"system": "siasn", "source": "SDN Satu"}
    crosswalk = [
        entry | {"kind": "unit", "target_id": "U1"},
        entry | {"kind": "job", "target_id": "guru-kelas"},
        entry | {"kind": "job", "target_id": "abaikan", "source": "x"},
        entry | {"kind": "job", "target_id": "U1", "source": "y"},
    ]
    intake = check(tmp_path, crosswalk=crosswalk)
    assert one(intake, "unknown_reference").cell == "D5"


def test_travel_is_between_known_places(tmp_path: Path) -> None:
    travel = [{"from_id": "99.01.01", "to_id": "U1", "minutes": 10},
              {"from_id": "U1", "to_id": "U9", "minutes": 10}]  # fmt: skip
    assert one(check(tmp_path, travel=travel), "unknown_reference").cell == "B3"


def test_a_missing_sheet_is_told_once(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "data.xlsx", {"Jabatan": CELLS["Jabatan"][:1]})
    problem = one(intake, "sheet_absent")
    assert "2 rows name something of the sheet “Jabatan”" in said(problem)
    assert intake.snapshot is None


def test_without_the_places_their_codes_serve(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "data.xlsx", {"Wilayah": CELLS["Wilayah"][:1]})
    assert codes(intake, Severity.WARNING) == ["places_absent"]
    assert "2 rows name something of the sheet “Wilayah”" in said(
        one(intake, "places_absent")
    )
    assert intake.snapshot is not None
    assert intake.snapshot["units"]["district_id"].null_count() == 0


def test_many_unknown_words_are_told_without_searching_for_each(tmp_path: Path) -> None:
    rows = [CELLS["Pegawai"][0]]
    rows += [[f"P{n}", None, "A", "Non-ASN", "guru-kelas", f"X{n}"] for n in range(30)]
    intake = read_book(tmp_path / "data.xlsx", {"Pegawai": rows})
    assert codes(intake) == ["unknown_reference"] * 30


def test_a_nip_that_other_columns_contradict_is_a_warning(tmp_path: Path) -> None:
    odd = _person(birth_on=date(1986, 9, 27), sex="female", status="pppk")
    intake = check(tmp_path, people=odd)
    assert codes(intake, Severity.WARNING) == [
        "nip_birth", "nip_sex_differs", "nip_status",
    ]  # fmt: skip
    assert intake.snapshot is not None
    contract = _person(nip="198609262024211001")
    assert codes(check(tmp_path, people=contract), None) == ["nip_status"]
    fine = _person(birth_on=date(1986, 9, 26), sex="male")
    assert codes(check(tmp_path, people=fine), None) == []


def test_a_civil_servant_without_nip_is_a_warning(tmp_path: Path) -> None:
    intake = check(tmp_path, people=_person(nip=None))
    assert one(intake, "nip_missing").severity is Severity.WARNING


def test_spouses_name_each_other(tmp_path: Path) -> None:
    first, second = ROWS["people"]
    both = [first | {"spouse_id": "P2"}, second | {"spouse_id": "P1"}]
    assert codes(check(tmp_path, people=both), None) == []
    half = [first | {"spouse_id": "P2"}, second]
    assert codes(check(tmp_path, people=half), None) == ["spouse_one_sided"]
    own = [first | {"spouse_id": "P1"}, second]
    assert codes(check(tmp_path, people=own), None) == ["spouse_self"]


def test_service_before_the_age_of_fifteen_is_a_warning(tmp_path: Path) -> None:
    young = _person(birth_on=date(1986, 9, 26), job_since=date(2001, 9, 25))
    assert codes(check(tmp_path, people=young), None) == ["too_young"]
    older = _person(birth_on=date(1986, 9, 26), job_since=date(2001, 9, 26))
    assert codes(check(tmp_path, people=older), None) == []


def test_named_and_counted_people_are_told(tmp_path: Path) -> None:
    count = {"unit_id": "U1", "job_id": "guru-kelas", "status": "pns", "number": 2}
    intake = check(tmp_path, headcounts=[count])
    assert codes(intake, None) == ["named_and_counted"]
    assert codes(check(tmp_path, people=[]), None) == ["nobody"]


def test_the_day_of_the_data_must_be_a_day(tmp_path: Path) -> None:
    info = [{"key": "tanggal_data", "value": "kemarin"}]
    assert codes(check(tmp_path, info=info)) == ["not_a_date"]
    assert codes(check(tmp_path, info=[]), None) == ["no_day_of_data"]


def test_a_key_with_parts_unknown_is_still_a_key(tmp_path: Path) -> None:
    lesson = {"subject": "ipa", "grade": 7, "hours": 5, "source": "x"}
    intake = check(tmp_path, lesson_hours=[lesson, lesson, lesson | {"grade": 8}])
    problem = one(intake, "duplicate_key")
    assert problem.cell == "B3"
    assert "“– · ipa · 7”" in said(problem)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 4, 1), None),
        (date(2026, 4, 2), "snapshot_old"),
        (date(2025, 12, 31), "snapshot_later"),
    ],
)
def test_data_of_another_time_are_told(day: date, code: str | None) -> None:
    """Case 17."""
    problems = too_old(date(2026, 1, 1), day, "data.xlsx")
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert too_old(None, day, "data.xlsx") == []


def test_the_verdict_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    """Case 16: the same rows in another order are the same data."""
    forward = check(tmp_path, people=_person(nip=None))
    backward = check(tmp_path, people=_person(nip=None)[::-1])
    assert codes(forward, None) == codes(backward, None)


def test_faults_of_ranges_and_choices_are_told(tmp_path: Path) -> None:
    header = ["Hari tidak hadir setahun", "Jenis kelamin", "Tugas tambahan",
              "Lintang rumah", "Bujur rumah"]  # fmt: skip
    rows = people(header, [400, "pria", "bendahara; raja", "1°42'", 103])
    intake = read_book(tmp_path / "data.xlsx", rows)
    assert sorted(codes(intake)) == [
        "half_coordinate",
        "not_a_choice",
        "not_a_choice",
        "not_a_coordinate",
        "out_of_range",
    ]
    choice = next(p for p in intake.problems if p.column == "Jenis kelamin")
    assert "one of: L, P" in said(choice)


def test_ids_with_faults_do_not_stop_the_search_for_the_nearest(tmp_path: Path) -> None:
    rows = [list(row) for row in CELLS["Unit"]]
    rows[1][0] = 7
    intake = read_book(tmp_path / "u.xlsx", {"Unit": rows})
    assert codes(intake) == ["code_is_number", "unknown_reference"]
    rows[2][0] = 8
    intake = read_book(tmp_path / "v.xlsx", {"Unit": rows})
    assert codes(intake) == ["code_is_number"] * 2


WORK = {"unit_id": "U1", "job_id": "guru-kelas", "volume_num": 6, "volume_den": 1}
NORM = {"time_norm_num": 5, "time_norm_den": 1}
ABLE = {"capacity_num": 3, "capacity_den": 1}
EACH = {"persons_per_tool_num": 2, "persons_per_tool_den": 1}


@pytest.mark.parametrize(
    ("approach", "facts", "found"),
    [
        ("tasks", NORM | {"period": "day"}, []),
        ("tasks", NORM, ["task_incomplete"]),
        ("tasks", {"period": "day"}, ["task_incomplete"]),
        ("results", ABLE, []),
        ("objects", {}, ["task_incomplete"]),
        ("tools", {}, ["task_incomplete"]),
        ("tools", EACH, []),
        ("tools", ABLE | EACH, ["two_tool_ratios"]),
    ],
)
def test_a_task_has_what_its_approach_needs_and_says_nothing_twice(
    tmp_path: Path, approach: str, facts: dict[str, Any], found: list[str]
) -> None:
    work = WORK | {"task": "Surat", "approach": approach} | facts
    intake = check(tmp_path, tasks=[work])
    assert codes(intake, None) == found
    assert (intake.snapshot is None) == ("two_tool_ratios" in found)
