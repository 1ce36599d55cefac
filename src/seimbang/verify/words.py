"""The checks in words, beside their stable keys."""

from __future__ import annotations

from seimbang.language import Text, text
from seimbang.verify.costs import Step

GOALS = {
    "nobody": text("places with nobody"),
    "minimum": text("people below the minimum"),
    "shortage": text("shortage"),
    "leximin": text("least share of the need"),
    "compulsory": text("moves by need"),
    "wishes": text("wishes granted"),
    "deviation": text("departures from the accepted plan"),
    "travel": text("travel"),
    "worst_travel": text("longest added travel"),
    "misfit": text("gap of competence"),
    "regression": text("fall in class"),
    "order": text("drawn order"),
}
CHECKS = {
    "problem": text("form of the problem"),
    "certificate": text("form of the certificate"),
    "plan": text("form of the plan"),
    "status": text("status of the plan"),
    "hash": text("same problem"),
    "round": text("same day and seed"),
    "policy": text("goals of the policy"),
    "families": text("families of jobs"),
    "moves": text("moves are possible"),
    "groups": text("nested groups"),
    "bounds": text("minimum and maximum"),
    "leaving": text("limit on leaving"),
    "caps": text("caps on groups"),
    "limits": text("limits of the round"),
    "chain": text("longest chain"),
    "scale": text("rounding of shortage"),
    "threshold": text("limit of added travel"),
    "values": text("values of the goals"),
    "unique": text("no other as good"),
    "totals": text("totals"),
    "pseudonyms": text("pseudonyms"),
    "plan.moves": text("moves of the plan"),
    "plan.chains": text("chains of moves"),
    "plan.seats": text("staff before, after"),
    "plan.summary": text("figures of the plan"),
    "plan.limits": text("told of limits"),
    "data": text("data readable"),
    "data.checksum": text("same data"),
    "data.local": text("local parameters"),
    "data.seats": text("needs and staff"),
    "data.caps": text("caps of the region"),
    "data.people": text("people and places"),
    "data.arcs": text("lawful possibilities"),
    "data.limits": text("demanded limits"),
    "data.moves": text("lawful moves"),
    "data.told": text("told of the data"),
} | {f"goal.{goal}": words for goal, words in GOALS.items()}


def check_words(key: str) -> Text | str:
    """Return a check in words; its key where there are none."""
    return CHECKS.get(key, key)


def goal_words(goal: str) -> Text | str:
    """Return a goal in words; its key where there are none."""
    return GOALS.get(goal, goal)


def step_words(step: Step) -> Text | str:
    """Return a goal in words, with the rank or level that is meant."""
    words = goal_words(step.goal)
    if step.rank is not None:
        return text("{goal}, choice {rank}", goal=words, rank=step.rank)
    if step.level is not None:
        return text("{goal} above {level}", goal=words, level=step.level)
    return words
