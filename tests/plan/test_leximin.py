"""Leximin of staff / need: against trying every plan, and beside least squares."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from seimbang.plan import leximin
from seimbang.plan.lexicographic import (
    InfeasibleError,
    Solution,
    costs,
    settle,
    solve_family,
)
from seimbang.plan.network import State, start
from seimbang.plan.policy import Policy, policy
from seimbang.plan.problem import Family
from tests.plan.maker import RANKS, family, plans, random_family, vector


def solved(one: Family, name: str = "merata-rasio") -> Solution:
    return solve_family(one, policy(name), seed="test", wish_ranks=RANKS)


def ratios(one: Family, at: np.ndarray) -> tuple[Fraction, ...]:
    seat = one.origin.copy()
    seat[at >= 0] = one.moves.seat[at[at >= 0]]
    staff = one.seats.fixed + np.bincount(seat, minlength=len(one.seats))
    return leximin.profile(one, staff)


def goals(one: Family, at: np.ndarray) -> tuple[Any, ...]:
    """Return the goals of *merata-rasio* in order, smaller is better."""
    nobody, minimum, _, *rest = vector(one, at)
    return (nobody, minimum, tuple(-ratio for ratio in ratios(one, at)), *rest)


@pytest.mark.parametrize("block", range(4))
def test_no_plan_is_better_in_any_of_two_hundred_problems(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        one = random_family(seed)
        solution = solved(one)
        best = min(goals(one, at) for at in plans(one))
        assert best == goals(one, solution.at), f"seed {seed}"
        assert solution.uniqueness is not None, f"seed {seed}"


def test_each_value_is_the_number_of_seats_above_the_level() -> None:
    for seed in range(100):
        one = random_family(seed)
        solution = solved(one)
        for proof in solution.proofs:
            if proof.goal == "leximin":
                above = sum(
                    need is not None
                    and need > 0
                    and int(staff) / need > proof.cost.level
                    for need, staff in zip(one.seats.need, solution.staff, strict=True)
                )
                assert proof.value == -above, f"seed {seed}"


def test_levels_ascend_and_each_was_open() -> None:
    listed = 0
    for seed in range(100):
        one = random_family(seed)
        levels = [
            proof.cost.level for proof in solved(one).proofs if proof.goal == "leximin"
        ]
        assert levels == sorted(set(levels))
        assert set(levels) <= set(leximin.levels(one.seats))
        listed += len(levels)
    assert listed > 50


def test_least_squares_leaves_one_seat_worse_in_some_problems() -> None:
    differ = 0
    for seed in range(200):
        one = random_family(seed)
        even, squares = solved(one), solved(one, "pemerataan")
        assert ratios(one, even.at) >= ratios(one, squares.at), f"seed {seed}"
        differ += ratios(one, even.at) != ratios(one, squares.at)
    assert differ > 5


def test_a_case_by_hand() -> None:
    """
    Two may help a small seat (need 3, has 1) or a big one (need 12, has 4).

    Both stand at 1/3. Squares: at the big one the first gains (64 − 49)/12 = 5/4, the
    second 13/12, at the small one 1: both to the big seat. Ratios: one to each.
    """
    one = family(
        need=["3", "12", "4"],
        origin=[2, 2],
        fixed=[1, 4, 4],
        moves={0: {0: {}, 1: {}}, 1: {0: {}, 1: {}}},
    )
    assert ratios(one, solved(one).at) == (Fraction(5, 12), Fraction(2, 3), 1)
    squares = ratios(one, solved(one, "pemerataan").at)
    assert squares == (Fraction(1, 3), Fraction(1, 2), 1)


def test_unmeasured_seats_and_seats_without_need_have_no_level() -> None:
    one = family(need=[None, "0", "5/2"], origin=[2], moves={0: {1: {}}})
    assert leximin.levels(one.seats) == [0, Fraction(2, 5), Fraction(4, 5)]
    assert leximin.slots(one.seats, Fraction(2, 5)).tolist() == [0, 0, 2]
    assert leximin.is_open(
        start(one), leximin.slots(one.seats, Fraction(0))
    ).tolist() == [
        False,
        False,
        True,
    ]


def _settled_one_by_one(one: Family) -> State:
    """Settle the levels as any other goal is settled."""
    state = start(one)
    for cost in costs(state, "leximin", seed="test", wish_ranks=RANKS):
        settle(state, cost)
    return state


def test_level_after_level_is_the_same_without_the_short_cut() -> None:
    """From whatever plan: the one flow before and the streets only save time."""
    solved_again = 0
    for seed in range(60):
        one = random_family(seed)
        slow = _settled_one_by_one(one)
        fast = start(one)
        if not fast.keeps_bounds():
            continue
        list(leximin.settled(fast))
        solved_again += bool((fast.at >= 0).any())
        assert ratios(one, fast.at) == ratios(one, slow.at), f"seed {seed}"
        assert (fast.move == slow.move).all(), f"seed {seed}"
        assert (fast.stay == slow.stay).all(), f"seed {seed}"
    assert solved_again > 20


def test_what_cannot_be_is_infeasible() -> None:
    """Somebody must leave and has nowhere to go."""
    one = replace(family(need=["1", "1"], origin=[0], moves={}), leave=(0,))
    first = Policy("ratios first", 1, ("leximin", "compulsory", "order"))
    with pytest.raises(InfeasibleError):
        solve_family(one, first, seed="test", wish_ranks=RANKS)
