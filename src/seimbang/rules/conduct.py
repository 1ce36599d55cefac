"""Rules on conduct: R4 discipline, R5 absence, R6 refusal, G9 performance."""

from __future__ import annotations

import polars as pl

from seimbang.language import text
from seimbang.rules.rule import Ground, Judgement, Rule


def discipline(ground: Ground) -> Judgement:
    """
    Judge whether a sanction is being served, or a case is pending.

    A sanction whose last day is not known leaves the answer open.
    """
    levels = list(ground.value("transfer.discipline_levels"))
    stated, until = pl.col("discipline"), pl.col("discipline_until")
    served = [level for level in levels if level != "pending"]
    running = stated.is_in(served)
    return Judgement(
        fails=(stated == "pending") | (running & (until > ground.day)),
        unknown={
            "discipline": stated.is_null(),
            "discipline_until": running & until.is_null(),
        },
    )


def absence(ground: Ground) -> Judgement:
    """
    Judge whether the days of absence lead to a sanction that would bar a move.

    A medium or severe sanction already given is R4's matter; days not known say
    nothing more than R4 does.
    """
    days = pl.col("absence_days")
    level = pl.lit(None, dtype=pl.String)
    for lowest, sanction in _steps(ground):
        level = pl.when(days >= lowest).then(pl.lit(sanction)).otherwise(level)
    sanctioned = pl.col("discipline").is_in(["medium", "severe"]).fill_null(False)
    barred = level.is_in(["medium", "severe"]) & ~sanctioned
    return Judgement(
        fails=barred | (level == "dismissal"),
        facts={"level": level},
    )


def _steps(ground: Ground) -> list[tuple[int, str]]:
    """Return the ladder as (least days, level of the sanction), rising."""
    ladder = ground.value("transfer.absence_ladder")
    return [(int(step["from"]), str(step["level"])) for step in ladder["steps"]]


def performance(ground: Ground) -> Judgement:
    """Judge whether the predicate was good enough in each of the years asked for."""
    least = str(ground.value("transfer.performance_minimum"))
    years = int(ground.value("transfer.performance_years"))
    order = ["very_poor", "poor", "needs_improvement", "good", "very_good"]
    enough = order[order.index(least) :]
    columns = ("performance_last", "performance_before")[:years]
    return Judgement(
        fails=pl.any_horizontal(*(~pl.col(name).is_in(enough) for name in columns)),
        unknown={name: pl.col(name).is_null() for name in columns},
        facts={"least": pl.lit(least), "years": pl.lit(years)},
    )


RULES = (
    Rule(
        key="R4",
        title=text("Discipline"),
        role="gate",
        scope="person",
        law=("transfer.discipline_levels",),
        columns=("discipline", "discipline_until"),
        judge=discipline,
        fails=text("A disciplinary case is pending or a sanction is being served."),
        passes=text("No medium or severe sanction is pending or being served."),
    ),
    Rule(
        key="R5",
        title=text("Absence without leave"),
        role="gate",
        scope="person",
        law=("transfer.absence_ladder",),
        columns=("absence_days",),
        judge=absence,
        fails=text(
            "{absence_days} days of absence in the year lead to a sanction ({level}) "
            "that is not recorded: settle it first."
        ),
        passes=text("No absence is recorded that leads to a barring sanction."),
    ),
    Rule(
        key="R6",
        title=text("Refusing a posting"),
        role="not_a_rule",
        scope="person",
        law=("transfer.duty_to_serve_anywhere",),
        fails=text("Refusal has disciplinary rules; it does not stop a proposal."),
        passes=text("Refusal has disciplinary rules; it does not stop a proposal."),
    ),
    Rule(
        key="G9",
        title=text("Performance of the last years"),
        role="gate",
        scope="person",
        law=("transfer.performance_minimum", "transfer.performance_years"),
        columns=("performance_last", "performance_before"),
        judge=performance,
        fails=text(
            "Performance {performance_last} (last year), {performance_before} (the "
            "year before): below {least} in one of {years} years."
        ),
        passes=text("Performance at least {least} in the last {years} years."),
    ),
)
