"""Rules on being in service: status, retirement, leave, bonds (R7–R9, G1, G2 …)."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from seimbang.language import text
from seimbang.model.dates import add_months
from seimbang.rules.rule import (
    ONLY_COMPULSORY,
    Ground,
    Judgement,
    Reference,
    Rule,
    last_day,
)
from seimbang.workload.retirement import pension_starts

AWAY = ["long", "sick", "maternity"]  # they keep it


def near_retirement(ground: Ground) -> Judgement:
    """Judge whether enough months are left; the region's own limit."""
    months = ground.local.min_months_to_retirement
    return _retirement(ground, add_months(ground.day, months), months)


def retired(ground: Ground) -> Judgement:
    """Judge whether the age of retirement has been reached on the day."""
    return _retirement(ground, ground.day + timedelta(days=1), 0)


def _retirement(ground: Ground, first: date, months: int) -> Judgement:
    """
    Judge whether retirement comes before ``first``.

    Where the level is not known, the lowest of all ages may settle it.
    """
    exact = pl.col("retirement_on")
    earliest = pension_starts(pl.col("birth_on"), pl.lit(_lowest_age(ground)))
    open_ = exact.is_null() & (earliest < first).fill_null(value=True)
    born = pl.col("birth_on").is_not_null()
    return Judgement(
        fails=exact < first,
        unknown={"birth_on": open_ & ~born, "level": open_ & born},
        facts={
            "months": pl.lit(months),
            "retirement_on": pl.coalesce(exact, earliest),
        },
    )


def _lowest_age(ground: Ground) -> int:
    ages = ground.value("retirement.age")
    functional = ages["functional"].values()
    others = (age for age in ages.values() if isinstance(age, int))
    return min(int(age) for age in (*functional, *others))


def _on(kinds: list[str], ground: Ground) -> pl.Expr:
    """Return whether a leave of one of ``kinds`` is running on the day."""
    begun = pl.col("leave_since").is_null() | (pl.col("leave_since") <= ground.day)
    goes_on = pl.col("leave_until").is_null() | (pl.col("leave_until") > ground.day)
    return pl.col("leave").is_in(kinds) & begun & goes_on


def released(ground: Ground) -> Judgement:
    """
    Judge whether a leave releases from the post.

    Unpaid leave and suspension always do; study when it lasts longer than the law's
    months, or when its length is not known.
    """
    months = int(ground.value("transfer.leave_released_months"))
    leaves = list(ground.value("transfer.released_by"))
    longest = pl.col("leave_since").dt.offset_by(f"{months}mo")
    long_study = (pl.col("leave_until") > longest).fill_null(True)
    return Judgement(
        fails=_on(leaves, ground) & ((pl.col("leave") != "study") | long_study),
        unknown={"leave": pl.col("leave").is_null()},
        facts={"months": pl.lit(months), "last_day": last_day("leave_until")},
    )


def away(ground: Ground) -> Judgement:
    """Judge whether the person is on a leave that keeps the post."""
    return Judgement(
        fails=_on(AWAY, ground),
        unknown={"leave": pl.col("leave").is_null()},
        facts={"last_day": last_day("leave_until")},
    )


def bonded(ground: Ground) -> Judgement:
    """Judge whether a study assignment or a bond of service is running."""
    return Judgement(
        fails=_on(["study"], ground) | (pl.col("bonded_until") > ground.day),
        unknown={"leave": pl.col("leave").is_null()},
        facts={"last_day": last_day("bonded_until")},
    )


def probation(ground: Ground) -> Judgement:
    """Judge whether the person is still on probation (CPNS)."""
    return Judgement(fails=pl.col("status") == "cpns")


def status(ground: Ground) -> Judgement:
    """Judge whether the status can be transferred; CPNS and part-time: G1, P5."""
    movable = [*ground.value("transfer.movable_statuses"), "cpns", "pppk_part_time"]
    return Judgement(fails=~pl.col("status").is_in(movable))


def in_duty(ground: Ground) -> Judgement:
    """Judge whether the person counts as staff in duty on the day."""
    return Judgement(fails=~pl.col("counted"), facts={"why": pl.col("why")})


RULES = (
    Rule(
        key="R7",
        title=text("Near retirement"),
        role="gate",
        scope="person",
        modes=ONLY_COMPULSORY,
        local=("min_months_to_retirement",),
        columns=("birth_on", "level"),
        judge=near_retirement,
        fails=text(
            "Retires on {retirement_on}, in less than {months} months: no move "
            "without a wish."
        ),
        passes=text(
            "Retires on {retirement_on} at the earliest, in at least {months} months."
        ),
    ),
    Rule(
        key="R8",
        title=text("Age of retirement"),
        role="gate",
        scope="person",
        law=("retirement.age",),
        columns=("birth_on", "level"),
        judge=retired,
        liftable=False,
        fails=text("Has reached the age of retirement ({retirement_on})."),
        passes=text("In service at least until {retirement_on}."),
    ),
    Rule(
        key="R9",
        title=text("Released from the post by leave"),
        role="gate",
        scope="person",
        law=("transfer.leave_released_months", "transfer.released_by"),
        columns=("leave", "leave_since", "leave_until"),
        judge=released,
        fails=text("Released from the post: {leave}; last day: {last_day}."),
        passes=text("No leave that releases from the post."),
    ),
    Rule(
        key="G1",
        title=text("Probation"),
        role="gate",
        scope="person",
        law=("transfer.movable_statuses",),
        columns=("status",),
        judge=probation,
        liftable=False,
        counted=True,
        fails=text("CPNS: counted as staff, cannot be moved."),
        passes=text("Not on probation."),
    ),
    Rule(
        key="G2",
        title=text("Status that cannot be transferred"),
        role="gate",
        scope="person",
        law=("transfer.movable_statuses",),
        columns=("status",),
        judge=status,
        liftable=False,
        counted=True,
        fails=text("Status {status}: shown, not counted, cannot be moved."),
        passes=text("Status {status} is no bar."),
    ),
    Rule(
        key="G10",
        title=text("Study assignment or bond of service"),
        role="gate",
        scope="person",
        law=("transfer.study_or_bond_bars",),
        columns=("leave", "bonded_until"),
        judge=bonded,
        fails=text("On a study assignment or bound to serve; last day: {last_day}."),
        passes=text("No study assignment, no bond of service."),
    ),
    Rule(
        key="G12",
        title=text("On leave"),
        role="gate",
        scope="person",
        modes=ONLY_COMPULSORY,
        references=(Reference("project", "cuti"),),
        columns=("leave", "leave_since", "leave_until"),
        judge=away,
        fails=text("On leave: {leave}; last day: {last_day}. No move without a wish."),
        passes=text("Not on leave."),
    ),
    Rule(
        key="G13",
        title=text("In duty on the day"),
        role="gate",
        scope="person",
        references=(Reference("project", "keputusan pasokan"),),
        columns=("status",),
        judge=in_duty,
        liftable=False,
        counted=True,
        fails=text("Not counted as staff on this day ({why})."),
        passes=text("Counted as staff on this day."),
    ),
)
