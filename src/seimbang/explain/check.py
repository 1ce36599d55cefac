"""
Which rules a move passed, for all movers at once.

The same answers as ``Eligibility.findings``, from the same judgements, but one pass
over the columns: 300 movers × 25 rules in milliseconds. Kept per rule: only the facts
that its sentence speaks of, none that is personal.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from seimbang.explain.discretion import PERSONAL_FACTS, PRIVATE_RULES
from seimbang.explain.source import RULE
from seimbang.plan import Plan
from seimbang.rules import COMPULSORY, VOLUNTARY
from seimbang.rules.rule import Judgement, Rule, Verdict

Checks = dict[str, dict[str, Any]]


def checks(plan: Plan, moves: Sequence[Mapping[str, Any]]) -> list[Checks]:
    """Return per move of plan.json: rule → facts, for every gate it passed."""
    rows = [plan.eligibility.row(move["person_id"]) for move in moves]
    answers = _answers(plan, rows)
    today = _km_today(plan, rows)
    return [
        _of_person(plan, move, answer) | _of_pair(plan, move, km)
        for move, answer, km in zip(moves, answers, today, strict=True)
    ]


@cache
def placeholders(message: str) -> tuple[str, ...]:
    """Return the facts a sentence speaks of."""
    names = (name for _, name, _, _ in string.Formatter().parse(message) if name)
    return tuple(dict.fromkeys(names))


def tellable(rule: Rule) -> tuple[str, ...]:
    """Return the facts of the rule's sentence, () when one of them is personal."""
    names = placeholders(rule.passes.message)
    hidden = rule.key in PRIVATE_RULES or PERSONAL_FACTS & set(names)
    return () if hidden else names


def plain(value: Any) -> Any:
    """Return a fact as JSON knows it."""
    return value.isoformat() if isinstance(value, date) else value


def _answers(plan: Plan, rows: Sequence[int]) -> list[dict[str, Any]]:
    judged = plan.eligibility.judged
    columns = [
        expression.alias(f"{key}/{name}")
        for key, (rule, judgement) in judged.judged.items()
        if rule.role == "gate"
        for name, expression in _columns(plan, rule, judgement).items()
    ]
    frame: pl.DataFrame = judged.facts[list(rows)]
    return frame.select(columns).to_dicts() if columns else [{} for _ in rows]


def _columns(plan: Plan, rule: Rule, judgement: Judgement) -> dict[str, pl.Expr]:
    """Return what is asked of a rule: whom it concerns, its verdict, what is spoken."""
    ground = plan.eligibility.ground
    concerns = pl.lit(True) if rule.concerns is None else rule.concerns(ground)
    found = {
        "/concerns": concerns.fill_null(value=False),
        "/verdict": judgement.verdict,
    }
    for name in tellable(rule):
        found[name] = judgement.facts.get(name, pl.col(name))
    return found


def _of_person(plan: Plan, move: Mapping[str, Any], answer: dict[str, Any]) -> Checks:
    mode = VOLUNTARY if move["voluntary"] else COMPULSORY
    judged = plan.eligibility.judged
    found: Checks = {}
    for key in judged.gates(mode):
        if not answer[f"{key}//concerns"]:
            continue
        rule = RULE[key]
        if answer[f"{key}//verdict"] == Verdict.PASS.value:
            found[key] = {
                name: plain(answer[f"{key}/{name}"]) for name in tellable(rule)
            }
        elif rule.liftable and move["person_id"] in judged.waived.get(key, {}):
            found[key] = {} if key in PRIVATE_RULES else {"waiver": True}
        else:
            found[key] = {"let_through": True}
    return found


def _km_today(plan: Plan, rows: Sequence[int]) -> list[float | None]:
    """Return km from home to the present unit, None where it is not known."""
    desk, people = plan.eligibility.desk, np.array(rows, np.int64)
    far, _ = desk.ways.between(people, desk.own_unit[people])
    return [None if np.isnan(km) else round(float(km), 1) for km in far]


def _unknown(plan: Plan, move: Mapping[str, Any], row: int) -> list[str]:
    """Return the rules of the place that a move passes only for want of data."""
    desk = plan.eligibility.desk
    values = desk.classes.values[desk.classes.of_person[row]]
    verdicts = desk.fitness.of(values, move["to_job"]).verdicts
    found = [key for key, one in verdicts.items() if one is Verdict.UNKNOWN]
    limited = plan.local.max_distance_km is not None and not move["voluntary"]
    if limited and (move["km"] is None or not desk.ways.home_known[row]):
        found.append("R15")
    return found


def _of_pair(plan: Plan, move: Mapping[str, Any], today: float | None) -> Checks:
    local = plan.local
    found: Checks = {"G7": {"job_id": move["to_job"]}, "G8": {"job_id": move["to_job"]}}
    found |= {"G15": {}, "G16": {}}
    row = plan.eligibility.row(move["person_id"])
    if plan.eligibility.judged.facts["status"][row] == "pppk":
        found["P2"] = {}
    if move["voluntary"]:
        found["G17"] = {"rank": move["rank"]}
    elif local.max_distance_km is not None:
        found["R15"] = {
            "km": move["km"],
            "maximum": local.max_distance_km,
            "today": today,
        }
    for key in _unknown(plan, move, row):
        found[key] = {"let_through": True}
    for key in found:
        if move["person_id"] in plan.eligibility.judged.waived.get(key, {}):
            found[key] = {"waiver": True}
    return found
