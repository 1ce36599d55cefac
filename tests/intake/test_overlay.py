"""Files laid over the data already known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from seimbang.demo import sd
from seimbang.demo.dirty import dirty
from seimbang.intake import read, write_workbook
from seimbang.model.snapshot import Snapshot


@pytest.fixture(scope="module")
def base() -> Snapshot:
    frames = sd(named=True)
    return Snapshot({name: frame for name, frame in frames.items() if frame.height})


def _file(folder: Path, **frames: pl.DataFrame) -> Path:
    path = folder / "bagian.xlsx"
    write_workbook(frames, path)
    return path


def test_a_file_of_people_alone_changes_people_alone(
    base: Snapshot, tmp_path: Path
) -> None:
    person = base["people"].head(1).with_columns(grade=pl.lit("IV/a"))
    taken = read([_file(tmp_path, people=person)], base=base)
    assert taken.snapshot is not None, taken.problems
    assert taken.brought == ("people",)
    assert taken.snapshot["units"].equals(base["units"])
    changed = taken.snapshot["people"].join(base["people"], on="person_id", how="inner")
    assert changed.height == base["people"].height
    differ = changed.filter(~pl.col("grade").eq_missing(pl.col("grade_right")))
    assert differ["person_id"].to_list() == person["person_id"].to_list()


def test_people_whom_no_file_names_go_only_when_told(
    base: Snapshot, tmp_path: Path
) -> None:
    some = base["people"].filter(pl.col("spouse_id").is_null()).head(5)
    file = _file(tmp_path, people=some)
    kept = read([file], base=base).snapshot
    gone = read([file], base=base, gone={"people"}).snapshot
    assert kept is not None
    assert kept["people"].height == base["people"].height
    assert gone is not None
    assert gone["people"].height == 5


def test_without_a_base_a_part_is_no_regency(base: Snapshot, tmp_path: Path) -> None:
    taken = read([_file(tmp_path, people=base["people"].head(1))])
    assert taken.snapshot is None
    assert "table_missing" in {problem.code for problem in taken.problems}


def test_an_export_of_siasn_changes_nothing_that_is_so_already(tmp_path: Path) -> None:
    dirty(tmp_path, planted=False)
    whole = read([tmp_path]).snapshot
    assert whole is not None
    people = whole["people"].with_columns(performance_last=pl.lit("good"))
    base = Snapshot({**whole.frames, "people": people}, whole.institution, whole.taken)
    (siasn,) = tmp_path.glob("siasn*.xlsx")
    taken = read([siasn], base=base)
    assert taken.snapshot is not None, [str(one.found) for one in taken.problems]
    assert taken.brought == ("people",)
    found = taken.snapshot["people"].sort("person_id")
    assert (
        found["person_id"].to_list() == people.sort("person_id")["person_id"].to_list()
    )
    assert found["performance_last"].unique().to_list() == ["good"]


def test_a_day_in_an_export_replaces_the_day_that_was_known(tmp_path: Path) -> None:
    dirty(tmp_path, planted=False)
    whole = read([tmp_path]).snapshot
    assert whole is not None
    known = whole["people"].filter(pl.col("nip").is_not_null())
    told = known.filter(pl.col("job_since").is_not_null())["person_id"].to_list()
    people = whole["people"].with_columns(
        job_since=pl.when(pl.col("person_id").is_in(told)).then(date(1999, 1, 1))
    )
    base = Snapshot({**whole.frames, "people": people}, whole.institution, whole.taken)
    (siasn,) = tmp_path.glob("siasn*.xlsx")
    taken = read([siasn], base=base).snapshot
    assert taken is not None
    days = taken["people"].filter(pl.col("person_id").is_in(told))["job_since"]
    assert (days != date(1999, 1, 1)).any()


def test_a_row_with_a_fault_can_be_left_out(base: Snapshot, tmp_path: Path) -> None:
    rows = base["people"].filter(pl.col("spouse_id").is_null()).head(2)
    wrong = rows.with_columns(unit_id=pl.Series(["tak-ada", rows["unit_id"][1]]))
    file = _file(tmp_path, people=wrong)
    refused = read([file], base=base)
    assert refused.snapshot is None
    (fault,) = [one for one in refused.problems if one.code == "unknown_reference"]
    place = {(fault.file, str(fault.sheet)): {fault.row or 0}}
    taken = read([file], base=base, left_out=place)
    assert taken.snapshot is not None, taken.problems
    assert (
        taken.snapshot["people"]
        .sort("person_id")
        .equals(base["people"].sort("person_id"))
    )


def test_what_stays_though_no_file_names_it_is_told(
    base: Snapshot, tmp_path: Path
) -> None:
    some = base["people"].filter(pl.col("spouse_id").is_null()).head(5)
    taken = read([_file(tmp_path, people=some)], base=base)
    assert taken.kept.keys() == {"people"}
    assert taken.kept["people"].height == base["people"].height - 5
    assert read([_file(tmp_path, people=some)], base=base, gone={"people"}).kept == {}


def test_each_file_is_recognised(base: Snapshot, tmp_path: Path) -> None:
    dirty(tmp_path, planted=False)
    kinds = read([tmp_path]).kinds
    assert kinds["data-kabupaten.xlsx"] == {"own"}
    assert kinds["siasn-data-pegawai.xlsx"] == {"siasn"}
    assert {"dapodik_teachers"} in kinds.values()
