"""`seimbang law list` and `seimbang law show`."""

from __future__ import annotations

import csv
import io
import json
import re

import click.testing
import pytest

from seimbang.cli import cli
from seimbang.law import Law, Value


def run(*words: str, lang: str = "en") -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, ["--lang", lang, "law", *words])


def _values() -> list[Value]:
    return [one for found in Law.load().parameters() for one in found.values]


def test_the_list_names_every_parameter_and_what_is_not_confirmed() -> None:
    result = run("list")
    assert result.exit_code == 0
    lines = result.output.splitlines()[2:]
    assert {line.split()[0] for line in lines} == set(Law.load().keys())
    for line, value in zip(lines, _values(), strict=True):
        project = value.source == "project"
        word = "convention of the project" if project else "not confirmed"
        assert line.endswith(word)


def test_the_list_speaks_indonesian_by_default() -> None:
    result = click.testing.CliRunner().invoke(cli, ["law", "list"])
    assert result.exit_code == 0
    heading, _, *rows = result.output.splitlines()
    assert heading.split()[:3] == ["kunci", "nilai", "satuan"]
    told = {row.split()[0]: row for row in rows}
    assert told["education.levels"].endswith("belum dikonfirmasi")
    assert not told["decide.quorum"].endswith("belum dikonfirmasi")  # our own choice


def test_the_list_on_a_day_holds_only_what_is_in_force() -> None:
    result = run("list", "--on", "2017-04-07", "--format", "json")
    rows = {row["key"]: row for row in json.loads(result.output)}
    assert rows["transfer.minimum_tenure"] == {
        "key": "transfer.minimum_tenure",
        "value": 24,
        "unit": "month",
        "source": "pp-11-2017",
        "at": "pasal 190 ayat (3)",
        "since": "2017-04-07",
        "confirmed": False,
    }
    assert "pppk.transfer" not in rows
    later = run("list", "--on", "2026-01-01", "--format", "json")
    keys = {row["key"] for row in json.loads(later.output)}
    assert set(Law.load().keys()) - keys == {"health.hospital_minimum_class_c"}


def test_the_list_cuts_long_values_for_people_only() -> None:
    assert "…" in run("list").output
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").output)))
    ranks = next(row for row in rows if row["key"] == "grade.ranks")
    assert json.loads(ranks["value"])["pns"][-1] == "IV/e"


def test_show_says_value_unit_source_and_place() -> None:
    result = run("show", "transfer.minimum_tenure", "--on", "2022-01-01")
    assert result.exit_code == 0
    facts = dict(
        re.split(" {2,}", line, maxsplit=1) for line in result.output.splitlines()
    )
    assert (facts["value"], facts["unit"]) == ("24", "month")
    assert facts["title"] == "PP Nomor 11 Tahun 2017 tentang Manajemen PNS"
    assert (facts["place"], facts["since"]) == ("pasal 190 ayat (3)", "2017-04-07")
    assert facts["compared with the official text"] == "not confirmed"


def test_show_answers_machines() -> None:
    asked = ("show", "workload.effectiveness.bands", "--on", "2026-01-01", "--format")
    (facts,) = json.loads(run(*asked, "json").output)
    assert facts["value"] == {"A": "1.00", "B": "0.90", "C": "0.70", "D": "0.50"}
    assert facts["checked"] is None
    (row,) = csv.DictReader(io.StringIO(run(*asked, "csv").output))
    assert json.loads(row["value"]) == facts["value"]


def test_show_writes_a_missing_unit_as_a_dash() -> None:
    output = run("show", "retirement.starts", "--on", "2026-01-01").output
    assert re.search("^unit +–$", output, re.MULTILINE)
    assert re.search("^value +first_of_next_month$", output, re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "day", "sentence"),
    [
        ("transfer.minimum_tenur", "2022-01-01", "Nearest: transfer.minimum_tenure"),
        ("transfer.minimum_tenure", "2017-04-06", "first value begins on 2017-04-07"),
        (
            "health.hospital_minimum_class_c",
            "2019-01-01",
            "ended on 2019-01-01: Permen",
        ),
        ("transfer.minimum_tenure", "2017-4-7", "expected a day like 2026-01-31"),
    ],
)
def test_show_refuses_with_two(key: str, day: str, sentence: str) -> None:
    result = run("show", key, "--on", day)
    assert result.exit_code == 2
    assert sentence in result.output


def test_show_needs_the_day() -> None:
    result = run("show", "transfer.minimum_tenure")
    assert result.exit_code == 2
    assert "--on" in result.output


def test_codes_and_units_are_words_in_indonesian() -> None:
    words = ("show", "teacher.duty.hours", "--on", "2026-01-01")
    shown = run(*words, lang="id").output
    assert re.search("^nilai +wakil kepala: 12; kepala perpustakaan: 12", shown, re.M)
    assert re.search("^satuan +jam pelajaran per minggu$", shown, re.M)
    assert re.search(r"^keterangan \(bahasa Inggris\) +Lesson hours", shown, re.M)
    machine = json.loads(run(*words, "--format", "json", lang="id").output)
    assert machine[0]["value"]["deputy_head"] == 12
    assert machine[0]["unit"] == "lesson hour per week"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("transfer.minimum_tenure", "24"),
        ("transfer.licence_per_place", "ya"),
        ("transfer.appointing_authority", "bupati"),
        ("nip.layout", "panjang: 18; tanggal lahir: (1, 8)"),
        ("transfer.absence_ladder", "jenjang: ((dari: 3, sampai: 3, tingkat: ringan"),
        ("pppk.transfer", "antarinstansi: tidak; hanya jabatan yang sama: ya"),
    ],
)
def test_values_are_spoken(key: str, value: str) -> None:
    result = run("show", key, "--on", "2026-01-01", lang="id")
    assert re.search(f"^nilai +{re.escape(value)}", result.output, re.MULTILINE)


def test_no_code_of_the_law_is_left_unspoken() -> None:
    shown = run("list", "--on", "2026-01-01", lang="id").output
    assert re.findall("[a-z]_[a-z]", re.sub(r"(?m)^\S+", "", shown)) == []


def test_what_has_no_value_is_a_dash() -> None:
    shown = run("show", "transfer.absence_ladder", "--on", "2026-01-01").output
    assert "to: –" in shown
