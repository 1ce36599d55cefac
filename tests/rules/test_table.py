"""The one table of rules, and the page that shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from seimbang.language import speaking
from seimbang.law import Law
from seimbang.model.tables import PEOPLE
from seimbang.rules import PAIR_RULES, RULES, Rule
from seimbang.rules.facts import SCHEMA

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"


def basis(rule: Rule) -> str:
    places = [f"{one.source}: {one.at}" for one in rule.references]
    names = [f"`{key}`" for key in rule.law]
    return "; ".join([*names, *(f"`local.{name}`" for name in rule.local), *places])


def line(rule: Rule) -> str:
    """Return the line of the page for one rule."""
    role = {"not_a_rule": "no rule"}.get(rule.role, rule.role)
    waiver = "yes" if rule.role == "gate" and rule.liftable else "–"
    with speaking("en"):
        cells = (
            rule.key,
            str(rule.title),
            role,
            rule.scope,
            "both" if len(rule.modes) == 2 else "".join(rule.modes),
            ", ".join(f"`{name}`" for name in rule.columns) or "–",
            basis(rule),
            waiver,
        )
    return "| " + " | ".join(cells) + " |"


def test_the_page_shows_every_rule_and_no_other() -> None:
    shown = PAGE.read_text(encoding="utf-8").split("\n")
    table = [one for one in shown if one.startswith("| ") and "| key |" not in one]
    assert table == [line(rule) for rule in RULES]


def test_the_restrictions_of_the_reference_are_all_there() -> None:
    keys = {rule.key for rule in RULES}
    assert keys >= {f"R{at}" for at in range(1, 20)}
    assert keys >= {f"P{at}" for at in range(1, 8)}, "the seven points of 5.4"
    assert len(keys) == len(RULES)


def test_gates_of_people_judge_and_other_scopes_are_pair_rules() -> None:
    for rule in RULES:
        if rule.role == "not_a_rule":
            continue
        if rule.scope == "person":
            assert rule.judge is not None, rule.key
        else:
            assert rule.key in {*PAIR_RULES, "P3", "G17"}, rule.key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.key))
def test_what_a_rule_names_exists(rule: Rule) -> None:
    law = Law.load()
    for key in rule.law:
        assert law.value(key, date(2026, 1, 1)).value is not None
    for place in rule.references:
        assert place.source in law.sources
    known = {*SCHEMA, *PEOPLE.schema()}
    assert set(rule.columns) <= known
