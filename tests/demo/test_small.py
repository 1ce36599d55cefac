"""The small snapshots: the real Puskesmas, and the SDN."""

from __future__ import annotations

import polars as pl

from seimbang.demo import DEMO_DAY, facts, puskesmas, regency, sd
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.workload import requirements


def gaps(frames: dict[str, pl.DataFrame], job: str) -> pl.Series:
    snapshot = Snapshot(frames, taken=DEMO_DAY)
    found = requirements(snapshot, Law.load(), Local.load(), DEMO_DAY).positions
    here = found.filter(pl.col("job_id") == job)
    return (here["gap_num"] / here["gap_den"]).cast(pl.Int64)


def test_the_puskesmas_are_counted_not_named() -> None:
    frames = puskesmas()
    assert Snapshot(frames).head_count_mode
    assert frames["units"].filter(pl.col("kind") == "puskesmas").height == 18
    totals = dict(
        frames["headcounts"].group_by("status").agg(pl.col("number").sum()).iter_rows()
    )
    asn = sum(facts.puskesmas()[f"{one}_asn"].sum() for one in facts.PROFESSIONS)
    others = sum(facts.puskesmas()[f"{one}_non_asn"].sum() for one in facts.PROFESSIONS)
    assert totals == {"pns": asn, "non_asn": others} == {"pns": 631, "non_asn": 444}


def test_six_puskesmas_lack_a_dentist_and_four_are_too_many() -> None:
    found = gaps(puskesmas(), "dokter-gigi")  # W29
    assert found.filter(found < 0).sum() == -6
    assert found.filter(found > 0).sum() == 4


def test_the_sdn_are_those_of_the_regency_counted_or_named() -> None:
    counted, named = sd(), sd(named=True)
    assert Snapshot(counted).head_count_mode
    assert not Snapshot(named).head_count_mode
    assert named["people"].height == counted["headcounts"]["number"].sum()
    asn = counted["headcounts"].filter(pl.col("status").is_in(["pns", "cpns", "pppk"]))
    assert asn["number"].sum() == 1510
    assert counted["classes"]["unit_id"].n_unique() == 203


def test_people_of_the_sdn_have_no_spouse_outside() -> None:
    people = sd(named=True)["people"]
    spouses = people["spouse_id"].drop_nulls()
    assert 0 < len(spouses) < regency()["people"]["spouse_id"].drop_nulls().len()
    assert set(spouses) <= set(people["person_id"])


def test_heads_are_counted_in_their_own_seat() -> None:
    heads = sd()["headcounts"].filter(pl.col("job_id") == "kepala-sd")
    assert 190 <= heads["number"].sum() <= 203
