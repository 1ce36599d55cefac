"""
Which job of a unit teaches a subject or exercises a profession.

Formulas speak of subjects and professions, seats of jobs. The unit's own job with the
subject is taken; else the one most used by units of this kind; else any that is not
named after another kind of school.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from seimbang.model.snapshot import Snapshot

HEAD = "kepala-sekolah"
SCHOOLS = ("sd", "smp")
CODE = {"sd": "subject", "smp": "subject", "puskesmas": "profession"}


@dataclass(frozen=True)
class Posts:
    """
    The jobs of a regency by subject and profession.

    ``used``: the distinct unit_id, job_id that any table names. ``known``: kind, code,
    job_id, rank (0: the first choice of units of this kind).
    """

    used: pl.DataFrame
    known: pl.DataFrame

    @staticmethod
    def of(snapshot: Snapshot) -> Posts:
        """Return the posts of the regency."""
        tables = ("positions", "people", "headcounts", "needs", "tasks", "activities")
        seats = [snapshot[name].select("unit_id", "job_id") for name in tables]
        used = pl.concat(seats).drop_nulls().unique()
        kinds = snapshot["units"].select("unit_id", "kind")
        times = used.join(kinds, on="unit_id").group_by("kind", "job_id").len()
        known = [_of_kind(kind, snapshot["jobs"], times) for kind in CODE]
        return Posts(used, pl.concat(known))

    def filled(self, needs: pl.DataFrame, kind: str) -> pl.DataFrame:
        """
        Return ``needs`` (unit_id, code, …) of units of ``kind`` with their job_id.

        job_id is null where the jobs table knows nobody for the code.
        """
        known = self.known.filter(pl.col("kind") == kind)
        own = (
            self.used.join(known, on="job_id")
            .sort("rank")
            .unique(["unit_id", "code"], keep="first")
            .select("unit_id", "code", own="job_id")
        )
        first = known.filter(pl.col("rank") == 0).select("code", usual="job_id")
        return (
            needs.join(own, on=["unit_id", "code"], how="left", maintain_order="left")
            .join(first, on="code", how="left", maintain_order="left")
            .with_columns(job_id=pl.coalesce("own", "usual"))
            .drop("own", "usual")
        )

    def heads(self, units: pl.DataFrame, kind: str) -> pl.DataFrame:
        """Return unit_id, code, job_id: the head's seat of every school of ``kind``."""
        schools = units.filter(pl.col("kind") == kind).select("unit_id")
        return self.filled(schools.with_columns(code=pl.lit(HEAD)), kind)


def _of_kind(kind: str, jobs: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    here = used.filter(pl.col("kind") == kind).select("job_id", "len")
    others = [other for other in SCHOOLS if other != kind]
    names = pl.concat_str("job_id", pl.lit("-"), "family")
    elsewhere = names.str.contains(rf"(^|-)({'|'.join(others)})(-|$)")
    ours = names.str.contains(rf"(^|-){kind}(-|$)")
    return (
        jobs.filter(pl.col(CODE[kind]).is_not_null())
        .join(here, on="job_id", how="left")
        .filter(pl.col("len").is_not_null() | ~elsewhere)
        .with_columns(pl.col("len").fill_null(0), ours=ours)
        .sort("len", "ours", "job_id", descending=[True, True, False])
        .select(
            kind=pl.lit(kind),
            code=pl.col(CODE[kind]),
            job_id="job_id",
            rank=pl.int_range(pl.len()).over(CODE[kind]),
        )
    )


def seat_of_heads(snapshot: Snapshot, people: pl.DataFrame) -> pl.DataFrame:
    """Return ``people`` with heads of schools in the head's seat, if there is one."""
    posts, units = Posts.of(snapshot), snapshot["units"]
    seats = pl.concat([posts.heads(units, kind) for kind in SCHOOLS])
    head = pl.col("duties").list.contains("head_of_school").fill_null(value=False)
    return (
        people.join(
            seats.select("unit_id", head_job_id="job_id"),
            on="unit_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            moved=head
            & (pl.col("subject") != HEAD).fill_null(value=True)
            & pl.col("head_job_id").is_not_null()
        )
        .with_columns(
            job_id=pl.when("moved").then("head_job_id").otherwise("job_id"),
            subject=pl.when("moved").then(pl.lit(HEAD)).otherwise("subject"),
        )
    )
