"""`seimbang check`: what it prints, and with which exit code it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from tests.intake.small import book, people


def run(*arguments: str | Path) -> Result:
    """Run the command in English."""
    return CliRunner().invoke(cli, ["--lang", "en", "check", *map(str, arguments)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return book(tmp_path / "good.xlsx")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    rows = [["198609262015051001 ", "besok"]] + [[None, "besok"]] * 7
    return book(tmp_path / "bad.xlsx", people(["NIP", "TMT PNS"], *rows))


def test_good_data_end_with_0(good: Path) -> None:
    result = run(good)
    assert result.exit_code == 0
    assert result.output == "Read: 2 units, 2 jobs, 2 people.\n"


def test_problems_end_with_1_and_are_grouped(bad: Path) -> None:
    result = run(bad)
    assert result.exit_code == 1
    assert (
        "ERROR  bad.xlsx · Pegawai · G2, G3, G4, G5, G6, … · TMT PNS" in result.output
    )
    assert "the cell holds “besok” – and 7 more" in result.output
    assert "NOTE  bad.xlsx · Pegawai · NIP" in result.output
    assert result.output.endswith("8 errors, 0 warnings, 1 notes.\n")


def test_machines_get_every_cell(bad: Path) -> None:
    result = run(bad, "--format", "json")
    assert result.exit_code == 1
    rows = json.loads(result.output)
    assert [row["cell"] for row in rows if row["code"] == "not_a_date"] == [
        f"G{row}" for row in range(2, 10)
    ]
    assert run(bad, "--format", "csv").output.startswith('"severity","code","file"')


def test_old_data_are_a_warning(good: Path) -> None:
    result = run(good, "--on", "2026-11-24")
    assert result.exit_code == 0
    assert "WARNING  good.xlsx · Info" in result.output
    assert "327 days before 2026-11-24" in result.output
    assert "WARNING" not in run(good, "--on", "2026-02-01").output


def test_a_marked_copy_is_written_once(bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked.xlsx"
    assert run(bad, "--marked", out).exit_code == 1
    assert out.exists()
    again = run(bad, "--marked", out)
    assert again.exit_code == 2
    assert "--force" in again.output
    assert run(bad, "--marked", out, "--force").exit_code == 1


def test_wrong_use_ends_with_2(good: Path, tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run(good, "--on", "besok").exit_code == 2
    assert run(good, "--marked", tmp_path / "a.csv").exit_code == 2
    assert run(good, "--marked", good).exit_code == 2
    assert run(good, tmp_path / "no.xlsx").exit_code == 2


def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Unit.csv")
    result = run(tmp_path / "Unit.csv")
    assert result.exit_code == 1
    assert "it is no file but a device or a pipe" in result.output
    assert "no .xlsx, .csv or .parquet file" in run(tmp_path).output


def test_what_a_terminal_would_obey_is_spelt_out(tmp_path: Path) -> None:
    path = tmp_path / "Unit\x1b[31m.csv"
    path.write_text('"Kode unit"\n"\x1b]0;x\x07\u202ea"\n', encoding="utf-8")
    broken = tmp_path / "Unit.csv"
    broken.write_text(
        '"Kode unit","Nama unit","Jenis unit","Kode kecamatan"\n'
        '"\x1b]0;\x07","\u202ea","SD","1"\n',
        encoding="utf-8",
    )
    for result in (run(path), run(broken)):
        assert result.exit_code == 1
        assert "\\u001b" in result.output
        assert not set("\x1b\x07\u202e") & set(result.output)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Unit.csv", b"\xe9;\n", "CSV text in UTF-8 with the headings"),
        ("Unit.csv", b"\0\1", "Save it as “CSV UTF-8”."),
        ("Unit.csv", b"x" * 64_000_001, "Split it into several files"),
        ("Unit.parquet", b"PAR1", "a Parquet file as seimbang writes it"),
    ],
)
def test_a_file_that_is_no_workbook_is_asked_for_as_it_is(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in run(tmp_path / name).output
