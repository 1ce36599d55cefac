"""The one table of rules: every restriction, what it is here, and where it stands."""

from __future__ import annotations

from seimbang.rules import conduct, duty, fit, pair, pppk, service, tenure, window
from seimbang.rules.rule import Rule

_FOUND: dict[str, Rule] = {
    rule.key: rule
    for module in (tenure, conduct, service, duty, window, pppk, fit, pair)
    for rule in module.RULES
}


def _order(key: str) -> tuple[str, int]:
    return ("RPG".index(key[0]).__str__(), int(key[1:]))


RULES: tuple[Rule, ...] = tuple(_FOUND[key] for key in sorted(_FOUND, key=_order))

RULE: dict[str, Rule] = {rule.key: rule for rule in RULES}
