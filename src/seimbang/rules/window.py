"""Rules on windows of time for officials: R10–R14."""

from __future__ import annotations

from datetime import date

import polars as pl

from seimbang.language import text
from seimbang.model.dates import add_months
from seimbang.rules.duty import leads
from seimbang.rules.rule import Ground, Judgement, Rule


def in_scope(ground: Ground) -> pl.Expr:
    """Return whom the windows concern (R13)."""
    scope = ground.value("transfer.election_scope")
    return leads(scope["duties"]) | pl.col("job_kind").is_in(list(scope["kinds"]))


def replacement(ground: Ground) -> Judgement:
    """Judge whether a JPT has been in the post for the least years."""
    least = int(ground.value("transfer.jpt_years")["low"])
    allowed_from = pl.col("job_since").dt.offset_by(f"{12 * least}mo")
    return Judgement(
        fails=allowed_from > ground.day,
        unknown={"job_since": pl.col("job_since").is_null()},
        facts={"years": pl.lit(least), "allowed_from": allowed_from},
    )


def election_window(ground: Ground) -> Judgement:
    """
    Judge whether the window around a local election is open on the day.

    It opens ``months`` before candidates are fixed; the day the term ends is in it.
    """
    window = ground.value("transfer.election_window")
    spans = [
        (
            add_months(election["candidates_fixed_on"], -int(window["months"])),
            election["term_ends_on"],
        )
        for election in window["elections"]
    ]
    return _inside(spans, ground)


def new_head_window(ground: Ground) -> Judgement:
    """Judge whether a new regional head is in the first months of the term."""
    months = int(ground.value("transfer.new_head_months"))
    inaugurated = ground.value("transfer.new_head_inaugurated_on")
    return _inside(
        [(since, add_months(since, months)) for since in inaugurated], ground
    )


def _inside(spans: list[tuple[date, date]], ground: Ground) -> Judgement:
    """Judge by spans of days, their last day blocked too (D12)."""
    open_now = [span for span in spans if span[0] <= ground.day <= span[1]]
    if not open_now:
        return Judgement(fails=pl.lit(False))
    since, until = open_now[-1]
    return Judgement(
        fails=pl.lit(True),
        facts={"blocked_from": pl.lit(since), "blocked_until": pl.lit(until)},
    )


RULES = (
    Rule(
        key="R10",
        title=text("Replacement of a JPT"),
        role="gate",
        scope="person",
        law=("transfer.jpt_years",),
        columns=("job_since",),
        judge=replacement,
        concerns=lambda _: pl.col("job_kind") == "jpt",
        fails=text(
            "Inaugurated on {job_since}: no replacement before {allowed_from} "
            "({years} years)."
        ),
        passes=text("In the post for at least {years} years."),
    ),
    Rule(
        key="R11",
        title=text("Window of the local election"),
        role="gate",
        scope="person",
        law=("transfer.election_window", "transfer.election_scope"),
        columns=("job_kind", "duties"),
        judge=election_window,
        concerns=in_scope,
        fails=text(
            "No replacement of officials from {blocked_from} until {blocked_until} "
            "without written approval of the Minister of Home Affairs."
        ),
        passes=text("No window of a local election is open."),
    ),
    Rule(
        key="R12",
        title=text("First months of a new regional head"),
        role="gate",
        scope="person",
        law=(
            "transfer.new_head_months",
            "transfer.new_head_inaugurated_on",
            "transfer.election_scope",
        ),
        columns=("job_kind", "duties"),
        judge=new_head_window,
        concerns=in_scope,
        fails=text(
            "From {blocked_from} until {blocked_until} the Minister of Home Affairs "
            "must approve the replacement of officials."
        ),
        passes=text("The regional head is past the first months."),
    ),
    Rule(
        key="R13",
        title=text("Who counts in the windows"),
        role="not_a_rule",
        scope="person",
        law=("transfer.election_scope",),
        fails=text("Says whom R11 and R12 concern."),
        passes=text("Says whom R11 and R12 concern."),
    ),
    Rule(
        key="R14",
        title=text("Acting regional heads need consideration of BKN"),
        role="not_a_rule",
        scope="person",
        law=("transfer.acting_head_consideration",),
        fails=text("A condition of the procedure, not of a move."),
        passes=text("A condition of the procedure, not of a move."),
    ),
)
