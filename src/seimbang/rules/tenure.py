"""Rules on how long somebody has been where they are: R1, R2, R3, R17."""

from __future__ import annotations

import polars as pl

from seimbang.language import text
from seimbang.model.dates import add_months
from seimbang.rules.rule import BOTH, Ground, Judgement, Rule

TEACHER_AT_SCHOOL = (
    pl.col("subject").is_not_null()
    & (pl.col("job_kind") == "functional")
    & pl.col("unit_kind").is_in(["sd", "smp"])
)


def minimum_months(ground: Ground) -> int:
    """Return the months to stay at least: the law's, or the region's switch (X3)."""
    if ground.local.tenure_months is not None:
        return int(ground.local.tenure_months)
    return int(ground.value("transfer.minimum_tenure"))


def anniversary(column: pl.Expr, months: int) -> pl.Expr:
    """Return the day ``months`` later: the first day allowed (D12)."""
    return column.dt.offset_by(f"{months}mo")


def minimum_tenure(ground: Ground) -> Judgement:
    """
    Judge whether the least time in the present post has passed.

    Source: PP 11/2017 art. 190(3); the day of the anniversary is allowed (D12).
    """
    months = minimum_months(ground)
    allowed_from = anniversary(pl.col("job_since"), months)
    facts = {"months": pl.lit(months), "allowed_from": allowed_from}
    if ground.local.tenure_months is not None:
        facts["basis"] = pl.lit(ground.local.tenure_basis)
    return Judgement(
        fails=allowed_from > ground.day,
        unknown={"job_since": pl.col("job_since").is_null()},
        facts=facts,
    )


def maximum_tenure(ground: Ground) -> Judgement:
    """Judge whether the longest time in a post has passed: then rotation is due."""
    months = int(ground.value("transfer.maximum_tenure"))
    overdue_from = anniversary(pl.col("job_since"), months)
    return Judgement(
        fails=overdue_from <= ground.day,
        unknown={"job_since": pl.col("job_since").is_null()},
        facts={"months": pl.lit(months), "overdue_from": overdue_from},
    )


def own_request_elsewhere(ground: Ground) -> Judgement:
    """
    Judge an own request to another government, by the date as PNS (D13).

    Moves inside one government are not concerned; so the planner never asks this.
    """
    years = int(ground.value("transfer.own_request_years"))
    allowed_from = anniversary(pl.col("pns_since"), 12 * years)
    return Judgement(
        fails=allowed_from > ground.day,
        unknown={"pns_since": pl.col("pns_since").is_null()},
        facts={"years": pl.lit(years), "allowed_from": allowed_from},
    )


def tenure_at_school(ground: Ground) -> Judgement:
    """
    Judge whether a teacher has served long enough at the school.

    Who has held the post there for as long has been there for as long: then the day
    at the unit may be missing. A special area is exempt.
    """
    months = int(ground.value("teacher.tenure_at_school"))
    latest = add_months(ground.day, -months)
    since = pl.coalesce("unit_since", "job_since")
    special = pl.col("special_area").fill_null(False)
    exact = pl.col("unit_since").is_not_null()
    return Judgement(
        fails=exact & (anniversary(since, months) > ground.day) & ~special,
        unknown={
            "unit_since": ~exact & ~special & (since.is_null() | (since > latest)),
        },
        facts={"months": pl.lit(months), "allowed_from": anniversary(since, months)},
    )


RULES = (
    Rule(
        key="R1",
        title=text("Least time in the present post"),
        role="gate",
        scope="person",
        modes=BOTH,
        law=("transfer.minimum_tenure",),
        local=("tenure_months",),
        columns=("job_since",),
        judge=minimum_tenure,
        fails=text(
            "In this post since {job_since}: {months} months have not passed; a move "
            "is possible from {allowed_from}."
        ),
        passes=text("In this post since {job_since}, at least {months} months."),
    ),
    Rule(
        key="R2",
        title=text("Longest time in a post"),
        role="flag",
        scope="person",
        modes=BOTH,
        law=("transfer.maximum_tenure",),
        columns=("job_since",),
        judge=maximum_tenure,
        fails=text(
            "In this post since {job_since}: rotation has been due since "
            "{overdue_from} ({months} months)."
        ),
        passes=text("In this post since {job_since}, less than {months} months."),
    ),
    Rule(
        key="R3",
        title=text("Own request to another government"),
        role="not_a_rule",
        scope="person",
        modes=frozenset({"voluntary"}),
        law=("transfer.own_request_years",),
        columns=("pns_since",),
        judge=own_request_elsewhere,
        concerns=lambda _: pl.col("status").is_in(["pns", "cpns"]),
        fails=text(
            "PNS since {pns_since}: an own request to another government is possible "
            "from {allowed_from} ({years} years). Moves inside the government are free."
        ),
        passes=text(
            "PNS since {pns_since}: {years} years have passed, an own request to "
            "another government is possible."
        ),
    ),
    Rule(
        key="R17",
        title=text("Teachers: years at the present school"),
        role="gate",
        scope="person",
        modes=BOTH,
        law=("teacher.tenure_at_school",),
        columns=("unit_since", "job_since", "special_area"),
        judge=tenure_at_school,
        concerns=lambda _: TEACHER_AT_SCHOOL,
        fails=text(
            "At this school since {unit_since}: {months} months have not passed; a "
            "move is possible from {allowed_from}."
        ),
        passes=text("Long enough at this school ({months} months), or special area."),
    ),
)
