"""Small snapshots for tests and examples: only the Puskesmas, only the SDN."""

from __future__ import annotations

import polars as pl

from seimbang.demo import facts
from seimbang.demo.people import jobs
from seimbang.demo.regency import SEED, fixed, regency
from seimbang.demo.room import Room, frame


def puskesmas() -> dict[str, pl.DataFrame]:
    """
    Return the 18 real Puskesmas and nine professions in head-count mode.

    ASN stand as PNS; the second status is non-ASN. Nothing in it is invented but the
    ids of two Puskesmas without a known code.
    """
    room = Room()
    for unit in facts.puskesmas().iter_rows(named=True):
        for profession in facts.PROFESSIONS:
            room.seat(unit["unit_id"], profession, None)
            for status, column in (("pns", "asn"), ("non_asn", "non_asn")):
                number = unit[f"{profession}_{column}"]
                if number:
                    room.add(
                        "headcounts",
                        unit_id=unit["unit_id"],
                        job_id=profession,
                        status=status,
                        number=number,
                    )
    frames = _only("puskesmas")
    used = pl.col("job_id").is_in(facts.PROFESSIONS)
    frames["jobs"] = frames["jobs"].filter(used)
    return frames | {name: frame(name, rows) for name, rows in room.rows.items()}


def sd(seed: str = SEED, *, named: bool = False) -> dict[str, pl.DataFrame]:
    """Return the 203 SDN of the demo regency, by head-counts or with its people."""
    frames = _only("sd")
    whole = regency(seed)
    schools = frames["units"].filter(pl.col("kind") == "sd")["unit_id"]
    here = pl.col("unit_id").is_in(schools.to_list())
    kept = pl.col("job_id").is_in([job for job in jobs() if "-sd" in job])
    frames["jobs"] = frames["jobs"].filter(kept)
    for name in ("positions", "classes", "faith_classes"):
        frames[name] = whole[name].filter(here)
    people = whole["people"].filter(here)
    if named:
        return frames | {"people": people.with_columns(spouse_id=_spouses(people))}
    heads = pl.col("duties").list.contains("head_of_school").fill_null(value=False)
    counts = (
        people.with_columns(
            job_id=pl.when(heads).then(pl.lit("kepala-sd")).otherwise("job_id")
        )
        .group_by("unit_id", "job_id", "status", maintain_order=True)
        .agg(number=pl.len().cast(pl.Int64))
    )
    return frames | {"headcounts": counts}


def _spouses(people: pl.DataFrame) -> pl.Series:
    """Return the spouses who are among ``people``; the others are cut off."""
    known = pl.col("spouse_id").is_in(people["person_id"].to_list())
    return people.select(pl.when(known).then("spouse_id")).to_series()


def _only(kind: str) -> dict[str, pl.DataFrame]:
    """Return info, places, units of one kind with their agency, and jobs."""
    frames = fixed()
    units = frames["units"]
    agencies = units.filter(pl.col("kind") == kind)["agency_id"].unique().to_list()
    wanted = (pl.col("kind") == kind) | pl.col("unit_id").is_in(agencies)
    return frames | {"units": units.filter(wanted)}
