"""Many regencies: each in its own folder, with codes of its own."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from seimbang.demo import regencies
from seimbang.demo.many import MOST, code, write
from seimbang.intake import read


def test_each_folder_reads_as_a_regency_with_its_own_codes(tmp_path: Path) -> None:
    folders = [write(number, tmp_path / code(number)) for number in (0, 1)]
    snapshots = [read([folder]).snapshot for folder in folders]
    ids = []
    for snapshot, area in zip(snapshots, ("40.01", "40.02"), strict=True):
        assert snapshot is not None
        assert snapshot["people"].height > 5000
        assert snapshot["places"]["place_id"].str.starts_with(area).all()
        assert snapshot["units"]["unit_id"].str.starts_with(area).all()
        ids.append(set(snapshot["people"]["person_id"]))
    assert not ids[0] & ids[1]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["40.01", "40.02"]


def test_wishes_and_travel_still_point_somewhere(tmp_path: Path) -> None:
    snapshot = read([write(3, tmp_path / "x")]).snapshot
    assert snapshot is not None
    known = set(snapshot["units"]["unit_id"]) | set(snapshot["places"]["place_id"])
    assert set(snapshot["wishes"]["target_id"]) <= known
    assert set(snapshot["travel"]["from_id"]) <= known
    assert set(snapshot["travel"]["to_id"]) <= known


def test_a_pool_writes_them_in_order(tmp_path: Path) -> None:
    written = list(regencies(2, tmp_path / "many"))
    assert [path.name for path in written] == ["40.01", "40.02"]
    people = pl.read_parquet(written[1] / "Pegawai.parquet")
    assert people["unit_id"].str.starts_with("40.02/").all()


def test_codes_are_of_no_province_and_all_differ() -> None:
    codes = [code(number) for number in range(MOST)]
    assert len(set(codes)) == MOST
    assert {name[:2] for name in codes} == {f"{at}" for at in range(40, 49)}


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_too_few_or_too_many_are_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(ValueError, match="Expected 1 to 890 regencies"):
        list(regencies(number, tmp_path))
