"""The dirty set: every planted fault is found in its cell, and the rest converts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from seimbang.demo.dirty import LOCAL, REGENCY_FILE, dirty, regency
from seimbang.demo.dirty.regency import staff
from seimbang.intake import read
from seimbang.intake.foreign import nip
from seimbang.law import Law, Local
from seimbang.model.problem import Severity
from seimbang.plan import make_plan, policy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kotor")


def test_all_twelve_faults_are_found_in_their_cells(folder: Path) -> None:
    faults = dirty(folder)
    found = {(p.code, p.file, p.cell) for p in read([folder]).problems}
    assert len({fault.code for fault in faults}) == 12
    assert [f for f in faults if (f.code, f.file, f.where) not in found] == []


def test_faults_that_lose_people_are_errors_and_stop(folder: Path) -> None:
    dirty(folder)
    intake = read([folder])
    assert intake.snapshot is None
    errors = {p.code for p in intake.problems if p.severity is Severity.ERROR}
    assert errors == {
        "nip_is_number",
        "nip_malformed",
        "duplicate_person",
        "unit_unmatched",
        "job_unmatched",
        "status_unknown",
        "same_person_maybe",
    }


def test_without_the_faults_everybody_converts(tmp_path: Path) -> None:
    assert dirty(tmp_path, planted=False) == []
    intake = read([tmp_path])
    assert {p.severity for p in intake.problems} == {Severity.NOTE}
    assert intake.snapshot is not None
    people = intake.snapshot["people"]
    members = staff("kotor")
    assert people.height == len(members)
    expected = sorted(
        (m.nip or None, m.unit_id, m.job_id, m.status) for m in members if m.nip
    )
    civil = people.drop_nulls("nip").select("nip", "unit_id", "job_id", "status")
    assert sorted(civil.rows()) == expected
    assert intake.snapshot["classes"]["pupils"].null_count() == 0


def test_the_files_give_a_plan_and_say_whom_missing_days_hold(tmp_path: Path) -> None:
    dirty(tmp_path, planted=False)
    snapshot = read([tmp_path]).snapshot
    assert snapshot is not None
    plan = make_plan(
        snapshot,
        law=Law.load(),
        local=Local.load(LOCAL),
        policy=policy("pemerataan"),
        day=date(2026, 11, 2),
    )
    assert sum(len(solution.movers) for solution in plan.solutions) >= 3
    lost = {row["key"]: row["compulsory"] for row in plan.eligibility.lost().to_dicts()}
    assert lost["job_since"] > 50
    assert lost["contract_until"] > 10


def test_half_of_the_days_of_service_are_missing(tmp_path: Path) -> None:
    dirty(tmp_path, planted=False)
    snapshot = read([tmp_path]).snapshot
    assert snapshot is not None
    people = snapshot["people"].drop_nulls("nip")
    assert 0.4 < people["job_since"].null_count() / people.height < 0.6


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        dirty(tmp_path / name, seed)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(files) == 28  # our own, SIASN, 12 × teachers and lessons, 2 × totals
    bytes_ = {
        name: [(tmp_path / name / file).read_bytes() for file in files]
        for name in "abc"
    }
    assert bytes_["a"] == bytes_["b"]
    assert bytes_["a"] != bytes_["c"]


@pytest.mark.parametrize("seed", ["1", "2", "3", "4", "5"])
def test_the_faults_are_found_whatever_the_seed(seed: str, tmp_path: Path) -> None:
    faults = dirty(tmp_path, seed)
    found = {(p.code, p.file, p.cell) for p in read([tmp_path]).problems}
    assert [f for f in faults if (f.code, f.file, f.where) not in found] == []


def test_the_invented_nips_are_well_formed_and_differ() -> None:
    members = [member for member in staff("kotor") if member.nip]
    assert len({member.nip for member in members}) == len(members)
    for member in members:
        assert nip.born(member.nip) == member.born
        assert nip.sex(member.nip) == ("female" if member.woman else "male")


def test_the_regency_itself_is_small_and_clean() -> None:
    tables = regency()
    assert tables["units"].height == 16
    assert 120 <= len(staff("kotor")) <= 180
    assert REGENCY_FILE.endswith(".xlsx")
