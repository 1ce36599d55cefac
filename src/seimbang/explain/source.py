"""The tables an explanation points into: rules with their words, citations once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from seimbang.law import Citation
from seimbang.rules import RULES
from seimbang.rules.rule import Ground, Rule
from seimbang.rules.words import header

RULE: dict[str, Rule] = {rule.key: rule for rule in RULES}


class Sources:
    """Rules and citations that were pointed at, each once, in the order of need."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.rules: dict[str, dict[str, Any]] = {}
        self.citations: list[dict[str, Any]] = []
        self._at: dict[Citation, int] = {}

    def cite(self, rules: Iterable[str]) -> None:
        """Put the rules into the table, with their citations."""
        for key in rules:
            if key in RULE and key not in self.rules:
                rule = RULE[key]
                self.rules[key] = {
                    "title": rule.title.message,
                    "passes": rule.passes.message,
                    "fails": rule.fails.message,
                    "role": rule.role,
                    "columns": _headings(rule),
                    "citations": [self._cite(one) for one in self._of(rule)],
                }

    def _of(self, rule: Rule) -> tuple[Citation, ...]:
        return rule.citations(self.ground)

    def _cite(self, citation: Citation) -> int:
        if citation not in self._at:
            self._at[citation] = len(self.citations)
            self.citations.append(citation.as_dict())
        return self._at[citation]


def _headings(rule: Rule) -> list[str]:
    """Return the headings of the columns a rule looks at; inner ones have none."""
    named = {name: header(name) for name in rule.columns}
    return [heading for name, heading in named.items() if heading != name]
