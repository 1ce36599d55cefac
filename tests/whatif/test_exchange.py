"""Pins one after another on one residual graph, against trying every plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from seimbang.plan.lexicographic import solve_family
from seimbang.whatif.loss import Exchange, Loss
from tests.plan.maker import RANKS, plans, random_family
from tests.whatif.made import DEFAULT, options, solved, sums


@pytest.mark.parametrize("block", range(3))
def test_pins_one_after_another_leave_the_best_plan_with_them(block: int) -> None:
    held = impossible = 0
    for seed in range(block * 60, block * 60 + 60):
        one = random_family(seed)
        everything = [(sums(one, at), at) for at in plans(one)]
        dice = np.random.default_rng(seed)
        for _ in range(4):
            exchange, pins = Exchange(solved(one)), dict[int, int]()
            for person in dice.permutation(len(one.people))[:3].tolist():
                pins[person] = int(dice.choice(options(one, person)))
                left = [
                    goals
                    for goals, at in everything
                    if all(at[who] == move for who, move in pins.items())
                ]
                pinned = exchange.pin(person, pins[person])
                if pinned is None:
                    assert left == [], f"seed {seed}"
                    impossible += 1
                    break
                at = pinned.solution.at
                assert all(at[who] == move for who, move in pins.items())
                assert pinned.state.keeps_bounds()
                assert sums(one, at) == min(left), f"seed {seed}"
                exchange, held = pinned, held + 1
    assert held > 200
    assert impossible > 10


def test_a_pin_does_not_touch_the_exchange_it_starts_from() -> None:
    for seed in range(40):
        exchange = Exchange(solved(random_family(seed)))
        before = exchange.solution.at.copy(), exchange.arcs.copy(), exchange.by.copy()
        for move in options(exchange.solution.family, 0):
            exchange.pin(0, move)
        assert (exchange.solution.at == before[0]).all()
        assert (exchange.arcs == before[1]).all()
        assert (exchange.by == before[2]).all()


def test_a_pinned_exchange_is_that_of_its_own_plan() -> None:
    compared = 0
    for seed in range(60):
        one = random_family(seed)
        for move in options(one, 0):
            pinned = Exchange(solved(one)).pin(0, move)
            if pinned is None:
                continue
            again = Exchange(pinned.solution)
            again.state.move[:] = pinned.state.move
            again.state.stay[:] = pinned.state.stay
            fresh = again._changed_to(again.state, np.ones(again.layout.nodes, bool))
            assert (fresh.arcs == pinned.arcs).all(), f"seed {seed}"
            compared += 1
    assert compared > 60


def test_ways_from_a_node_are_those_to_all_others() -> None:
    for seed in range(30):
        exchange = Exchange(solved(random_family(seed)))
        for node in range(exchange.layout.nodes):
            from_here = exchange.distance_from(node)
            for other in range(exchange.layout.nodes):
                there = exchange.distance_to(other)[:, node]
                assert (there == from_here[:, other]).all()


def test_who_must_leave_cannot_be_made_to_stay() -> None:
    refused = 0
    for seed in range(60):
        one = random_family(seed)
        solution = solved(one)
        movers = solution.movers.tolist()
        if not movers:
            continue
        family = replace(one, leave=(movers[0],))
        exchange = Exchange(replace(solution, family=family))
        assert exchange.with_move(movers[0], -1) == Loss(None)
        assert exchange.pin(movers[0], -1) is None
        if len(options(one, movers[0])) == 2:
            assert exchange.without(movers[0]) == Loss(None)
        refused += 1
    assert refused > 20


def test_losses_compare_goal_by_goal_and_none_is_the_worst() -> None:
    small = Loss((("nobody", Fraction(0)), ("travel", Fraction(9))))
    large = Loss((("nobody", Fraction(1)), ("travel", Fraction(0))))
    assert sorted([Loss(None), large, small], key=lambda one: one.size) == [
        small,
        large,
        Loss(None),
    ]


def test_only_goals_before_the_first_that_is_no_sum_are_told() -> None:
    one = random_family(3)
    mixed = replace(DEFAULT, goals=("nobody", "worst_travel", "shortage", "order"))
    solution = solve_family(one, mixed, seed="test", wish_ranks=RANKS)
    assert [cost.goal for cost in Exchange(solution).costs] == ["nobody"]


def test_without_any_such_goal_nothing_is_lost() -> None:
    for seed in range(20):
        one = random_family(seed)
        only = replace(DEFAULT, goals=("misfit", "order"))
        solution = solve_family(one, only, seed="test", wish_ranks=RANKS)
        exchange = Exchange(solution)
        for move in options(one, 0):
            assert exchange.with_move(0, move) == Loss(())
        for person in solution.movers.tolist():
            assert exchange.without(person) == Loss(())
