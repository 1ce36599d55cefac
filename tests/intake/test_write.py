"""The files we write: texts stay texts, the same frames give the same bytes."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from seimbang.intake import read, write_workbook
from seimbang.intake.words import ratio_word
from tests.intake.small import frames

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "'=1", '=HYPERLINK("http://x")']


def _with_names(names: list[str]) -> dict[str, list[dict[str, str]]]:
    return {
        "units": [
            {"unit_id": f"U{at}", "name": name, "kind": "sd", "district_id": "99.01.01"}
            for at, name in enumerate(names, start=1)
        ]
    }


def test_texts_like_formulas_stay_texts(tmp_path: Path) -> None:
    """Case 15, seen by another reader."""
    path = tmp_path / "data.xlsx"
    write_workbook(frames(**_with_names(FORMULAS)), path)
    sheet = openpyxl.load_workbook(path)["Unit"]
    cells = [sheet.cell(row, 2) for row in range(2, 2 + len(FORMULAS))]
    assert [cell.data_type for cell in cells] == ["s"] * len(FORMULAS)
    assert [cell.value for cell in cells] == FORMULAS


def test_csv_cells_like_formulas_get_a_mark_and_lose_it_again(tmp_path: Path) -> None:
    write_workbook(frames(**_with_names(FORMULAS)), tmp_path / "data")
    with (tmp_path / "data" / "Unit.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        names = [row[1] for row in csv.reader(file)][1:]
    assert names == ["'" + name for name in FORMULAS]
    intake = read([tmp_path / "data"])
    assert intake.snapshot is not None
    assert intake.snapshot["units"]["name"].to_list() == FORMULAS


def test_a_nip_is_written_as_text(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "data.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "data.xlsx")["Pegawai"]["B2"]
    assert (cell.value, cell.data_type) == ("198609262015051001", "s")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_same_tables_give_the_same_bytes(tmp_path: Path, kind: str) -> None:
    found = []
    for turn in ("a", "b"):
        target = tmp_path / (f"{turn}.xlsx" if kind == "xlsx" else turn)
        write_workbook(frames(), target)
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        found.append([file.read_bytes() for file in files])
    assert found[0] == found[1]


def test_a_snapshot_is_written_like_its_frames(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "a.xlsx")
    intake = read([tmp_path / "a.xlsx"])
    assert intake.snapshot is not None
    write_workbook(intake.snapshot, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("numerator", "denominator", "word"),
    [
        (11, 4, 2.75),
        (6, 3, 2),
        (1, 3, "1/3"),
        (1, 1_000_000, 0.000001),
        (1, 10_000_000, "1/10000000"),
        (10**15 + 1, 1, f"{10**15 + 1}/1"),
        (10**12 + 1, 1000, 1_000_000_000.001),
        (None, None, None),
    ],
)
def test_ratios_are_numbers_only_when_exact(
    numerator: int | None, denominator: int | None, word: object
) -> None:
    assert word == ratio_word(numerator, denominator)
