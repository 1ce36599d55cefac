"""Rules on PPPK: P1–P7, the points of section 5.4 of the reference."""

from __future__ import annotations

import polars as pl

from seimbang.language import text
from seimbang.rules.rule import Ground, Judgement, Reference, Rule, last_day

PPPK = pl.col("status") == "pppk"


def part_time(ground: Ground) -> Judgement:
    """Judge whether the contract is part-time: shown, not counted, not moved."""
    return Judgement(fails=pl.col("status") == "pppk_part_time")


def contract(ground: Ground) -> Judgement:
    """Judge whether the contract is running on the day."""
    return Judgement(
        fails=pl.col("contract_until") <= ground.day,
        unknown={"contract_until": pl.col("contract_until").is_null()},
        facts={"last_day": last_day("contract_until")},
    )


RULES = (
    Rule(
        key="P1",
        title=text("PPPK: to another government"),
        role="not_a_rule",
        scope="person",
        law=("pppk.transfer",),
        fails=text("No right to move to another government; inside one: no case."),
        passes=text("No right to move to another government; inside one: no case."),
    ),
    Rule(
        key="P2",
        title=text("PPPK: the main job does not change"),
        role="gate",
        scope="fit",
        law=("pppk.transfer",),
        columns=("status", "job_id"),
        concerns=lambda _: PPPK,
        liftable=False,
        fails=text("PPPK: the main job may not change ({job_id})."),
        passes=text("PPPK: the main job stays the same."),
    ),
    Rule(
        key="P3",
        title=text("PPPK: the need must be in the workload data"),
        role="gate",
        scope="pair",
        law=("pppk.transfer",),
        columns=("status",),
        concerns=lambda _: PPPK,
        liftable=False,
        fails=text("PPPK: the need of the new place is not measured."),
        passes=text("PPPK: the need of the new place is measured."),
    ),
    Rule(
        key="P4",
        title=text("PPPK: moved when staff is cut"),
        role="not_a_rule",
        scope="person",
        law=("pppk.needed_elsewhere",),
        fails=text("A power of the authority when staff is cut, not a condition."),
        passes=text("A power of the authority when staff is cut, not a condition."),
    ),
    Rule(
        key="P5",
        title=text("Part-time PPPK"),
        role="gate",
        scope="person",
        law=("pppk.part_time",),
        columns=("status",),
        judge=part_time,
        liftable=False,
        counted=True,
        fails=text("Part-time PPPK: shown, not counted, cannot be moved."),
        passes=text("Not part-time."),
    ),
    Rule(
        key="P6",
        title=text("Part-time PPPK moved without consent"),
        role="not_a_rule",
        scope="person",
        law=("pppk.part_time",),
        fails=text("One regional news item, too weak for a rule; P5 holds."),
        passes=text("One regional news item, too weak for a rule; P5 holds."),
    ),
    Rule(
        key="P7",
        title=text("PPPK: contract"),
        role="gate",
        scope="person",
        references=(Reference("project", "keputusan pasokan"),),
        columns=("contract_until",),
        judge=contract,
        concerns=lambda _: PPPK,
        fails=text("The contract ended on {last_day}."),
        passes=text("The contract runs until {last_day}."),
    ),
)
