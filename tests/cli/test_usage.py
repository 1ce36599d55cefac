"""Wrong use is said in the language asked for, with exit 2 and no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import COMMANDS, cli

DAY = ("--on", "2026-01-01")


def run(*words: str, lang: str = "id") -> Result:
    return CliRunner().invoke(cli, ["--lang", lang, *words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("law", "show", "x"), "Kurang opsi '--on'."),
        (("law", "list", "--ona", "2026-01-01"), "Tidak ada opsi '--ona'."),
        (("law", "list", "--format", "xml"), "'xml' bukan salah satu dari 'table'"),
        (("law", "list", "--on", "1-1-26"), "diharapkan tanggal seperti 2026-01-31"),
        (("template",), "Kurang opsi '--out'."),
        (("template", "--out"), "Opsi '--out' memerlukan nilai."),
        (("template", "x", "--out", "y.xlsx"), "Ada argumen berlebih (x)"),
        (("rencanakan",), "Tidak ada perintah 'rencanakan'."),
    ],
)
def test_click_speaks_indonesian(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage" not in result.stderr
    assert said in result.stderr.partition("Galat: ")[2]


def test_the_frame_of_an_error_is_indonesian() -> None:
    lines = run("law", "show", "x").stderr.splitlines()
    assert lines[0].startswith("Pemakaian: ")
    assert lines[1].startswith("Ketik '") and lines[1].endswith(" untuk bantuan.")
    assert "Maksudnya '--on'?" in run("law", "list", "--onn", "2026-01-01").stderr


def test_click_speaks_english_when_asked() -> None:
    result = run("law", "show", "x", lang="en")
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")
    assert "Error: Missing option '--on'." in result.stderr


def test_a_language_that_is_not_there_is_refused() -> None:
    assert "Galat: Nilai tidak sah untuk '--lang'" in run("law", lang="jv").stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{file}"),
        ("workload", "{file}", *DAY),
        ("eligible", "{file}", *DAY, "--person", "P1"),
        ("plan", "{file}", *DAY, "--out", "rencana"),
    ],
)
def test_a_missing_file_is_wrong_use_everywhere(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = str(tmp_path / "tidak-ada.xlsx")
    result = run(*(word.format(file=file) for word in words))
    assert result.exit_code == 2
    assert f"Path '{file}' tidak ada." in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words", [("template", "--out", "a.xlsx"), ("demo", "--out", "rencana"),
              ("check", "toy.csv", "--marked", "a.xlsx"),
              ("plan", "toy.csv", *DAY, "--out", "rencana")],
)  # fmt: skip
def test_what_is_there_is_kept_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.xlsx", "toy.csv"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    (tmp_path / "rencana").mkdir()
    (tmp_path / "rencana" / "plan.json").write_text("mine", encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 2
    assert "sudah ada; pakai --force untuk menimpanya." in result.stderr
    assert (tmp_path / "a.xlsx").read_text(encoding="utf-8") == "mine"


def test_every_command_has_help() -> None:
    for name in COMMANDS:
        assert run(name, "--help").exit_code == 0
