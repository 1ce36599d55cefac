"""The rows of plan.json that follow from a problem and its solutions alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from seimbang.plan.chain import chains
from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import Ints, Problem
from seimbang.plan.summary import decimal
from seimbang.plan.told import activity, words
from seimbang.rules import Eligibility

if TYPE_CHECKING:
    from seimbang.plan.side import Linked

Details = Iterable[Mapping[int, Mapping[str, Any]]]  # a family; person → more columns


def limit_rows(
    problem: Problem, solutions: Sequence[Solution], ids: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """
    Yield the limits in words, and what the plan uses of each row's bound.

    ``ids``: person id of each pseudonym.
    """
    for limit in problem.limits:
        yield {
            "name": limit.name,
            "kind": limit.kind,
            "words": str(words(limit, ids)),
            "rows": [
                {
                    "low": row.low,
                    "high": row.high,
                    "activity": activity(row, solutions) if solutions else None,
                }
                for row in limit.rows
            ],
        }


def gap_rows(linked: Linked | None) -> Iterator[dict[str, Any]]:
    """Yield the goals not proved: what the plan has, and what no plan can better."""
    proofs = () if linked is None else linked.proofs
    for proof in proofs:
        if not proof.closed and math.ceil(proof.bound) < proof.value:
            yield {
                "goal": proof.goal,
                "rank": proof.rank,
                "threshold": proof.threshold,
                "scale": proof.scale,
                "value": proof.value,
                "bound": [proof.bound.numerator, proof.bound.denominator],
            }


def move_rows(
    problem: Problem,
    solutions: Sequence[Solution],
    ids: Mapping[str, str],
    details: Details,
) -> Iterator[dict[str, Any]]:
    """
    Yield the moves, chain by chain.

    ``details``: what is told of each mover beside, a mapping a family.
    """
    number = 0
    waiting = _waiting(problem)
    for solution, detail in zip(solutions, details, strict=True):
        for chain in chains(solution, waiting):
            number += 1
            for step, person in enumerate(chain.people, start=1):
                yield {
                    "person_id": ids[solution.family.people[person]],
                    **_move(solution, person),
                    **detail[person],
                    "chain": number,
                    "step": step,
                    "closed": chain.closed,
                    "after": None if chain.closed or step == 1 else step - 1,
                    "wave": 1 if chain.closed else step,
                }


def _waiting(problem: Problem) -> frozenset[str]:
    """Return the pseudonyms of people who leave only after their replacement."""
    found = set[str]()
    for limit in problem.limits:
        if limit.kind != "replacement":
            continue
        for term in (term for row in limit.rows for term in row.terms):
            family = problem.families[term.family]
            if term.move is None or term.factor is None:
                continue
            leaving = family.moves.person[term.move[term.factor > 0]]
            found |= {family.people[person] for person in leaving.tolist()}
    return frozenset(found)


def _move(solution: Solution, person: int) -> dict[str, Any]:
    family, move = solution.family, int(solution.at[person])
    from_unit, from_job = family.seats.id[family.origin[person]].split("|")
    to_unit, to_job = family.seats.id[family.moves.seat[move]].split("|")
    return {
        "pseudonym": family.people[person],
        "family": family.name,
        "from_unit": from_unit,
        "from_job": from_job,
        "to_unit": to_unit,
        "to_job": to_job,
        "voluntary": bool(family.moves.voluntary[move]),
        "rank": int(family.moves.rank[move]),
        "added": int(family.moves.added[move]),
        "misfit": int(family.moves.misfit[move]),
        "regression": int(family.moves.regression[move]),
    }


def seat_rows(
    problem: Problem, solutions: Sequence[Solution]
) -> Iterator[dict[str, Any]]:
    """Yield the seats, before and after; without a plan they stay as they are."""
    after = {solution.family.name: solution.staff for solution in solutions}
    for family in problem.families:
        staff = after.get(family.name, family.seats.present)
        for at, name in enumerate(family.seats.id):
            unit, job = name.split("|")
            need: Fraction | None = family.seats.need[at]
            yield {
                "seat": name,
                "unit_id": unit,
                "job_id": job,
                "family": family.name,
                "need": None if need is None else [need.numerator, need.denominator],
                "need_text": None if need is None else decimal(need),
                "minimum": int(family.seats.minimum[at]),
                "maximum": family.seats.maximum[at],
                "others": int(family.seats.others[at]),
                "before": int(family.seats.present[at]),
                "after": int(staff[at]),
            }


def ways(
    answers: Eligibility, solution: Solution, people: Ints, seats: Ints
) -> dict[int, dict[str, Any]]:
    """
    Return minutes and km of each mover of a family, from home.

    ``people`` and ``seats``: rows of the movers, and of all seats, in the tables of
    ``answers``.
    """
    movers = solution.movers
    if len(movers) == 0:
        return {}
    goes = solution.family.moves.seat[solution.at[movers]]
    pairs = answers.pairs(people, seats)
    return {
        int(person): {
            **_way(
                float(pairs.km[at, seat]),
                int(pairs.minutes_before[at]),
                int(pairs.minutes[at, seat]),
            ),
            "estimated_home": bool(pairs.estimated_home[at]),
        }
        for at, (person, seat) in enumerate(zip(movers, goes, strict=True))
    }


def _way(km: float, before: int, after: int) -> dict[str, Any]:
    """Return minutes and km; all null where there are no coordinates to measure."""
    if math.isnan(km):
        return {"minutes_before": None, "minutes_after": None, "km": None}
    return {"minutes_before": before, "minutes_after": after, "km": round(km, 1)}
