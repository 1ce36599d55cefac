"""Waivers: one rule lifted for one person, within a period, with a written basis."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import WAIVERS
from seimbang.rules.rule import Ground
from seimbang.rules.table import RULE

TOLD = 3  # people named in a problem


def in_force(snapshot: Snapshot, ground: Ground) -> dict[str, dict[str, str]]:
    """Return the waivers in force on the day: rule → person → basis."""
    since, until = pl.col("since"), pl.col("until")
    begun = (since <= ground.day).fill_null(value=True)
    goes_on = (until > ground.day).fill_null(value=True)
    found: dict[str, dict[str, str]] = {}
    for row in snapshot["waivers"].filter(begun & goes_on).to_dicts():
        found.setdefault(_code(row["rule"]), {})[row["person_id"]] = row["basis"]
    return found


def _code(written: str) -> str:
    """Return the code of a rule as the table has it: r17 is R17."""
    return written.strip().upper()


def problems(snapshot: Snapshot, ground: Ground) -> tuple[Problem, ...]:
    """Return the waivers and local decisions that name no rule, or one they cannot."""
    used: dict[str, list[str]] = {}
    for person_id, key in snapshot["waivers"].select("person_id", "rule").iter_rows():
        used.setdefault(key, []).append(person_id)
    waived = (
        _problem(key, "waiver_without_rule", people)
        for key, people in used.items()
        if _code(key) not in RULE or not RULE[_code(key)].liftable
    )
    passed = (
        _problem(key, "unknown_passes_without_rule")
        for key in ground.local.unknown_passes
        if key not in RULE
    )
    return (*waived, *passed)


def _problem(key: str, code: str, people: Sequence[str] = ()) -> Problem:
    """Return the problem of a code; ``people`` are those waived, if it is a waiver."""
    known = [rule for rule in RULE.values() if rule.role == "gate"]
    rules = ", ".join(rule.key for rule in known if rule.liftable or not people)
    found: Text = text("Local parameter unknown_passes: no rule {rule}", rule=key)
    if people:
        more = ", …" if len(people) > TOLD else ""
        facts = {"rule": key, "people": ", ".join(people[:TOLD]) + more}
        found = text("Rule {rule} of {people}: there is no such rule", **facts)
        if _code(key) in RULE:
            found = text("Rule {rule} of {people}: no waiver lifts it", **facts)
    return Problem(
        severity=Severity.WARNING,
        code=code,
        file="",
        found=found,
        expected=text("one of {rules}", rules=rules),
        todo=text(
            "Write one of {rules}, or take the line out: it has no effect now.",
            rules=rules,
        ),
        sheet=WAIVERS.sheet if people else None,
        column=WAIVERS.column("rule").header if people else None,
    )
