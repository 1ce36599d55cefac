"""Everything that reasons.json says of one person, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seimbang.explain.words.common import Line, Reasons, listed, title
from seimbang.explain.words.move import met, of_move, of_rules
from seimbang.explain.words.wish import of_wish
from seimbang.language import Text, text


def of_person(reasons: Reasons, person_id: str) -> list[Line]:
    """Return what the plan does with a person and why; nothing of anybody else."""
    return list(_lines(reasons, person_id))


def _lines(reasons: Reasons, person_id: str) -> Iterator[Line]:
    for move in reasons["moves"]:
        if move["person_id"] == person_id:
            yield from (Line("move", words) for words in of_move(reasons, move))
            yes = met(move)
            for topic, rules in (
                ("open", [rule for rule in move["rules"] if rule not in yes]),
                ("rule", yes),
            ):
                part = move | {"rules": {rule: move["rules"][rule] for rule in rules}}
                yield from (Line(topic, words) for words in of_rules(reasons, part))
    for group in reasons["stays"]:
        if person_id in group["people"]:
            yield from (Line("stays", words) for words in of_stay(reasons, group))
    for wish in reasons["wishes"]:
        if wish["person_id"] == person_id:
            yield Line("wish", of_wish(reasons, wish))


def of_stay(reasons: Reasons, group: Mapping[str, Any]) -> list[Text]:
    """Return why people of a group of ``stays`` are not moved."""
    found = [text("The plan does not move this person.")]
    if not group["counted"]:
        found.append(text("Not counted as staff on the day of the plan."))
    elif group["movable"]:
        found.append(text("A move would be lawful, but none makes the plan better."))
    elif not group["held"]:
        found.append(text("No rule holds the person; no place in reach may receive."))
    unless = [rule for rule in group["held"] if rule not in group["held_wish"]]
    if group["held_wish"]:
        rules = listed(title(reasons, rule) for rule in group["held_wish"])
        found.append(text("Held by: {rules}.", rules=rules))
    if unless:
        rules = listed(title(reasons, rule) for rule in unless)
        found.append(text("Held unless the person wishes, by: {rules}.", rules=rules))
    if group["missing"]:
        names = [reasons["columns"].get(name, name) for name in group["missing"]]
        found.append(text("Complete the data: {columns}.", columns=", ".join(names)))
    return found
