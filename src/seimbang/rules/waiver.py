"""Waivers: one rule lifted for one person, within a period, with a written basis."""

from __future__ import annotations

import polars as pl

from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import WAIVERS
from seimbang.rules.rule import Ground
from seimbang.rules.table import RULE


def in_force(snapshot: Snapshot, ground: Ground) -> dict[str, dict[str, str]]:
    """Return the waivers in force on the day: rule → person → basis."""
    since, until = pl.col("since"), pl.col("until")
    begun = (since <= ground.day).fill_null(value=True)
    goes_on = (until > ground.day).fill_null(value=True)
    found: dict[str, dict[str, str]] = {}
    for row in snapshot["waivers"].filter(begun & goes_on).to_dicts():
        found.setdefault(row["rule"], {})[row["person_id"]] = row["basis"]
    return found


def problems(snapshot: Snapshot, ground: Ground) -> tuple[Problem, ...]:
    """Return the waivers and local decisions that name no rule, or one they cannot."""
    used = snapshot["waivers"]["rule"].unique(maintain_order=True).to_list()
    header = WAIVERS.column("rule").header
    waived = (
        _problem(key, "waiver_without_rule", WAIVERS.sheet, header, liftable=True)
        for key in used
        if key not in RULE or not RULE[key].liftable
    )
    passed = (
        _problem(key, "unknown_passes_without_rule", None, None, liftable=False)
        for key in ground.local.unknown_passes
        if key not in RULE
    )
    return (*waived, *passed)


def _problem(
    key: str, code: str, sheet: str | None, column: str | None, *, liftable: bool
) -> Problem:
    known = [rule for rule in RULE.values() if rule.role == "gate"]
    named = ", ".join(rule.key for rule in known if rule.liftable or not liftable)
    found: Text = text("Found the rule {rule}.", rule=key)
    if key in RULE:
        found = text("Found the rule {rule}, which no waiver lifts.", rule=key)
    return Problem(
        severity=Severity.WARNING,
        code=code,
        file="",
        found=found,
        expected=text("Expected one of {rules}.", rules=named),
        todo=text("Name another rule, or take the line out; it has no effect now."),
        sheet=sheet,
        column=column,
    )
