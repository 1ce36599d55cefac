"""`seimbang eligible`: verdicts with sources, wrong use, files with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seimbang.cli import cli
from seimbang.intake import write_workbook
from tests.rules.regency import person, regency


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("data") / "kabupaten"
    people = [
        person("P1"),
        person("P2", job_since=None, protection="carer"),
        person("P3", job_id="analis-keuangan", unit_id="BKD", major="Akuntansi"),
    ]
    waivers = [{"person_id": "P1", "rule": "R99", "basis": "SK 1"}]
    write_workbook(regency(people, waivers=waivers), folder)
    return folder


def run(data: Path, *options: str, lang: str = "en", day: str = "2026-01-01") -> Result:
    arguments = ["--lang", lang, "eligible", str(data), "--on", day, *options]
    return CliRunner().invoke(cli, arguments)


def test_findings_are_said_with_their_sources(data: Path) -> None:
    result = run(data, "--person", "P1")
    assert result.exit_code == 0, result.output
    words = " ".join(result.stdout.split())
    assert "May be moved without a wish." in words
    assert "In this post since 2015-03-01, at least 24 months." in words
    assert "pasal 190 ayat (3) (not confirmed)" in words
    assert "there is no such rule. Write one of R1, " in result.stderr
    assert ".." not in result.stderr


def test_the_answer_is_in_indonesian_by_default(data: Path) -> None:
    result = run(data, "--person", "P2", lang="id")
    assert result.exit_code == 0, result.output
    assert "Tidak boleh dipindahkan karena kebutuhan organisasi." in result.stdout
    assert "belum dikonfirmasi" in result.stdout
    assert "TMT jabatan" in result.stdout


def test_lines_are_as_long_as_the_terminal_with_sources_below(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    lines = run(data, "--person", "P1").stdout.splitlines()
    assert max(map(len, lines)) <= 90
    first = next(at for at, line in enumerate(lines) if line.startswith("R1 "))
    assert lines[first].split("  ")[-1].startswith("In this post since")
    assert lines[first + 1].strip().startswith("– PP Nomor 11 Tahun 2017")


def test_jobs_are_named_not_coded(data: Path) -> None:
    options = ("--person", "P3", "--to", "BAP", "--job", "perencana-ketat")
    shown = run(data, *options).stdout
    assert "perencana-ketat" not in shown
    assert "job Perencana Ketat" in " ".join(shown.split())
    answer = json.loads(run(data, *options, "--format", "json").stdout)
    facts = [one["facts"].get("job_id") for one in answer["findings"]]
    assert "perencana-ketat" in facts


def test_a_place_is_judged_too(data: Path) -> None:
    result = run(data, "--person", "P3", "--to", "BAP")
    assert result.exit_code == 0, result.output
    assert "May be moved there without a wish." in result.stdout
    assert "training closes (Diklat Perencanaan)" in " ".join(result.stdout.split())
    strict = run(data, "--person", "P3", "--to", "BAP", "--job", "perencana-ketat")
    assert "May not be moved there without a wish." in strict.stdout


def test_json_holds_verdicts_and_facts(data: Path) -> None:
    result = run(data, "--person", "P2", "--format", "json")
    answer = json.loads(result.stdout)
    assert answer["verdicts"] == {"compulsory": "fail", "voluntary": "unknown"}
    first = answer["findings"][0]
    assert (first["rule"], first["facts"]["missing"]) == ("R1", ["job_since"])
    assert first["citations"][0]["confirmed"] is False


def test_csv_has_one_line_a_finding(data: Path) -> None:
    result = run(data, "--person", "P1", "--format", "csv")
    lines = result.stdout.splitlines()
    assert lines[0] == '"rule","verdict","modes","sentence","source"'
    assert lines[1].startswith('"R1","allowed"')


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--person", "P11"], "--person: found no P11 in the data. Nearest: P1"),
        (["--person", "zzz"], "Nearest: –"),
        (["--person", "P1", "--to", "SD9"], "--to: found no SD9"),
        (["--person", "P1", "--to", "SD2", "--job", "guru"], "--job: found no guru"),
        (["--person", "198609262015051001"], "This is a NIP"),
        (["--person", "P1", "--job", "perawat"], "--job needs --to."),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(
    data: Path, options: list[str], words: str
) -> None:
    result = run(data, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_nip_is_not_repeated(data: Path) -> None:
    nip = "198609262015051001"
    assert nip not in run(data, "--person", nip).output


def test_a_day_before_the_law_is_wrong_use(data: Path) -> None:
    result = run(data, "--person", "P1", day="2010-01-01")
    assert result.exit_code == 2
    assert "2010-01-01" in result.stderr


def test_a_local_file_changes_the_answer(data: Path, tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text("unknown_passes: {value: [R1], source: Perbup uji}\n")
    result = run(data, "--person", "P2", "--local", str(local))
    assert "let through by local decision" in " ".join(result.stdout.split())
    assert "May move by a wish." in result.stdout
    local.write_text("jarak: {value: 3, source: x}\n")
    assert run(data, "--person", "P2", "--local", str(local)).exit_code == 2


def test_errors_in_the_files_end_with_1(data: Path, tmp_path: Path) -> None:
    broken = tmp_path / "rusak"
    write_workbook(regency([person("P1", unit_id="TIDAK-ADA")]), broken)
    result = run(broken, "--person", "P1")
    assert result.exit_code == 1
    assert "TIDAK-ADA" in result.output
