"""Nearest names: figures on real names, with seeds that repeat."""

from __future__ import annotations

import csv
import gzip
import random
import re
from pathlib import Path

import polars as pl
import pytest

from seimbang.intake.foreign import (
    Proposal,
    Source,
    Target,
    crosswalk_frame,
    propose,
)
from seimbang.intake.foreign.propose import alike


def spoiled(name: str, rng: random.Random) -> str:
    """Return a name as another system might write it."""
    short = re.sub(r"^(SD|SMP) NEGERI", r"\1N", name, flags=re.IGNORECASE)
    words = name.split()
    ways = [
        name.title(),
        name.upper().replace(" ", "  "),
        short,
        f"UPTD {short}",
        f"GTT/PTT {short.lower()}",
        f"Dpk {name}",
        re.sub(r"\b0+(\d)", r"\1", name),
        name.replace("DAN", "&").replace("dan", "&"),
        " ".join([*words[:-1], _typo(words[-1], rng)]),
        " ".join(words[:3]) if re.match(r"SD NEGERI \d", name) else name,
    ]
    return rng.choice(ways)


def _typo(word: str, rng: random.Random) -> str:
    letters_ = [at for at in range(1, len(word)) if word[at].isalpha()]
    if len(word) < 5 or not letters_:
        return word
    at = rng.choice(letters_)
    return word[:at] + word[at + 1 :]


def right(names: dict[str, str], kind: str, system: str, seed: int) -> tuple[int, int]:
    """Return how many first proposals are right, of how many names."""
    rng = random.Random(seed)
    targets = [Target(kind, code, name) for code, name in names.items()]
    sources = [
        Source(kind, system, spoiled(name, rng), code) for code, name in names.items()
    ]
    proposed = propose(sources, targets)
    first = {p.source.code: p.target.target_id for p in proposed if p.rank == 1}
    return sum(first.get(code) == code for code in names), len(names)


def test_real_schools_are_found_by_spoiled_names(shared: Path) -> None:
    path = shared / "data" / "schools" / "batanghari_sekolah_2019.csv"
    with path.open() as file:
        names = {row["npsn"]: row["nama"] for row in csv.DictReader(file)}
    found, whole = right(names, "unit", "dapodik", 1)
    assert whole == 293
    assert found >= 287  # 98 %


def test_real_units_of_a_whole_regency_are_found(shared: Path) -> None:
    with gzip.open(
        shared / "data" / "org" / "banyuwangi_unor_2024.csv.gz", "rt"
    ) as file:
        whole = {row["nama"]: row["kode"] for row in csv.DictReader(file)}
    alone: dict[tuple[str, ...], str] = {}
    for name in whole:
        alone.setdefault(tuple(sorted(alike(name))), name)
    names = {whole[name]: name for name in alone.values()}
    found, number = right(names, "unit", "siasn", 2)
    assert number > 1700
    assert found / number >= 0.97


def test_real_jobs_are_found(shared: Path) -> None:
    with (shared / "data" / "jabatan" / "siasn_jabatan_fungsional.csv").open() as file:
        names = {r["id"]: r["nama"] for r in csv.DictReader(file) if r["status"] == "N"}
    found, number = right(names, "job", "siasn", 3)
    assert number > 1000
    assert found / number >= 0.97


UNITS = [
    Target("unit", "1", "SD NEGERI 012/I Sridadi"),
    Target("unit", "2", "SD NEGERI 021/I Sridadi"),
    Target("unit", "3", "SMP NEGERI 12 Batanghari"),
    Target("unit", "4", "Puskesmas Mersam"),
    Target("unit", "5", "Kecamatan Mersam"),
    Target("unit", "6", "Kecamatan Batin XXIV"),
    Target("job", "7", "Puskesmas Mersam"),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SDN 12/I", "1"),
        ("SDN 21/1 SRIDADI", "2"),
        ("SMPN 12", "3"),
        ("UPTD PUSKESMAS MERSAM", "4"),
        ("Pusk. Mersm", "4"),
        ("Kec. Mersam", "5"),
        ("Kec. Batin 24", "6"),
    ],
)
def test_the_nearest_name_comes_first(name: str, expected: str) -> None:
    best = propose([Source("unit", "siasn", name)], UNITS)[0]
    assert (expected, 1) == (best.target.target_id, best.rank)


def test_at_most_three_of_the_same_kind_best_first() -> None:
    found = propose([Source("unit", "siasn", "SD Sridadi Mersam")], UNITS)
    assert [proposal.rank for proposal in found] == [1, 2, 3]
    assert sorted((p.score for p in found), reverse=True) == [p.score for p in found]
    assert {"unit"} == {proposal.target.kind for proposal in found}


def test_equal_names_have_the_full_score() -> None:
    best = propose([Source("unit", "siasn", "PUSKESMAS  MERSAM")], UNITS)[0]
    assert best.score == 100


def test_nothing_is_proposed_for_nothing_like_it() -> None:
    assert propose([Source("unit", "siasn", "Xyzzy")], UNITS) == []
    assert propose([Source("unit", "siasn", "")], UNITS) == []
    assert propose([Source("unit", "siasn", "Mersam")], UNITS[-1:]) == []


def lines(kind: str, names: list[str], targets: list[Target]) -> pl.DataFrame:
    """Return the lines of the Padanan sheet for names of SIASN."""
    found: dict[Source, list[Proposal]] = {
        Source(kind, "siasn", name): [] for name in names
    }
    for proposal in propose(found, targets):
        found[proposal.source].append(proposal)
    return crosswalk_frame(found)


def test_a_line_holds_the_proposals_with_their_scores() -> None:
    frame = lines("unit", ["UPTD Puskesmas Mersam", "Xyzzy"], UNITS)
    first, second = frame.rows(named=True)
    assert (first["source"], first["target_id"]) == ("UPTD Puskesmas Mersam", "4")
    assert first["Catatan nama di sumber"] == "UPTD Puskesmas Mersam"
    assert first["Catatan usulan 1"] == "4 · Puskesmas Mersam · skor 100"
    assert "skor" in first["Catatan usulan 2"]
    assert [second["target_id"], second["Catatan usulan 1"]] == [None, None]
    assert all(name.startswith("Catatan") for name in frame.columns[4:])


JOBS = [
    Target("job", "sd-kelas", "Guru Kelas SD"),
    Target("job", "smp-mtk", "Guru Matematika SMP"),
    Target("job", "perawat", "Perawat"),
    Target("job", "dok", "Dokter"),
    Target("job", "bid-a", "Bidan Desa Muara Tembesi"),
    Target("job", "bid-b", "Bidan Desa Muara Tembesi Baru"),
]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Guru", None),  # a bare word: several jobs
        ("Guru Mapel", None),
        ("PERAWAT", "perawat"),  # the very word
        ("Guru Kelas SD", "sd-kelas"),
        ("Guru Kelas", "sd-kelas"),
        ("Guru Kelompok SD", None),  # near, not near enough
        ("Bidan Desa Muara Tembesi Lama", None),  # two are as near
        ("Juru Ketik", None),
    ],
)
def test_only_what_is_clearly_best_is_filled_in(name: str, target: str | None) -> None:
    (line,) = lines("job", [name], JOBS).rows(named=True)
    assert line["target_id"] == target, line


def test_a_bare_word_is_not_filled_in_though_it_scores_high() -> None:
    only = [Target("job", "g", "Guru GURU Gu")]
    (line,) = lines("job", ["Guru"], only).rows(named=True)
    assert line["target_id"] is None
