"""What the machine or the law refuses is one sentence and exit 2, never a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from seimbang.cli import cli
from seimbang.demo.small import puskesmas
from seimbang.intake import write_workbook


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small regency."""
    path = tmp_path_factory.mktemp("data") / "kecil.xlsx"
    write_workbook(puskesmas(), path)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "--out", "{file}/x.xlsx"),
        ("check", "{file}", "--marked", "{file}/x.xlsx"),
        ("plan", "{file}", "--on", "2026-01-01", "--out", "{file}/x"),
        ("demo", "--out", "{file}/x"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(
    workbook: Path, arguments: tuple[str, ...]
) -> None:
    words = [word.format(file=workbook) for word in arguments]
    result = CliRunner().invoke(cli, ["--lang", "en", *words])
    assert result.exit_code == 2
    assert "Cannot read or write" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_a_folder_that_may_not_be_written_to_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    words = ["--lang", "en", "template", "--out", str(tmp_path / "x.xlsx")]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert "Cannot read or write" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_day_before_the_law_is_told(workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan"
    words = ["plan", str(workbook), "--on", "1990-01-01", "--out", str(out)]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert "1990-01-01" in result.stderr
    assert isinstance(result.exception, SystemExit)
    assert not out.exists()


def test_a_reader_that_went_away_is_left_to_click(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("seimbang.cli.law.print_rows", gone)
    result = CliRunner().invoke(cli, ["law", "list", "--format", "csv"])
    assert isinstance(result.exception, BrokenPipeError | SystemExit)
    assert "Cannot" not in result.stderr
