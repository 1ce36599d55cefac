"""
What explanations do not tell: small numbers of personal traits, and private causes.

Need, staff and gap of a place are never hidden. Counts of people by a personal trait,
and of people with a wish, below :data:`FEW` are None: "fewer than 5".
Source: practice.md, "Wordings that settle a doubt".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FEW = 5

PRIVATE_RULES = frozenset({"G4", "G12", "R9", "R16"})  # health, care, leave, family
PRIVATE = "private"  # stands for any of them in what is written of a person

TRAIT_RULES = PRIVATE_RULES | {"R4", "R5", "R7", "R8", "G9", "G10", "G17"}

PERSONAL_FACTS = frozenset({"birth_on", "retirement_on", "spouse_id", "protection"})


def few(number: int) -> int | None:
    """Return the number, None where it is below :data:`FEW`."""
    return None if number < FEW else number


def counted(rule: str, number: int) -> int | None:
    """Return how many people a rule holds; None for a few with a personal trait."""
    return few(number) if rule in TRAIT_RULES else number


def tallied(numbers: Iterable[tuple[str, int]]) -> list[list[Any]]:
    """
    Return ``[rule, people]`` of a small circle, such as one family of jobs.

    A few people with a private cause stand together behind one word.
    """
    told, hidden = [], False
    for rule, number in numbers:
        if rule in PRIVATE_RULES and number < FEW:
            hidden = True
        else:
            told.append([rule, counted(rule, number)])
    return [*told, [PRIVATE, None]] if hidden else told


def discreet(rules: Iterable[str]) -> list[str]:
    """Return rule keys with the private ones behind one word, each once."""
    told = (PRIVATE if rule in PRIVATE_RULES else rule for rule in rules)
    return list(dict.fromkeys(told))
