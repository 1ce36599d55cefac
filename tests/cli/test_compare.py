"""``seimbang compare`` and ``seimbang extremes``."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from seimbang.plan.extreme import EXTREMES
from seimbang.verify import verify
from tests.cli.test_frontier import DAY, folder, run, workbook

__all__ = ["folder", "workbook"]  # fixtures


@pytest.fixture(scope="module")
def extremes(workbook: Path) -> Path:
    """Return the folder of the extremes."""
    out = workbook.parent / "extremes"
    result = run("extremes", workbook, *DAY, "--out", out)
    assert result.exit_code == 0, result.output
    return out


def changed(folder: Path, to: Path, **changes: Any) -> Path:
    """Return a copy of a plan whose plan.json says something else."""
    shutil.copytree(folder, to)
    record = json.loads((to / "plan.json").read_text("utf-8")) | changes
    (to / "plan.json").write_text(json.dumps(record), "utf-8")
    return to


def test_every_extreme_has_a_folder_whose_proof_holds(extremes: Path) -> None:
    names = {"pemerataan", *EXTREMES}
    assert {path.name for path in extremes.iterdir()} == names
    for name in names:
        assert verify(extremes / name).holds


def test_extremes_are_only_replaced_by_force(
    workbook: Path,
    extremes: Path,
) -> None:
    before = (extremes / "pemerataan" / "plan.json").stat().st_mtime_ns
    assert run("extremes", workbook, *DAY, "--out", extremes).exit_code == 2
    assert (extremes / "pemerataan" / "plan.json").stat().st_mtime_ns == before
    again = run(
        "extremes", workbook, *DAY, "--out", extremes, "--force", "--format", "json"
    )
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["plans"] == ["pemerataan", *EXTREMES]


def test_nothing_is_written_where_one_folder_holds_other_things(
    workbook: Path, tmp_path: Path
) -> None:
    other = tmp_path / "keinginan-terbanyak"
    other.mkdir()
    (other / "surat.docx").write_text("x", "utf-8")
    result = run("extremes", workbook, *DAY, "--out", tmp_path, "--force")
    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["keinginan-terbanyak"]


def test_extremes_of_wrong_data_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pegawai.csv").write_text("x\n1\n", "utf-8")
    assert run("extremes", tmp_path, *DAY, "--out", tmp_path / "out").exit_code == 1


def test_extremes_without_any_plan_say_why(
    workbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dataclasses import replace

    from seimbang.language import text
    from seimbang.plan import Status
    from seimbang.plan import extreme as module

    whole = module.plan_judged

    def none(*arguments: Any, **options: Any) -> Any:
        made = whole(*arguments, **options)
        return replace(
            made,
            status=Status.INFEASIBLE,
            solutions=(),
            reason=text("Found no such person in this plan."),
        )

    monkeypatch.setattr(module, "plan_judged", none)
    result = run("extremes", workbook, *DAY, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "pemerataan: Found no such person" in result.stderr


def test_the_winner_of_each_row_is_named(extremes: Path) -> None:
    result = run("compare", extremes / "pemerataan", extremes / "dekat-rumah")
    assert result.exit_code == 0, result.output
    first, *_, last = result.stdout.splitlines()
    assert first.split()[-3:] == ["pemerataan", "dekat-rumah", "Best"]
    assert last.startswith("pemerataan against dekat-rumah: ")
    assert "all the same" in result.stdout


def test_a_row_that_all_but_one_win_says_so(extremes: Path) -> None:
    plans = [extremes / name for name in ("pemerataan", *EXTREMES)]
    assert "all but " in run("compare", *plans).stdout


def test_who_moves_otherwise_is_listed_when_asked(
    extremes: Path, tmp_path: Path
) -> None:
    one = extremes / "pemerataan"
    record = json.loads((one / "plan.json").read_text("utf-8"))
    other = changed(one, tmp_path / "fewer", moves=record["moves"][1:])
    told = run("compare", one, other, "--people").stdout.splitlines()
    gone = record["moves"][0]
    assert told[-1].split() == [
        gone["person_id"],
        gone["from_unit"],
        gone["to_unit"],
        "stays",
    ]
    table = run("compare", one, other, "--people", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["change"], row["person_id"]) == ("only_one", gone["person_id"])
    assert run("compare", one, one, "--people").exit_code == 0


def test_machines_get_exact_numbers(extremes: Path) -> None:
    plans = [extremes / "pemerataan", extremes / "dekat-rumah"]
    found = json.loads(run("compare", *plans, "--format", "json").stdout)
    names = [one["criterion"] for one in found["criteria"]]
    assert found["plans"] == ["pemerataan", "dekat-rumah"]
    rows = list(
        csv.DictReader(io.StringIO(run("compare", *plans, "--format", "csv").stdout))
    )
    assert [row["criterion"] for row in rows] == names
    missing = found["criteria"][names.index("missing")]["values"][0]
    told = float(rows[names.index("missing")]["pemerataan"])
    assert told == pytest.approx(missing[0] / missing[1])


def test_folders_of_one_name_are_told_apart_by_their_paths(
    extremes: Path, tmp_path: Path
) -> None:
    one = extremes / "pemerataan"
    other = changed(one, tmp_path / "pemerataan")
    found = json.loads(run("compare", one, other, "--format", "json").stdout)
    assert found["plans"] == [str(one), str(other)]


def test_what_differs_is_told_first(extremes: Path, tmp_path: Path) -> None:
    one = extremes / "pemerataan"
    other = changed(one, tmp_path / "other", options={"max_moves": 3})
    policy, limits = run("compare", one, other).stdout.splitlines()[:2]
    assert policy == "other: policy pemerataan, version 1."
    assert limits == "other has other limits than pemerataan: max_moves = 3."


def test_other_data_are_refused_with_the_reason(extremes: Path, tmp_path: Path) -> None:
    one = extremes / "pemerataan"
    other = changed(one, tmp_path / "other", data={"checksum": "0" * 64})
    result = run("compare", one, other)
    assert result.exit_code == 2
    assert "are of different data" in result.stderr


def test_one_plan_is_no_comparison(extremes: Path) -> None:
    result = run("compare", extremes / "pemerataan")
    assert result.exit_code == 2
    assert "2 to 6 plans" in result.stderr


def test_a_folder_that_holds_no_plan_is_told(extremes: Path, tmp_path: Path) -> None:
    result = run("compare", extremes / "pemerataan", tmp_path)
    assert result.exit_code == 1
    assert "plan.json" in result.stderr
