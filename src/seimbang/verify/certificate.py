"""The certificate as its file has it: what is claimed, family by family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from seimbang.verify.claim import LinkedClaim, linked, potentials, step, step_keys
from seimbang.verify.costs import Step
from seimbang.verify.report import refuse
from seimbang.verify.shape import (
    RATIO,
    Array,
    integer,
    integers,
    items,
    ratio,
    record,
    truth,
    words,
)

FORMAT = "seimbang-certificate/2"
STATUSES = ("OPTIMAL", "INFEASIBLE", "TIME_LIMIT", "UNSUPPORTED")
_COUNTS = (
    "nobody",
    "minimum",
    "compulsory",
    "travel",
    "worst_travel",
    "misfit",
    "regression",
    "moves",
)
_MORE_COUNTS, _MORE_RATIOS = ("below", "short_seats"), ("missing", "spread")

Total = int | Fraction | tuple[int, ...]


@dataclass(frozen=True)
class GoalClaim:
    """What is claimed of one goal of one family."""

    step: Step
    value: int | Fraction
    potentials: Array  # seats, keep nodes, groups, root; empty: none given
    scaled: int | None = None


@dataclass(frozen=True)
class FamilyClaim:
    """What is claimed of one family: who leaves, and why nothing is better."""

    name: str
    scale: int
    exact: bool
    unique: bool
    uniqueness: Array  # potentials that show it; empty when nothing is claimed
    person: Array
    seat: Array
    goals: tuple[GoalClaim, ...]
    linked: bool  # proved together with others: no goals of its own


@dataclass(frozen=True)
class Certificate:
    """The proof of a plan."""

    problem_sha256: str
    status: str
    reason: str
    seed: str
    families: tuple[FamilyClaim, ...]
    totals: Mapping[str, Total]  # the sums over all families
    linked: LinkedClaim | None  # the families that limits tie together


def certificate(value: Any) -> Certificate:
    """Return the certificate that the JSON ``value`` holds."""
    top = record(
        value,
        "certificate",
        ("format", "problem_sha256", "status", "seed", "families"),
        ("versions", "totals", "reason", "linked"),
    )
    if top["format"] != FORMAT:
        raise refuse("certificate: expected format {format}.", format=FORMAT)
    status = words(top["status"], "status")
    if status not in STATUSES:
        raise refuse("certificate: unknown status {status}.", status=status)
    families = items(top["families"], "families")
    together = top.get("linked")
    claims = status == "OPTIMAL" or together is not None
    if claims and "totals" not in top:
        raise refuse("{where}: {keys} missing.", where="certificate", keys="totals")
    return Certificate(
        words(top["problem_sha256"], "problem_sha256"),
        status,
        words(top.get("reason", ""), "reason"),
        words(top["seed"], "seed"),
        tuple(_family(one, f"families[{at}]") for at, one in enumerate(families)),
        _totals(top["totals"]) if claims else {},
        None if together is None else linked(together, "linked"),
    )


def _family(value: Any, where: str) -> FamilyClaim:
    entry = record(
        value,
        where,
        ("family", "scale", "exact", "unique", "uniqueness", "moves", "goals"),
        ("linked",),
    )
    pairs = [items(pair, f"{where}.moves", 2) for pair in items(entry["moves"], where)]
    goals = items(entry["goals"], f"{where}.goals")
    unique = truth(entry["unique"], f"{where}.unique")
    if not unique and entry["uniqueness"] is not None:
        raise refuse("{where}: not unique, and yet a proof of it.", where=where)
    tied = truth(entry.get("linked", False), f"{where}.linked")
    if tied and (goals or unique):
        raise refuse("{where}: linked, and yet a proof of its own.", where=where)
    return FamilyClaim(
        words(entry["family"], where),
        integer(entry["scale"], f"{where}.scale", 1, RATIO),
        truth(entry["exact"], f"{where}.exact"),
        unique,
        potentials(entry["uniqueness"] if unique else [], f"{where}.uniqueness"),
        integers([pair[0] for pair in pairs], f"{where}.moves", len(pairs)),
        integers([pair[1] for pair in pairs], f"{where}.moves", len(pairs)),
        tuple(_goal(goal, f"{where}.goals[{at}]") for at, goal in enumerate(goals)),
        tied,
    )


def _goal(value: Any, where: str) -> GoalClaim:
    name = words(record(value, where, ("goal",), None)["goal"], where)
    scaled = ("scaled",) if name == "shortage" else ()
    required = ("goal", "value", *step_keys(name), *scaled)
    entry = record(value, where, required, ("potentials",))
    if name == "shortage":
        claimed: int | Fraction = ratio(entry["value"], f"{where}.value")
    else:
        claimed = integer(entry["value"], f"{where}.value", None)
    return GoalClaim(
        step(name, entry, where),
        claimed,
        potentials(entry.get("potentials", []), f"{where}.potentials"),
        integer(entry["scaled"], f"{where}.scaled", None) if scaled else None,
    )


def _totals(value: Any) -> dict[str, Total]:
    entry = record(
        value,
        "totals",
        (*_COUNTS, "shortage", "wishes"),
        (*_MORE_COUNTS, *_MORE_RATIOS),
    )
    found: dict[str, Total] = {}
    for name, number in entry.items():
        where = f"totals.{name}"
        if name == "wishes":
            found[name] = tuple(integer(one, where) for one in items(number, where))
        elif name == "shortage" or name in _MORE_RATIOS:
            found[name] = ratio(number, where)
        else:
            found[name] = integer(number, where)
    return found
