"""People of SIASN and Dapodik become rows of ours, or problems with a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from seimbang.intake.foreign import Converted, ForeignSheet, convert, crosswalk_frame
from seimbang.language import speaking
from seimbang.model.problem import Severity
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE

Made = Callable[..., ForeignSheet]
Regency = dict[str, pl.DataFrame]

TEACHER = {
    "JABATAN NAMA": "Guru Ahli Muda",
    "UNOR ID": "",
    "UNOR NAMA": "Dinas Pendidikan",
}
OTHER = {"NIP BARU": "198502022010011002", "PNS ID": "B2", "JENIS KELAMIN": "M"}
OTHER_BORN = OTHER | {"TANGGAL LAHIR": "02-02-1985", "NAMA": "Budi Contoh"}


def codes(converted: Converted) -> list[str]:
    return [p.code for p in converted.problems if p.severity is not Severity.NOTE]


def one(converted: Converted) -> dict[str, object]:
    assert len(converted.frames["people"]) == 1
    return converted.frames["people"].row(0, named=True)


def test_a_civil_servant_of_siasn_is_a_row(made: Made, regency: Regency) -> None:
    converted = convert([made("siasn", {})], regency)
    row = one(converted)
    known = {name: value for name, value in row.items() if value is not None}
    assert {
        "person_id": known["person_id"],
        "nip": "198001012005012001",
        "name": "Sari Contoh",
        "status": "pns",
        "sex": "female",
        "birth_on": date(1980, 1, 1),
        "grade": "III/c",
        "education": "40",
        "major": "S-1 KEPERAWATAN",
        "job_id": "perawat",
        "level": "Ahli Muda",
        "unit_id": "pkm",
        "pns_since": date(2006, 2, 1),
        "job_since": date(2015, 3, 1),
        "leave": "none",
    } == known
    assert converted.problems == ()
    assert [row.number for row in converted.origins["people"]] == [5]
    Snapshot(converted.frames)


def test_an_id_is_stable_and_not_the_nip(made: Made, regency: Regency) -> None:
    first = one(convert([made("siasn", {})], regency))["person_id"]
    again = made("siasn", {"NIP BARU": "198001012005012002", "PNS ID": " a1 "})
    assert first == one(convert([again], regency))["person_id"]
    assert str(first).startswith("S")
    assert len(str(first)) == 11
    other = made("siasn", {"PNS ID": "A2"})
    assert first != one(convert([other], regency))["person_id"]


def test_people_without_a_pns_id_are_numbered(made: Made, regency: Regency) -> None:
    own = regency | {
        "people": convert([made("siasn", {})], regency)
        .frames["people"]
        .with_columns(person_id=pl.lit("D0001"), nip=pl.lit("197001012000011001"))
    }
    sheet = made("siasn", {"PNS ID": ""} | TEACHER | {"JABATAN NAMA": "Perawat"})
    people = convert([sheet], own).frames["people"]
    assert people["person_id"].to_list() == ["D0001", "D0002"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"STATUS CPNS PNS": "C"}, "cpns"),
        ({"STATUS CPNS PNS": "PPPK"}, "pppk"),
        ({"KEDUDUKAN HUKUM NAMA": "PPPK Aktif"}, "pppk"),
        ({"JENIS PEGAWAI NAMA": "PPPK Paruh Waktu"}, "pppk_part_time"),
    ],
)
def test_status(
    change: dict[str, str], status: str, made: Made, regency: Regency
) -> None:
    assert status == one(convert([made("siasn", change)], regency))["status"]


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        ({"NIP BARU": 198001012005012001}, "nip_is_number", "B5"),
        ({"NIP BARU": 1.9800101200501200e17}, "nip_is_number", "B5"),
        ({"NIP BARU": "19800101200501200"}, "nip_malformed", "B5"),
        ({"STATUS CPNS PNS": "X"}, "status_unknown", "Z5"),
        ({"TMT JABATAN": "31-02-2015"}, "value_unreadable", "AS5"),
        ({"TANGGAL LAHIR": "02-01-1980"}, "nip_birth_mismatch", "I5"),
        ({"JENIS KELAMIN": "M"}, "nip_sex_mismatch", "J5"),
        ({"JENIS KELAMIN": "?"}, "sex_unknown", "J5"),
        ({"TMT PNS": "01-01-2004"}, "date_order", "AG5"),
        ({"TMT CPNS": "01-01-1979", "TMT PNS": ""}, "date_order", "AD5"),
        ({"GOL AKHIR NAMA": "V/x"}, "grade_unknown", "AK5"),
        (
            {"TINGKAT PENDIDIKAN ID": "", "TINGKAT PENDIDIKAN NAMA": "Kursus"},
            "education_unknown",
            "AU5",
        ),
        ({"KEDUDUKAN HUKUM NAMA": "Kepala Desa"}, "standing_unknown", "Y5"),
        ({"NAMA": " "}, "row_without_name", "D5"),
        ({"UNOR ID": "", "UNOR NAMA": "Korwil"}, "unit_unmatched", "BD5"),
        ({"UNOR ID": "", "UNOR NAMA": "Salah Sasaran"}, "unit_unmatched", "BD5"),
        ({"UNOR ID": "", "UNOR NAMA": ""}, "unit_unmatched", "BD5"),
        ({"JABATAN NAMA": "Juru Ketik"}, "job_unmatched", "AR5"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(
    change: dict[str, object], code: str, cell: str, made: Made, regency: Regency
) -> None:
    problems = convert([made("siasn", change)], regency).problems
    found = [p for p in problems if p.severity is not Severity.NOTE]
    assert [(code, cell, "siasn.xlsx")] == [(p.code, p.cell, p.file) for p in found]


def test_missing_days_are_unknown_and_counted(made: Made, regency: Regency) -> None:
    sheet = made("siasn", {"TMT JABATAN": "", "TMT PNS": None})
    converted = convert([sheet], regency)
    row = one(converted)
    assert (row["job_since"], row["pns_since"]) == (None, None)
    noted = {p.column for p in converted.problems if p.code == "values_missing"}
    assert {"TMT PNS", "TMT JABATAN"} == noted


def test_a_pppk_needs_no_day_as_pns(made: Made, regency: Regency) -> None:
    sheet = made("siasn", {"STATUS CPNS PNS": "PPPK", "TMT PNS": ""})
    assert convert([sheet], regency).problems == ()


def test_facts_that_siasn_does_not_hold_are_unknown(
    made: Made, regency: Regency
) -> None:
    sheet = made("siasn", {"KEDUDUKAN HUKUM NAMA": "", "TINGKAT PENDIDIKAN ID": ""})
    row = one(convert([sheet], regency))
    assert [row[n] for n in ("leave", "duties", "discipline", "education")] == [
        None
    ] * 4


def test_those_who_have_left_are_counted_only(made: Made, regency: Regency) -> None:
    sheet = made("siasn", {"KEDUDUKAN HUKUM NAMA": "Pensiun"}, {})
    converted = convert([sheet], regency)
    one(converted)
    assert [p.code for p in converted.problems] == ["left"]


def test_a_source_may_be_left_out_on_purpose(made: Made, regency: Regency) -> None:
    sheet = made("siasn", {"UNOR ID": "", "UNOR NAMA": "LUAR DAERAH"})
    converted = convert([sheet], regency)
    assert converted.frames["people"].is_empty()
    assert [p.code for p in converted.problems] == ["ignored"]


def test_a_teacher_lent_to_another_school_is_marked(
    made: Made, regency: Regency
) -> None:
    job = pl.DataFrame(
        {
            "kind": ["job"],
            "system": ["siasn"],
            "source": ["Guru"],
            "target_id": ["kelas"],
        }
    )
    frames = regency | {"crosswalk": pl.concat([regency["crosswalk"], job])}
    change = TEACHER | {"JENIS PEGAWAI NAMA": "PNS Daerah DPK pada Swasta"}
    row = one(convert([made("siasn", change)], frames))
    assert row["duties"] == ["seconded_private_school"]


def test_a_person_twice_is_an_error(made: Made, regency: Regency) -> None:
    converted = convert([made("siasn", {}, {})], regency)
    one(converted)
    assert codes(converted) == ["duplicate_person"]


OWN = TABLE["crosswalk"].schema().names()


def test_one_name_of_two_units_does_not_join(made: Made, regency: Regency) -> None:
    first = {"UNOR ID": "X1", "UNOR NAMA": "Dinas Pendidikan"}
    second = OTHER_BORN | {"UNOR ID": "X2", "UNOR NAMA": "DINAS PENDIDIKAN"}
    converted = convert([made("siasn", first, second)], regency)
    assert codes(converted) == ["unit_unmatched"] * 2
    rows = crosswalk_frame(converted.proposals).select(OWN).rows()
    assert [("unit", "siasn", code, "disdik") for code in ("X1", "X2")] == rows


def test_nearest_names_are_in_the_problem(made: Made, regency: Regency) -> None:
    change = {"UNOR ID": "", "UNOR NAMA": "PKM CONTOH"}
    problem = convert([made("siasn", change)], regency).problems[0]
    with speaking("en"):
        assert "pkm Puskesmas Contoh (100)" in str(problem.todo)
        assert str(problem.found) == "“PKM CONTOH” (1 people)"


def test_a_confirmed_proposal_joins(made: Made, regency: Regency) -> None:
    sheet = made("siasn", {"UNOR ID": "", "UNOR NAMA": "PKM CONTOH"})
    proposed = crosswalk_frame(convert([sheet], regency).proposals).select(OWN)
    frames = regency | {"crosswalk": pl.concat([regency["crosswalk"], proposed])}
    assert one(convert([sheet], frames))["unit_id"] == "pkm"


def test_a_teacher_of_dapodik_is_a_row(made: Made, regency: Regency) -> None:
    change = {"Tugas Tambahan": "Bendahara BOS; Operator, Bendahara"}
    row = one(convert([made("dapodik_teachers", change)], regency))
    known = {name: value for name, value in row.items() if value is not None}
    assert {
        "person_id": "D0001",
        "nip": "198001012005012001",
        "name": "Sari Contoh",
        "status": "pns",
        "sex": "female",
        "birth_on": date(1980, 1, 1),
        "grade": "III/c",
        "job_id": "kelas",
        "unit_id": "10590001",
        "pns_since": date(2006, 2, 1),
        "home_place_id": "15.04.01.2006",
        "home_latitude": -1.6,
        "home_longitude": 103.2,
        "duties": ["treasurer", "dapodik_operator"],
    } == known


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        ({"Tugas Tambahan": "Penyair"}, "duty_unknown", "U5"),
        ({"Lintang": "103.2", "Bujur": "-1.6"}, "coordinates_wrong", "AW5"),
        ({"Lintang": "-1.6", "Bujur": ""}, "coordinates_wrong", "AW5"),
        ({"Lintang": "1°36'"}, "value_unreadable", "AW5"),
        ({"NUPTK": 1111222233334440.0}, "nuptk_is_number", "C5"),
        ({"NIP Suami/Istri": 198001012005012001}, "nip_is_number", "AF5"),
        ({"Tanggal CPNS": "2007-01-01"}, "date_order", "AH5"),
        ({"Status Kepegawaian": "Relawan"}, "status_unknown", "H5"),
        ({"Kecamatan": "Kec. Lain"}, "home_unmatched", None),
        ({"Desa/Kelurahan": "Aro", "Kecamatan": ""}, "home_unmatched", None),
        ({"Jenis PTK": "Penjaga Sekolah"}, "job_unmatched", "I5"),
    ],
)
def test_what_is_wrong_in_dapodik_is_told(
    change: dict[str, object], code: str, cell: str, made: Made, regency: Regency
) -> None:
    problems = convert([made("dapodik_teachers", change)], regency).problems
    found = [p for p in problems if p.severity is not Severity.NOTE]
    assert (code, cell) in [(p.code, p.cell) for p in found]


def test_homes_are_found_within_their_district(made: Made, regency: Regency) -> None:
    homes = {
        ("Kel. Aro", "Kecamatan Mersam"): "15.04.01.1001",
        ("Desa ARO", "Muara Bulian"): "15.04.03.2013",
        ("Mersam", ""): "15.04.01.2006",
    }
    for (village, district), expected in homes.items():
        change = {"Desa/Kelurahan": village, "Kecamatan": district, "Lintang": ""}
        row = one(convert([made("dapodik_teachers", change | {"Bujur": ""})], regency))
        assert expected == row["home_place_id"]
    blank = {"Desa/Kelurahan": "", "Kecamatan": ""}
    row = one(convert([made("dapodik_teachers", blank)], regency))
    assert row["home_place_id"] is None


def test_a_school_is_named_in_the_row_or_above(made: Made, regency: Regency) -> None:
    names = [*made("dapodik_teachers").match.kind.headings, "NPSN"]
    sheet = made(
        "dapodik_teachers",
        {"NPSN": 10590002.0, "Jenis PTK": "Guru Kelas"},
        titles=(),
        headings=names,
    )
    converted = convert([sheet], regency)
    with speaking("en"):
        assert str(converted.problems[-1].found) == "“Guru Kelas SMP” (1 people)"
    nowhere = convert([made("dapodik_teachers", {}, titles=("Daftar",))], regency)
    assert {"unit_unmatched", "job_unmatched"} == set(codes(nowhere))


def test_a_couple_is_joined(made: Made, regency: Regency) -> None:
    wife = {"NIP Suami/Istri": "198502022010011002"}
    husband = {
        "NIP": "198502022010011002",
        "NUPTK": "1",
        "Nama": "Budi Contoh",
        "JK": "L",
        "Tanggal Lahir": "1985-02-02",
        "TMT PNS": "2011-02-01",
        "NIP Suami/Istri": "197001012000011001",
    }
    people = convert([made("dapodik_teachers", wife, husband)], regency).frames[
        "people"
    ]
    by_name = {row["name"]: row for row in people.to_dicts()}
    wife_row, husband_row = by_name["Sari Contoh"], by_name["Budi Contoh"]
    assert wife_row["spouse_id"] == husband_row["person_id"]
    assert husband_row["spouse_id"] is None


def test_two_systems_make_one_person(made: Made, regency: Regency) -> None:
    sheets = [made("siasn", TEACHER), made("dapodik_teachers", {})]
    converted = convert(sheets, regency)
    row = one(converted)
    assert (row["unit_id"], row["job_id"]) == ("10590001", "kelas")
    assert (
        row["education"],
        row["home_place_id"],
        row["duties"],
    ) == ("40", "15.04.01.2006", [])
    assert [p.code for p in converted.problems] == ["school_inside_agency"]


def test_what_siasn_does_not_know_comes_from_dapodik(
    made: Made, regency: Regency
) -> None:
    change = TEACHER | {"TMT PNS": "", "GOL AKHIR NAMA": ""}
    row = one(convert([made("siasn", change), made("dapodik_teachers", {})], regency))
    assert (date(2006, 2, 1), "III/c") == (row["pns_since"], row["grade"])


def test_differences_are_told_and_siasn_wins(made: Made, regency: Regency) -> None:
    change = {
        "Pangkat Golongan": "III/d",
        "TMT PNS": "2007-02-01",
        "Nama": "Orang Lain",
        "Status Kepegawaian": "CPNS",
    }
    sheets = [made("siasn", TEACHER), made("dapodik_teachers", change)]
    converted = convert(sheets, regency)
    row = one(converted)
    assert ("III/c", date(2006, 2, 1), "Sari Contoh", "pns") == (
        row["grade"],
        row["pns_since"],
        row["name"],
        row["status"],
    )
    told = {p.column for p in converted.problems if p.code == "sources_differ"}
    assert set(change) == told


def test_another_unit_and_job_are_told(made: Made, regency: Regency) -> None:
    converted = convert([made("siasn", {}), made("dapodik_teachers", {})], regency)
    row = one(converted)
    assert (row["unit_id"], row["job_id"]) == ("pkm", "perawat")
    assert codes(converted) == ["unit_differs"]


def test_another_job_at_the_same_unit_is_told(made: Made, regency: Regency) -> None:
    change = {"UNOR ID": "10590001", "JABATAN NAMA": "Perawat"}
    sheets = [made("siasn", change), made("dapodik_teachers", {})]
    converted = convert(sheets, regency)
    assert one(converted)["job_id"] == "perawat"
    assert codes(converted) == ["job_differs"]


def test_an_unmatched_unit_is_a_warning_when_the_other_system_knows(
    made: Made, regency: Regency
) -> None:
    change = TEACHER | {"UNOR NAMA": "Korwil"}
    converted = convert([made("siasn", change), made("dapodik_teachers", {})], regency)
    assert one(converted)["unit_id"] == "10590001"
    told = [(p.severity, p.code) for p in converted.problems]
    assert told == [(Severity.WARNING, "unit_unmatched")]


@pytest.mark.parametrize(
    ("status", "severity"),
    [("PNS", Severity.ERROR), ("Guru Honor Sekolah", Severity.WARNING)],
)
def test_a_likeness_is_told_and_never_joined(
    status: str, severity: Severity, made: Made, regency: Regency
) -> None:
    change = {"NIP": "", "Nama": "sari  contoh", "Status Kepegawaian": status}
    converted = convert([made("siasn", {}), made("dapodik_teachers", change)], regency)
    assert len(converted.frames["people"]) == 2
    told = [p.severity for p in converted.problems if p.code == "same_person_maybe"]
    assert [severity] == told


def test_people_only_in_dapodik_are_told(made: Made, regency: Regency) -> None:
    sheets = [made("siasn", OTHER_BORN), made("dapodik_teachers", {})]
    converted = convert(sheets, regency)
    assert len(converted.frames["people"]) == 2
    assert codes(converted) == ["only_in_dapodik"]


def test_our_own_row_of_a_person_wins(made: Made, regency: Regency) -> None:
    own = convert([made("siasn", {})], regency).frames["people"]
    own = own.with_columns(person_id=pl.lit("P1"), unit_id=pl.lit("disdik"))
    converted = convert([made("siasn", {})], regency | {"people": own})
    assert own.equals(converted.frames["people"])
    assert [p.code for p in converted.problems] == ["own_row_kept"]


def test_a_sheet_without_a_needed_column_is_refused(
    made: Made, regency: Regency
) -> None:
    names = [name for name in made("siasn").match.kind.headings if name != "NIP BARU"]
    converted = convert([made("siasn", {}, headings=names[1:])], regency)
    assert converted.frames["people"].is_empty()
    told = {p.column: (p.severity, p.code) for p in converted.problems}
    assert told == {
        "NIP BARU": (Severity.ERROR, "column_needed"),
        "PNS ID": (Severity.WARNING, "columns_missing"),
    }


def test_extra_columns_and_trimming_are_noted(made: Made, regency: Regency) -> None:
    names = [*made("siasn").match.kind.headings, "Catatan"]
    sheet = made("siasn", {"NAMA": " Sari  Contoh"}, headings=names)
    converted = convert([sheet], regency)
    assert one(converted)["name"] == "Sari Contoh"
    told = [(p.severity, p.code) for p in converted.problems]
    assert told == [(Severity.NOTE, "columns_extra"), (Severity.NOTE, "trimmed")]


def test_nothing_gives_nothing() -> None:
    converted = convert([], {})
    assert converted.frames["people"].is_empty()
    assert converted.problems == ()
    assert converted.proposals == {}
