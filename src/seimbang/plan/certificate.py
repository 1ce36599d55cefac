"""The certificate: what proves a plan, in the format a third party can check."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from seimbang import __version__
from seimbang.plan.lexicographic import Proof, Solution
from seimbang.plan.measure import Measure, measure, total
from seimbang.plan.problem import Problem

if TYPE_CHECKING:
    from seimbang.plan.side import Linked, LinkedProof

FORMAT = "seimbang-certificate/2"


def versions() -> dict[str, str]:
    """Return what computed the plan."""
    return {
        "seimbang": __version__,
        "ortools": version("ortools"),
        "highspy": version("highspy"),
    }


def certificate(
    problem: Problem,
    problem_sha256: str,
    solutions: Sequence[Solution],
    linked: Linked | None = None,
) -> dict[str, Any]:
    """
    Return the certificate of a plan.

    ``linked``: the proof of the families that limits tie together, if some are.
    """
    tied = () if linked is None else linked.families
    measures = [measure(solution) for solution in solutions]
    return {
        "format": FORMAT,
        "problem_sha256": problem_sha256,
        "status": "OPTIMAL" if linked is None else linked.status,
        "versions": versions(),
        "seed": problem.seed,
        "families": [
            _tied(solution, linked)
            if linked is not None and at in tied
            else _family(solution, its)
            for at, (solution, its) in enumerate(zip(solutions, measures, strict=True))
        ],
        "linked": None if linked is None else _linked(linked),
        "totals": total(measures, problem.wish_ranks).as_dict(),
    }


def refusal(
    problem: Problem, problem_sha256: str, status: str, reason: str
) -> dict[str, Any]:
    """Return the certificate's form when there is no plan to prove."""
    return {
        "format": FORMAT,
        "problem_sha256": problem_sha256,
        "status": status,
        "versions": versions(),
        "seed": problem.seed,
        "families": [],
        "reason": reason,
    }


def _family(solution: Solution, measures: Measure) -> dict[str, Any]:
    seats = solution.family.moves.seat
    shortage = [proof.cost for proof in solution.proofs if proof.goal == "shortage"]
    unique = solution.uniqueness
    return {
        "family": solution.family.name,
        "scale": shortage[0].scale if shortage else 1,
        "exact": shortage[0].exact if shortage else True,
        "unique": unique is not None,
        "uniqueness": None if unique is None else unique.tolist(),
        "moves": [
            [int(person), int(seats[solution.at[person]])] for person in solution.movers
        ],
        "goals": [_goal(proof, measures) for proof in solution.proofs],
    }


def _tied(solution: Solution, linked: Linked) -> dict[str, Any]:
    """Return the entry of a family whose proof stands in ``linked``."""
    scale, exact = _scale(linked)
    return _family(solution, measure(solution)) | {
        "scale": scale,
        "exact": exact,
        "unique": False,
        "uniqueness": None,
        "goals": [],
        "linked": True,
    }


def _scale(linked: Linked) -> tuple[int, bool]:
    """Return the scale of the shortage, and whether it is exact on it."""
    scales = [
        (proof.scale, proof.exact)
        for proof in linked.proofs
        if proof.goal == "shortage"
    ]
    return scales[0] if scales else (1, True)


def _linked(linked: Linked) -> dict[str, Any]:
    scale, exact = _scale(linked)
    return {
        "families": list(linked.families),
        "status": linked.status,
        "scale": scale,
        "exact": exact,
        "goals": [_linked_goal(proof) for proof in linked.proofs],
    }


def _linked_goal(proof: LinkedProof) -> dict[str, Any]:
    row: dict[str, Any] = {"goal": proof.goal}
    if proof.goal == "wishes":
        row["rank"] = proof.rank
    if proof.goal == "worst_travel":
        row["threshold"] = proof.threshold
    return row | {
        "value": proof.value,
        "bound": _pair(proof.bound),
        "closed": proof.closed,
        "denominator": proof.denominator,
        "rows": proof.rows,
        "earlier": proof.earlier,
        "potentials": proof.potentials,
    }


def _goal(proof: Proof, measures: Measure) -> dict[str, Any]:
    row: dict[str, Any] = {"goal": proof.goal}
    if proof.goal == "wishes":
        row["rank"] = proof.cost.rank
    if proof.goal == "worst_travel":
        row["threshold"] = proof.cost.threshold
    if proof.goal == "leximin":
        row["level"] = _pair(proof.cost.level)
    if proof.goal == "shortage":
        row["value"] = _pair(measures.shortage)
        row["scaled"] = proof.value
    elif proof.goal in ("nobody", "minimum"):
        row["value"] = getattr(measures, proof.goal)
    else:
        row["value"] = proof.value
    row["potentials"] = np.asarray(proof.potentials).tolist()
    return row


def _pair(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]
