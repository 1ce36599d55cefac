"""
A policy: the ordered list of goals, as data.

Those shipped stand in ``policies/``; a region's own is a file of its own
(:mod:`seimbang.plan.policy_file`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from seimbang.language import text

WORDS = {  # every goal in its usual order, as people call it
    "deviation": text("as little change of the accepted plan as possible"),
    "nobody": text("nobody at all at few places that must have somebody"),
    "minimum": text("few people missing to the legal minima"),
    "shortage": text("little shortage, fairly spread (least squares)"),
    "leximin": text("the worst share of the need staffed as high as possible"),
    "compulsory": text("few people moved without a wish"),
    "wishes": text("many wishes granted, first wishes first"),
    "travel": text("few minutes of travel added"),
    "worst_travel": text("the longest added travel as short as possible"),
    "misfit": text("little competence missing"),
    "regression": text("few steps back in class"),
    "order": text("an order drawn from the seed, so that one plan is left"),
}
GOALS = tuple(WORDS)

FOLDER = Path(__file__).parent / "policies"


class UnknownPolicyError(ValueError):
    """No policy of that name; the message lists those there are."""


@dataclass(frozen=True)
class Policy:
    """
    An ordered list of goals: each is optimised among the optima of the earlier ones.

    ``voluntary_only``: nobody is moved without a wish.

    :raises ValueError: when a goal is unknown or stands twice.
    """

    name: str
    version: int
    goals: tuple[str, ...]
    voluntary_only: bool = False
    description: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        unknown = [goal for goal in self.goals if goal not in GOALS]
        if unknown:
            raise ValueError(f"Expected goals of {GOALS}, got {unknown}.")
        if len(set(self.goals)) != len(self.goals):
            raise ValueError(f"Expected each goal once, got {self.goals}.")

    def as_dict(self) -> dict[str, object]:
        """Return the policy as it stands in the files of a plan."""
        return {
            "name": self.name,
            "version": self.version,
            "goals": list(self.goals),
            "voluntary_only": self.voluntary_only,
            "basis": self.basis,
        }


def names() -> list[str]:
    """Return the names of the policies shipped."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def policy(name: str) -> Policy:
    """
    Return the shipped policy ``name``.

    :raises UnknownPolicyError: when there is none of that name.
    """
    path = FOLDER / f"{name}.yaml"
    if name not in names():
        raise UnknownPolicyError(
            text(
                "Expected a policy of {names}; got {name}.",
                names=", ".join(names()),
                name=name,
            )
        )
    leaf = yaml.safe_load(path.read_text(encoding="utf-8"))
    leaf["goals"] = tuple(leaf["goals"])
    return Policy(name=name, **leaf)
