"""What forbidding a move costs, against a full solve without it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from seimbang.plan import leximin
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.measure import Measure, measure_of
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family
from seimbang.whatif.loss import SUMS, Exchange
from tests.plan.maker import RANKS, plans, random_family


def _sums(of: Measure) -> list[Any]:
    granted = [-number for number in of.wishes]
    return [of.nobody, of.minimum, of.shortage, of.compulsory, *granted, of.travel]


def _forbid(one: Family, move: int) -> Family:
    moves = one.moves
    kept = np.arange(len(moves)) != move
    first = moves.first - (moves.first > move)
    fields = ("seat", "voluntary", "rank", "added", "misfit", "regression")
    rest = {name: getattr(moves, name)[kept] for name in fields}
    return dataclasses.replace(
        one, moves=dataclasses.replace(moves, first=first, **rest)
    )


@pytest.mark.parametrize("block", range(4))
def test_the_loss_is_what_a_full_solve_without_the_move_loses(block: int) -> None:
    compared = 0
    for seed in range(block * 75, block * 75 + 75):
        one = random_family(seed)
        solution = solve_family(
            one, policy("pemerataan"), seed="test", wish_ranks=RANKS
        )
        before = _sums(measure_of(one, solution.at, RANKS))
        exchange = Exchange(solution)
        for person in solution.movers.tolist():
            other = solve_family(
                _forbid(one, int(solution.at[person])),
                policy("pemerataan"),
                seed="test",
                wish_ranks=RANKS,
            )
            after = _sums(measure_of(other.family, other.at, RANKS))
            expected = [b - a for a, b in zip(before, after, strict=True)]
            loss = exchange.without(person)
            assert loss.amounts is not None
            assert [amount for _, amount in loss.amounts] == expected, f"seed {seed}"
            compared += 1
    assert compared > 20


def test_the_sums_are_goals_of_the_default_policy_in_its_order() -> None:
    goals = ("deviation", *policy("pemerataan").goals)
    at = goals.index("shortage") + 1
    goals = (*goals[:at], "leximin", *goals[at:])
    assert list(SUMS) == [goal for goal in goals if goal in SUMS]


def test_the_loss_of_another_move_is_what_a_full_solve_with_it_loses() -> None:
    compared = impossible = 0
    for seed in range(250):
        one = random_family(seed)
        solution = solve_family(
            one, policy("pemerataan"), seed="test", wish_ranks=RANKS
        )
        before = _sums(measure_of(one, solution.at, RANKS))
        exchange = Exchange(solution)
        person = seed % len(one.people)
        first, last = one.moves.first[person : person + 2]
        for move in range(first, last):
            best = min(
                (
                    (_sums(measure_of(one, at, RANKS)))
                    for at in plans(one)
                    if at[person] == move
                ),
                default=None,
            )
            loss = exchange.with_move(person, move)
            if best is None:
                assert loss.amounts is None, f"seed {seed}"
                impossible += 1
                continue
            expected = [b - a for a, b in zip(before, best, strict=True)]
            assert loss.amounts is not None, f"seed {seed}"
            assert [amount for _, amount in loss.amounts] == expected, f"seed {seed}"
            compared += 1
    assert compared > 100
    assert impossible > 5


def _ranks(of: Solution) -> int:
    """Return what the staff of a plan costs by ranks of ratios."""
    table = leximin.ranked(of.family).slot
    return sum(
        int(row[: int(staff)].sum()) for row, staff in zip(table, of.staff, strict=True)
    )


def test_under_leximin_the_loss_is_what_a_full_solve_loses() -> None:
    """Without groups the ranks of the ratios are one sum, and the loss is exact."""
    compared = worse = 0
    for seed in range(200):
        one = dataclasses.replace(random_family(seed), groups=())
        solution = solve_family(
            one, policy("merata-rasio"), seed="test", wish_ranks=RANKS
        )
        exchange = Exchange(solution)
        for person in solution.movers.tolist():
            other = solve_family(
                _forbid(one, int(solution.at[person])),
                policy("merata-rasio"),
                seed="test",
                wish_ranks=RANKS,
            )
            loss = exchange.without(person)
            assert loss.amounts is not None
            amounts = dict(loss.amounts)
            more = _ranks(other) - _ranks(solution)
            assert amounts.get("leximin", more) == more, f"seed {seed}"
            before, after = (
                _sums(measure_of(of.family, of.at, RANKS)) for of in (solution, other)
            )
            assert amounts["compulsory"] == after[3] - before[3], f"seed {seed}"
            compared += 1
            worse += more > 0
    assert compared > 50
    assert worse > 20
