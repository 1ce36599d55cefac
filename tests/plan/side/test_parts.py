"""The parts of the engine, where whole problems would not show a fault."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from seimbang.plan.bare import Status, _exactly, solve
from seimbang.plan.bare_model import BareModel
from seimbang.plan.flow import OutOfRangeError
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.network import start
from seimbang.plan.policy import policy
from seimbang.plan.problem import Problem
from seimbang.plan.side import (
    OutOfTimeError,
    UnsupportedError,
    feasible,
    solve_linked,
)
from seimbang.plan.side.bound import Dual, bound
from seimbang.plan.side.chains import too_long
from seimbang.plan.side.clock import left
from seimbang.plan.side.cuts import needs
from seimbang.plan.side.linked import least_worst
from seimbang.plan.side.ordered import Ordered
from seimbang.plan.side.settle import PrecisionError
from seimbang.plan.side.web import goal_of, rows_of, web
from tests.plan.maker import family
from tests.plan.side.oracle import best, short, small_family


def pair(places: int = 4) -> Any:
    """Return a family of two people at seat 0 who may go to every other."""
    moves = {who: {seat: {} for seat in range(1, places)} for who in (0, 1)}
    return family(need=[1] * places, origin=[0, 0], moves=moves)


def test_time_left_counts_down_and_stops_at_zero() -> None:
    ticks = iter([10.0, 11.0, 99.0])
    remaining = left(3.0, lambda: next(ticks))
    assert [remaining(), remaining()] == [2.0, 0.0]
    assert left(None)() is None


def near(one: Any) -> Any:
    """Return rows: a move of person 0 needs one of person 1 to a place next to it."""
    rows = []
    for move in range(3):
        close = [3 + other for other in range(3) if abs(other - move) <= 1]
        rows.append(([move, *close], [1, *[-1] * len(close)], None, 0))
    return rows_of(rows)


def test_a_cut_forbids_halves_and_no_whole_plan() -> None:
    net = web([start(pair())])
    rows = near(pair())
    found = needs(net, rows)
    share = np.array([0.5, 0.0, 0.5, 0.0, 0.5, 0.0])
    assert rows.broken(np.array([-1, -1])) == 0
    cut = found.cuts(share)
    assert len(cut) == 1
    total = float((cut.factor * share[cut.move]).sum())
    assert total == pytest.approx(0.5)
    ways = itertools.product([-1, 0, 1, 2], [-1, 3, 4, 5])
    plans = [np.array(way) for way in ways]
    kept = [plan for plan in plans if rows.broken(plan) == 0]
    assert 0 < len(kept) < len(plans)
    assert all(cut.broken(plan) == 0 for plan in kept)


def test_whole_plans_and_single_moves_break_no_cut() -> None:
    found = needs(web([start(pair())]), near(pair()))
    for share in ([1.0, 0, 0, 0, 1.0, 0], [0, 0, 0, 0, 0.5, 0], [0.5, 0, 0.5, 1, 0, 1]):
        assert len(found.cuts(np.array(share))) == 0


def test_rows_of_other_forms_are_not_taken_for_needs() -> None:
    net = web([start(pair())])
    other = rows_of(
        [
            ([0, 3], [1, -1], 0, 0),
            ([1, 3], [2, -1], None, 0),
            ([0, 1], [1, 1], None, 0),
            ([1, 3], [1, -1], None, 1),
        ]
    )
    assert needs(net, other).of == {}


def test_a_row_may_name_a_move_twice() -> None:
    rows = rows_of([([0, 1, 0], [1, 1, 2], None, 2), ([0, 0], [1, -1], None, 0)])
    assert rows.move.tolist() == [0, 1]
    assert rows.factor.tolist() == [3, 1]
    assert rows.broken(np.array([0, -1])) == 1


@pytest.mark.parametrize("seed", range(40))
def test_chains_are_too_long_where_walking_says_so(seed: int) -> None:
    one = small_family(seed, "a")
    net = web([start(one)])
    dice = np.random.default_rng(seed)
    for _ in range(10):
        plan = np.array(
            [
                int(dice.choice([-1, *range(*one.moves.first[who : who + 2])]))
                for who in range(len(one.people))
            ]
        )
        for longest in (1, 2, 3):
            long = len(too_long(net, plan, longest)) > 0
            assert long is not short(one, plan, longest)


def test_a_bound_in_integers_of_any_length_is_the_same() -> None:
    one = family(
        need=[1, 2],
        origin=[0, 0, 1],
        moves={0: {1: {}}, 2: {0: {}}},
        fixed=[1, 0],
        may_leave=[1, None],
    )
    net = web([start(one)])
    rows = rows_of([([0, 1], [1, 1], None, 1)])
    cost = Cost("sum", np.array([3, -2]), np.array([[-5, -1], [-4, 0]]))
    goal, every = goal_of([cost]), np.ones(2, np.bool_)
    nodes = int(net.first_node[-1])
    small = Dual(1, (2,), (), tuple(range(-2, nodes - 2)))
    for factor in (1, 2**55, 2**59, 2**70):
        dual = Dual(
            factor,
            tuple(factor * row for row in small.rows),
            (),
            tuple(factor * node for node in small.potentials),
        )
        found = bound(net, rows, goal, [], dual, every)
        assert (
            Fraction(found.numerator, found.denominator)
            == bound(net, rows, goal, [], small, every).numerator
        )


def capped(**changes: Any) -> Problem:
    """Return one family whose best plan has more moves than the cap allows."""
    moves = {who: {1: {"added": who + 1}, 2: {"added": 9}} for who in range(4)}
    one = family(need=[1, 2, 1], origin=[0] * 4, moves=moves, minimum=[0, 1, 1])
    base = Problem(
        policy=policy("pemerataan"),
        seed="42",
        day="2026-01-01",
        wish_ranks=2,
        families=(one,),
        limits=(Limit("cap", "max_moves", (Row((Term(0),), high=2),)),),
    )
    return replace(base, **changes)


def test_without_time_the_best_plan_so_far_has_a_bound_and_is_not_proved() -> None:
    linked = solve_linked(capped(), time_limit=0)
    assert linked.status == "TIME_LIMIT"
    assert not all(proof.closed for proof in linked.proofs)
    assert all(proof.bound <= proof.value for proof in linked.proofs)
    assert best(capped()) is not None
    assert int((linked.at[0] >= 0).sum()) <= 2


def must_move(low: int) -> Problem:
    """Return the problem whose limit makes at least ``low`` people move."""
    rows = (Row((Term(0),), low=low, high=4),)
    return capped(limits=(Limit("least", "max_moves", rows),))


def test_no_plan_and_no_time_to_find_one_are_told_apart() -> None:
    with pytest.raises(OutOfTimeError):
        solve_linked(must_move(3), time_limit=0)
    with pytest.raises(InfeasibleError):
        solve_linked(must_move(5))
    assert feasible(must_move(4))
    assert not feasible(must_move(5))


def test_a_network_without_a_plan_has_none_with_limits() -> None:
    one = replace(capped().families[0], leave=(0, 1, 2, 3))
    seats = replace(one.seats, maximum=(None, 1, 1))
    families = (replace(one, seats=seats),)
    with pytest.raises(InfeasibleError):
        solve_linked(capped(families=families))


def test_leximin_is_refused_under_limits() -> None:
    with pytest.raises(UnsupportedError):
        solve_linked(capped(policy=policy("merata-rasio")))


def test_shortage_of_unlike_needs_is_rounded_and_says_so() -> None:
    one = capped().families[0]
    needs_ = (Fraction(1, 7), Fraction(2_000_003, 1_000_003), Fraction(1))
    families = (replace(one, seats=replace(one.seats, need=needs_)),)
    linked = solve_linked(capped(families=families))
    (shortage,) = [one for one in linked.proofs if one.goal == "shortage"]
    assert shortage.scale == 10**6
    assert not shortage.exact
    exact = [one for one in solve_linked(capped()).proofs if one.goal == "shortage"]
    assert exact[0].exact


def test_when_costs_are_too_large_for_the_network_the_rows_alone_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any) -> None:
        raise OutOfRangeError

    known = best(capped())
    assert known is not None
    monkeypatch.setattr("seimbang.plan.side.relax.settle", refuse)
    linked = solve_linked(capped())
    shortage = next(one for one in linked.proofs if one.goal == "shortage")
    assert Fraction(shortage.value, shortage.scale) + 4 == known.values[2]


def test_what_never_fits_in_integers_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = capped()
    search = Ordered([start(one.families[0])], rows_of([]), left(None))
    cost = Cost("sum", np.arange(8) - 4, np.zeros((3, 1), np.int64))
    monkeypatch.setattr("seimbang.plan.side.settle.fits", lambda *_: False)
    monkeypatch.setattr("seimbang.plan.side.relax.Relaxation.settle", lambda *_: None)
    with pytest.raises(PrecisionError):
        search.settle(goal_of([cost]))


def test_a_bare_problem_beyond_floats_is_searched_in_exact_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    units = [{"id": at, "need": 1} for at in range(3)]
    moves = {"1": 1, "2": 2}
    staff = [{"id": at, "origin": 0, "moves": moves} for at in range(3)]
    given = {"units": units, "staff": staff, "max_moves": 1}

    def refuse(*_: Any) -> None:
        raise PrecisionError

    usual = solve(given)
    monkeypatch.setattr("seimbang.plan.side.ordered.settle", refuse)
    monkeypatch.setattr("seimbang.plan.side.relax.Relaxation.settle", lambda *_: None)
    answer = solve(given)
    assert answer.status is Status.OPTIMAL
    assert answer.objective == usual.objective


@pytest.mark.parametrize("turned", [False, True])
def test_the_worst_added_travel_is_lowered_though_the_sum_stays(turned: bool) -> None:
    added = [{1: 30, 2: 20}, {1: 20, 2: 10}]
    ways = added[::-1] if turned else added
    moves = {
        who: {seat: {"added": minutes} for seat, minutes in way.items()}
        for who, way in enumerate(ways)
    }
    one = family(need=[0, 1, 1], origin=[0, 0], moves=moves, minimum=[0, 1, 1])
    problem = capped(families=(one,))
    linked = solve_linked(problem)
    worst = next(proof for proof in linked.proofs if proof.goal == "worst_travel")
    known = best(problem)
    assert known is not None
    assert (worst.threshold, worst.value) == (20, 2)
    assert (20, 2) in known.values


def test_worst_travel_is_lowered_from_any_plan() -> None:
    moves = {0: {1: {"added": 30}, 2: {"added": 20}}, 1: {1: {"added": 20}, 2: {}}}
    one = family(need=[0, 1, 1], origin=[0, 0], moves=moves)
    search = Ordered([start(one)], rows_of([]), left(None))
    search.plan = np.array([0, 3])
    must = Cost("must", -np.ones(4, np.int64), np.zeros((3, 1), np.int64))
    search.earlier.append((goal_of([must]), -2))
    search.proofs.append(Dual(1, (), (), (0,) * 4))
    spread = Cost("spread", np.zeros(4, np.int64), np.array([[0, 0], [-1, 0], [-1, 0]]))
    search.earlier.append((goal_of([spread]), -2))
    assert least_worst(search) == 20
    assert search.plan.tolist() == [1, 2]


def test_a_set_of_moves_that_is_hardly_broken_is_no_cut() -> None:
    found = needs(web([start(pair())]), near(pair()))
    share = np.array([0.5, 0.0, 0.5, 0.5, 0.0, 0.49995])
    assert len(found.cuts(share)) == 0


def test_exact_search_gives_what_it_has_when_time_is_over() -> None:
    units = [{"id": at, "need": 1 / 3 + at} for at in range(3)]
    staff = [{"id": at, "origin": 0, "moves": {"1": 0.1, "2": 0.2}} for at in range(4)]
    model = BareModel({"units": units, "staff": staff, "max_moves": 1})
    ended = set()
    for parts in range(40):
        ticks = iter([None] * parts)
        answer = _exactly(model, lambda ticks=ticks: next(ticks, 0.0))
        ended.add((answer.status, answer.assignment is None))
    assert (Status.TIME_LIMIT, True) in ended
    assert (Status.TIME_LIMIT, False) in ended
    assert (Status.OPTIMAL, False) in ended
