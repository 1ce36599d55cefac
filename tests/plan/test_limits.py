"""Exactness and its limits: scales, ranges, shapes that are refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from seimbang.plan import goal as goals
from seimbang.plan.flow import OutOfRangeError, optimise
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import settle, solve_family
from seimbang.plan.network import start
from seimbang.plan.policy import policy
from seimbang.plan.problem import Group
from tests.plan.maker import family, vector


def test_needs_on_small_denominators_are_exact() -> None:
    one = family(need=[Fraction(7, 24), 6, 11], origin=[0], moves={0: {1: {}}})
    cost = goals.shortage(one)
    assert cost.exact
    assert cost.scale == 24 * 11  # the marginals need no more than these


def test_needs_on_many_large_denominators_say_that_they_are_rounded() -> None:
    need = [Fraction(75_000 + at, 75_000 - 7 * at) for at in range(1, 40)]
    one = family(need=need, origin=[0], moves={0: {1: {}}})
    cost = goals.shortage(one)
    assert not cost.exact
    assert cost.scale == 10 ** (len(str(cost.scale)) - 1)
    assert int(np.abs(cost.slot).max()) * (len(need) + 4) <= goals.LIMIT


def test_rounded_needs_still_give_the_best_plan_to_nine_decimals() -> None:
    need = [Fraction(75_000 + 991 * at, 74_000 - 7 * at) for at in range(1, 40)]
    origin = [0] * 12
    moves = {person: {seat: {} for seat in range(1, 39)} for person in range(12)}
    one = family(need=need, origin=origin, moves=moves)
    solution = solve_family(one, policy("pemerataan"), seed="s", wish_ranks=1)
    worth = [one - (one - 1) ** 2 / one for one in need]
    # the last to leave seat 0 is worth less there than at the twelfth best seat
    best = sorted(range(1, 39), key=lambda seat: worth[seat])[-12:]
    assert worth[0] < min(worth[seat] for seat in best)
    chosen = set(best)
    targets = {int(one.moves.seat[move]) for move in solution.at if move >= 0}
    assert targets == chosen


def test_costs_beyond_the_solver_are_refused() -> None:
    one = family(need=[0, 1], origin=[0, 0], moves={0: {1: {}}, 1: {1: {}}})
    state = start(one)
    cost = Cost("huge", np.array([2**61, 2**61]), np.zeros((2, 1), np.int64))
    with pytest.raises(OutOfRangeError, match="huge"):
        optimise(state, cost)


def test_a_person_without_any_way_left_has_no_plan() -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}})
    state = start(one)
    state.stay[:] = False
    state.move[:] = False
    assert not optimise(state, goals.compulsory(one))


def test_forced_people_follow_their_only_way() -> None:
    one = family(need=[1, 1], origin=[0, 0], moves={0: {1: {"added": 3}}})
    state = start(one)
    state.stay[0] = False
    assert settle(state, goals.travel(one)).value == 3


def test_counts_must_add_up() -> None:
    one = family(need=[1, 1], origin=[0], moves={})
    with pytest.raises(ValueError, match="fixed \\+ people = present"):
        type(one)(one.name, one.seats, one.people, np.array([1]), one.moves)


def test_groups_must_be_nested_inner_first() -> None:
    groups = (Group("a", (0, 1), 3), Group("b", (1, 2), 3))
    with pytest.raises(ValueError, match="a and b overlap"):
        family(need=[1, 1, 1], origin=[0], moves={}, groups=groups)


def test_groups_side_by_side_under_one_roof_are_nested() -> None:
    groups = (Group("a", (0,), 1), Group("b", (1,), 1), Group("all", (0, 1, 2), 9))
    one = family(
        need=[1, 3, 1],
        origin=[0, 2, 2],
        moves={1: {1: {}}, 2: {1: {}}},
        groups=groups,
    )
    solution = solve_family(one, policy("pemerataan"), seed="s", wish_ranks=1)
    assert len(solution.movers) == 1
    assert vector(one, solution.at)[3] == 1
