"""Findings of one pair, and counts over all people: data for explanations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from seimbang.rules.person import settled
from seimbang.rules.rule import Finding, Verdict
from seimbang.rules.table import RULE

if TYPE_CHECKING:
    from seimbang.rules.eligibility import Eligibility

HOME_COLUMNS = ("home_place_id", "home_latitude", "home_longitude")


def of_pair(
    answers: Eligibility, row: int, unit_id: str, job_id: str | None
) -> list[Finding]:
    """
    Return the findings of fit and pair for one person and one place.

    :raises KeyError: when there is no such unit.
    """
    if unit_id not in set(answers.snapshot["units"]["unit_id"]):
        raise KeyError(f"Found no unit {unit_id!r}.")
    seat = _seat(answers, row, unit_id, job_id)
    if seat is None:
        return [_settle(answers, row, "G16", Verdict.FAIL, {"why": "no_such_post"})]
    found = [
        *_fit(answers, row, answers.desk.seats.job[seat]),
        _measured(answers, row, seat),
        _receives(answers, row, seat),
        _pin(answers, row, seat),
        _distance(answers, row, seat),
        _wish(answers, row, seat),
    ]
    return [one for one in found if one is not None]


def _seat(
    answers: Eligibility, row: int, unit_id: str, job_id: str | None
) -> int | None:
    """Return the seat meant: of ``job_id``, of the present job, or of its family."""
    seats = answers.positions.with_row_index("seat").filter(
        (pl.col("unit_id") == unit_id)
        & (pl.col("family") == answers.people["family"][row])
    )
    if job_id is not None:
        found = seats.filter(job_id=job_id)
    else:
        same = seats.filter(job_id=answers.people["job_id"][row])
        found = seats if same.is_empty() else same
    return None if found.is_empty() else int(found["seat"][0])


def _settle(
    answers: Eligibility, row: int, key: str, verdict: Verdict, facts: dict[str, Any]
) -> Finding:
    person_id = answers.people["person_id"][row]
    waiver = answers.judged.waived.get(key, {}).get(person_id)
    return settled(RULE[key], verdict, facts, answers.ground, waiver=waiver)


def _fit(answers: Eligibility, row: int, job_id: str) -> list[Finding]:
    classes = answers.desk.classes
    values = classes.values[classes.of_person[row]]
    fit = answers.desk.fitness.of(values, job_id)
    found = []
    pppk = answers.judged.facts["status"][row] == "pppk"
    for key, verdict in fit.verdicts.items():
        if key == "P2" and not pppk:
            continue
        facts: dict[str, Any] = {"job_id": job_id} | fit.facts.get(key, {})
        if verdict is Verdict.UNKNOWN:
            facts["missing"] = list(fit.missing[key])
        found.append(_settle(answers, row, key, verdict, facts))
    return found


def _measured(answers: Eligibility, row: int, seat: int) -> Finding | None:
    """Return what P3 says of a PPPK; None of everybody else."""
    if answers.judged.facts["status"][row] != "pppk":
        return None
    known = answers.positions["need_num"][seat] is not None
    return _settle(answers, row, "P3", Verdict(int(known)), {})


def _receives(answers: Eligibility, row: int, seat: int) -> Finding:
    why = answers.desk.seats.why_not[seat]
    if seat == answers.desk.own_seat[row]:
        why = "own_seat"
    verdict = Verdict.PASS if why is None else Verdict.FAIL
    return _settle(answers, row, "G16", verdict, {"why": why})


def _pin(answers: Eligibility, row: int, seat: int) -> Finding:
    here = pl.col("unit_id") == answers.positions["unit_id"][seat]
    mine = answers.snapshot["pins"].filter(person_id=answers.people["person_id"][row])
    elsewhere = mine.filter((pl.col("kind") == "must_go") & ~here)
    if not elsewhere.is_empty():  # no waiver lifts it
        facts = {"reason": elsewhere["reason"][0]}
        return settled(RULE["G15"], Verdict.FAIL, facts, answers.ground)
    pins = mine.filter((pl.col("kind") == "not_to") & here)
    if pins.is_empty():
        return _settle(answers, row, "G15", Verdict.PASS, {})
    return _settle(answers, row, "G15", Verdict.FAIL, {"reason": pins["reason"][0]})


def _distance(answers: Eligibility, row: int, seat: int) -> Finding | None:
    """Return what R15 says; None where the region sets no maximum."""
    desk, local = answers.desk, answers.ground.local
    maximum = local.max_distance_km
    if maximum is None:
        return None
    one = np.array([row])
    km = float(desk.ways.between(one, desk.seats.unit[[seat]])[0][0])
    today = float(desk.ways.between(one, desk.own_unit[one])[0][0])
    facts: dict[str, Any] = {
        "km": _tenths(km),
        "today": _tenths(today),
        "maximum": maximum,
        "estimated": bool(desk.ways.estimated[row]),
    }
    if math.isnan(km) or not desk.ways.home_known[row]:
        facts["missing"] = list(HOME_COLUMNS)
        return _settle(answers, row, "R15", Verdict.UNKNOWN, facts)
    far = km > maximum and not km < today
    return _settle(answers, row, "R15", Verdict(int(not far)), facts)


def _tenths(km: float) -> float | None:
    return None if math.isnan(km) else round(km, 1)


def _wish(answers: Eligibility, row: int, seat: int) -> Finding:
    ranks = answers.ground.local.wish_ranks
    block = answers.pairs(np.array([row]), np.array([seat]))
    rank = int(block.wish_rank[0, 0])
    verdict = Verdict(int(0 < rank <= ranks))
    return _settle(answers, row, "G17", verdict, {"rank": rank, "ranks": ranks})


def lost(people: pl.DataFrame) -> pl.DataFrame:
    """
    Return the counted people lost per gate and per missing column.

    Columns: kind ("gate", "column"), key, ``compulsory`` and ``voluntary`` people (for
    a column: those it leaves open in either mode), ``alone``: those whom nothing else
    keeps from a compulsory move.
    """
    counted = people.filter("counted").with_columns(
        open=pl.col("compulsory") == Verdict.UNKNOWN.value
    )
    gates = _tally(counted, "failed_compulsory", "compulsory").join(
        _tally(counted, "failed_voluntary", "voluntary").drop("alone"),
        on="key",
        how="full",
        coalesce=True,
    )
    columns = _tally(counted, "missing", "compulsory", pl.col("open")).with_columns(
        voluntary=pl.col("compulsory")
    )
    return pl.concat(
        [
            frame.select(
                pl.lit(kind).alias("kind"),
                "key",
                pl.col("compulsory", "voluntary", "alone").fill_null(0).cast(pl.Int64),
            )
            for kind, frame in (("gate", gates), ("column", columns))
        ]
    ).sort("kind", "compulsory", "key", descending=[True, True, False])


def _tally(
    people: pl.DataFrame, lists: str, name: str, alone: pl.Expr | bool = True
) -> pl.DataFrame:
    return (
        people.select(key=lists, only=alone & (pl.col(lists).list.len() == 1))
        .explode("key")
        .drop_nulls("key")
        .group_by("key")
        .agg(pl.len().alias(name), alone=pl.col("only").sum())
    )


def couples(facts: pl.DataFrame) -> pl.DataFrame:
    """Return each couple once: the rows of both, the earlier row first."""
    rows = facts.with_row_index("row").select("row", "person_id", "spouse_id")
    both = rows.join(
        rows.select("person_id", other="row"), left_on="spouse_id", right_on="person_id"
    ).filter(pl.col("row") != pl.col("other"))
    return (
        both.select(
            first=pl.min_horizontal("row", "other").cast(pl.Int64),
            second=pl.max_horizontal("row", "other").cast(pl.Int64),
        )
        .unique()
        .sort("first", "second")
    )
