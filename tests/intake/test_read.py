"""Good files: every form of them gives the same tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from seimbang.intake import Limits, read, write_workbook
from seimbang.model.tables import TABLE
from tests.intake.small import CELLS, book, codes, frames, one, people, read_book, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.xlsx"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
def test_what_is_written_is_read(tmp_path: Path, kind: str) -> None:
    target = tmp_path / ("data.xlsx" if kind == "xlsx" else "data")
    write_workbook(frames(), target, kind)
    intake = read([target])
    assert intake.problems == ()
    assert intake.snapshot is not None
    for name, frame in frames().items():
        assert frame.equals(intake.snapshot[name]), name
    assert intake.snapshot.institution == "Kabupaten Rekaan"
    assert intake.snapshot.taken == date(2026, 1, 1)
    assert len(intake.snapshot.checksum) == 64


def test_tables_of_several_files_are_united(tmp_path: Path, path: Path) -> None:
    book(path)
    more = frames(people=[frames()["people"].row(0, named=True) | {"person_id": "P3",
                  "nip": None, "status": "non_asn"}])  # fmt: skip
    write_workbook({"people": more["people"]}, tmp_path / "more")
    intake = read([path, tmp_path / "more"])
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["person_id"].to_list() == ["P1", "P2", "P3"]


def test_the_checksum_is_of_the_contents_not_of_names_or_order(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "one")
    first = read([tmp_path / "one"])
    (tmp_path / "one" / "Unit.csv").rename(tmp_path / "Unit.csv")
    second = read([tmp_path / "Unit.csv", tmp_path / "one"])
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert first.snapshot.checksum == second.snapshot.checksum


def test_columns_may_come_in_any_order(path: Path) -> None:
    turned = [list(reversed(row)) for row in CELLS["Pegawai"]]
    intake = read_book(path, {"Pegawai": turned})
    assert codes(intake) == []
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["name"].to_list() == ["Ani", "Budi"]


def test_the_heading_may_stand_below_a_title(path: Path) -> None:
    titled = [["DAFTAR PEGAWAI"], [None], *CELLS["Pegawai"]]
    assert codes(read_book(path, {"Pegawai": titled})) == []


def test_example_rows_and_blank_rows_are_passed_over(path: Path) -> None:
    example = ["CONTOH P0001", None, "Nama", "PNS", "guru-kelas", "tidak ada"]
    rows = [CELLS["Pegawai"][0], example, [None], *CELLS["Pegawai"][1:]]
    intake = read_book(path, {"Pegawai": rows})
    assert codes(intake) == []
    assert intake.snapshot is not None
    assert intake.snapshot["people"].height == 2


def test_columns_of_notes_are_kept_unread(path: Path) -> None:
    rows = [[*row, word] for row, word in zip(
        CELLS["Pegawai"], ("Catatan kami", "x", None), strict=True)]  # fmt: skip
    assert codes(read_book(path, {"Pegawai": rows}), None) == []


def test_days_come_as_cells_or_in_three_spellings(path: Path) -> None:
    spelt = (date(2021, 3, 1), "01-03-2021", "01/03/2021", "2021-03-01")
    intake = read_book(path, people(["TMT jabatan"], *([day] for day in spelt)))
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["job_since"].to_list() == [date(2021, 3, 1)] * 4


def test_the_calendar_of_1904_is_honoured(path: Path) -> None:
    rows = people(["TMT jabatan"], [date(2021, 3, 1)])
    intake = read([book(path, rows, date_1904=True)])
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["job_since"].to_list() == [date(2021, 3, 1)]


def test_last_days_are_inclusive_in_files_and_exclusive_inside(path: Path) -> None:
    intake = read_book(path, people(["Akhir kontrak"], ["31-12-2026"]))
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["contract_until"].to_list() == [date(2027, 1, 1)]


def test_numbers_stay_exact(path: Path) -> None:
    spelt: list[tuple[object, int, int]] = [
        (2.75, 11, 4), ("2,75", 11, 4), ("2.75", 11, 4), ("1/3", 1, 3), (0.1, 1, 10),
        (3, 3, 1), (1e-05, 1, 100_000), (1.125, 9, 8), ("-1,5", -3, 2),
    ]  # fmt: skip
    jobs = [["Kode jabatan", "Nama jabatan", "Jenis jabatan", "Rumpun"]]
    jobs += [[f"J{at}", "J", "Pelaksana", "J"] for at in range(len(spelt))]
    needs = [["Kode unit", "Kode jabatan", "Kebutuhan", "Sumber"]]
    needs += [["U1", f"J{at}", cell, "s"] for at, (cell, _n, _d) in enumerate(spelt)]
    more = {"Jabatan": CELLS["Jabatan"] + jobs[1:], "Kebutuhan ditetapkan": needs}
    intake = read_book(path, more)
    assert codes(intake) == ["out_of_range"]  # -1,5 people
    needs[-1][2] = 0
    intake = read_book(path, more)
    assert intake.snapshot is not None
    frame = intake.snapshot["needs"]
    pairs = list(zip(frame["need_num"], frame["need_den"], strict=True))
    assert pairs == [(n, d) for _cell, n, d in spelt[:-1]] + [(0, 1)]


def test_harmless_marks_are_taken_off_and_told(path: Path) -> None:
    rows = [list(row) for row in CELLS["Pegawai"]]
    rows[1][1] = "\u00a0'198609262015051001 "
    rows[1][2] = "  Ani\u00a0Putri "
    rows[1][5] = "Ｕ1"
    intake = read_book(path, {"Pegawai": rows})
    assert codes(intake) == []
    assert codes(intake, None) == ["trimmed"] * 3
    assert intake.snapshot is not None
    person = intake.snapshot["people"].row(0, named=True)
    assert person["nip"] == "198609262015051001"
    assert (person["name"], person["unit_id"]) == ("Ani Putri", "U1")


def test_a_list_may_be_known_to_be_empty(path: Path) -> None:
    rows = people(["Tugas tambahan"], ["-"], [None], ["bendahara; Guru Piket"])
    intake = read_book(path, rows)
    assert intake.snapshot is not None
    duties = intake.snapshot["people"]["duties"].to_list()
    assert duties == [[], None, ["treasurer", "duty_teacher"]]


def test_people_may_be_counted_instead_of_named(path: Path) -> None:
    counts = [["Kode unit", "Kode jabatan", "Status", "Jumlah"],
              ["U1", "guru-kelas", "PNS", 3]]  # fmt: skip
    more = {"Jumlah pegawai": counts, "Pegawai": CELLS["Pegawai"][:1]}
    intake = read_book(path, more)
    assert codes(intake, None) == []
    assert intake.snapshot is not None
    assert intake.snapshot.head_count_mode


def test_numbers_under_texts_are_words(path: Path) -> None:
    intake = read_book(path, people(["Jurusan"], [5], [True]))
    assert intake.snapshot is not None
    assert intake.snapshot["people"]["major"].to_list() == ["5", "TRUE"]


def test_a_csv_of_semicolons_is_read(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "data")
    jobs = tmp_path / "data" / "Jabatan.csv"
    jobs.write_text(
        "Kode jabatan;Nama jabatan;Jenis jabatan;Rumpun\n"
        "guru-kelas;Guru, kelas;jabatan fungsional;guru-sd\n"
        "guru-pjok;Guru PJOK;Jabatan fungsional\n",
        encoding="utf-8",
    )
    intake = read([tmp_path / "data"])
    problem = one(intake, "required")
    assert (problem.file, problem.cell, problem.column) == (
        "Jabatan.csv",
        "D3",
        "Rumpun",
    )


def test_a_sheet_that_is_none_of_ours_is_told(path: Path) -> None:
    intake = read_book(path, {"Sampah": [["x"], [1]], "Petunjuk": [["kata"]]})
    assert codes(intake, None) == ["sheet_ignored"]
    assert intake.snapshot is not None


def test_a_sheet_nearly_named_as_ours_is_an_error(path: Path) -> None:
    intake = read_book(path, {"Keinginann": [["x"], [1]]})
    assert "Keinginan" in said(one(intake, "sheet_misnamed"))


def test_the_same_file_gives_the_same_verdicts_each_time(path: Path) -> None:
    book(path, people(["NIP"], [1.98e17], ["123"]))
    assert read([path]).problems == read([path]).problems


def test_more_faults_than_the_limit_are_counted(path: Path) -> None:
    rows = people(["TMT jabatan"], *[["besok"]] * 8)
    intake = read([book(path, rows)], limits=Limits(problems=5))
    faults = [p for p in intake.problems if p.code == "not_a_date"]
    assert len(faults) == 6
    assert "3 more" in said(faults[-1])


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    missing = tmp_path / "tidak.xlsx"
    intake = read([missing, tmp_path / "kosong", tmp_path / "a.pdf"])
    assert codes(intake) == ["no_file", "no_data", "wrong_suffix"]


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "data")
    intake = read([tmp_path / "data"], limits=Limits(files=2))
    assert codes(intake) == ["too_many_files"]


def test_parquet_of_another_shape_is_refused(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path, "parquet")
    pl.DataFrame({"unit_id": ["U1"]}).write_parquet(tmp_path / "Unit.parquet")
    pl.DataFrame({"x": [1]}).write_parquet(tmp_path / "Lain.parquet")
    intake = read([tmp_path])
    assert "kind String" in said(one(intake, "parquet_schema"))
    assert one(intake, "sheet_ignored").file == "Lain.parquet"


def test_parquet_values_are_checked_like_cells(tmp_path: Path) -> None:
    needs = [{"unit_id": "U1", "job_id": "guru-kelas", "need_num": 1, "need_den": 0,
              "source": "s"},
             {"unit_id": "U2", "job_id": "guru-kelas", "need_num": -1, "need_den": 1,
              "source": "s"}]  # fmt: skip
    people = [{"person_id": "P1", "name": None, "status": "pns", "job_id": "guru-kelas",
               "unit_id": "U1", "nip": "123", "duties": ["nothing"],
               "absence_days": 400, "sex": "x"}]  # fmt: skip
    write_workbook(frames(needs=needs, people=people), tmp_path, "parquet")
    assert sorted(codes(read([tmp_path]))) == [
        "nip_digits", "not_a_choice", "not_a_choice", "not_a_ratio", "out_of_range",
        "out_of_range", "required",
    ]  # fmt: skip


def test_an_unknown_kind_of_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Expected a kind"):
        write_workbook(frames(), tmp_path, "ods")
    with pytest.raises(ValueError, match="columns"):
        Limits(columns=5)
    with pytest.raises(ValueError, match=">= 1"):
        Limits(rows=0)


def test_tables_keep_their_schema_when_columns_are_missing(path: Path) -> None:
    intake = read_book(path)
    assert intake.snapshot is not None
    assert intake.snapshot["people"].schema == TABLE["people"].schema()


@pytest.mark.parametrize(
    ("sheet", "column", "cell"), [("Unit", 0, "A2"), ("Jabatan", 0, "A2"),
                                  ("Pegawai", 0, "A2"), ("Pegawai", 5, "F2")],
)  # fmt: skip
def test_codes_that_a_plan_joins_may_not_hold_its_mark(
    tmp_path: Path, sheet: str, column: int, cell: str
) -> None:
    rows = [list(row) for row in CELLS[sheet]]
    rows[1][column] = "A|B"
    intake = read_book(tmp_path / "bar.xlsx", {sheet: rows})
    problem = one(intake, "code_holds_bar")
    assert (problem.sheet, problem.cell) == (sheet, cell)
    assert "“A|B” holds the mark |" in said(problem)


def test_other_codes_may_hold_it(tmp_path: Path) -> None:
    rows = people(["Nomor rekomendasi"], ["1|2026"])
    assert codes(read_book(tmp_path / "r.xlsx", rows)) == []
