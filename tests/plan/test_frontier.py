"""What each further move buys: against all plans of small families."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from seimbang.plan import frontier as module
from seimbang.plan import within
from seimbang.plan.balance import (
    GOALS,
    TooWideError,
    combine,
    common_scale,
    cost_of,
    staff_cost,
    staff_of,
)
from seimbang.plan.frontier import OPEN, Point, curve
from seimbang.plan.goal import Cost
from seimbang.plan.network import start, value
from seimbang.plan.problem import Family, Group, Ints
from seimbang.plan.within import UndecidedError, best_with
from tests.plan.maker import family, plans, random_family

GAPS = (2, 7, 12, 50, 52, 91, 124, 159, 218, 220, 265, 334, 393)  # seeds: not convex


def costs(one: Family) -> list[Cost]:
    scale, _ = common_scale([one])
    return [cost_of(one, name, scale) for name in GOALS]


def amount_of(one: Family, at: Ints, *, minutes: bool) -> int:
    used = at[at >= 0]
    return int(one.moves.added[used].sum()) if minutes else len(used)


def by_trying_all(
    one: Family, goals: list[Cost], *, minutes: bool = False
) -> dict[int, tuple[int, ...]]:
    """Return the best values with at most so many moves (or minutes)."""
    best: dict[int, tuple[int, ...]] = {}
    for at in plans(one):
        staff = staff_of(one, at)
        worth = tuple(int(staff_cost(goal.slot, staff).sum()) for goal in goals)
        amount = amount_of(one, at, minutes=minutes)
        best[amount] = min(best.get(amount, worth), worth)
    known = best[min(best)]
    for amount in range(min(best), max(best) + 1):
        known = best[amount] = min(known, best.get(amount, known))
    return best


def check_plan(one: Family, goals: list[Cost], point: Point, *, minutes: bool) -> None:
    """The plan of a point keeps the bounds, and is worth what the point says."""
    state = start(one)
    state.at = point.at
    assert state.keeps_bounds()
    assert amount_of(one, point.at, minutes=minutes) <= point.amount
    assert point.value == tuple(value(state, goal) for goal in goals)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *((first, first + 25) for first in range(0, 250, 25)),
        pytest.param(250, 3000, marks=pytest.mark.soak),
    ],
)
def test_every_number_of_moves_is_the_best_of_all_plans(first: int, last: int) -> None:
    for seed in range(first, last):
        one = random_family(seed)
        goals = costs(one)
        points = curve(start(one), goals)
        known = by_trying_all(one, goals)
        assert points[0].amount == min(known)
        for amount, best in known.items():
            point = points[min(amount - points[0].amount, len(points) - 1)]
            assert (seed, best) == (seed, point.value)
            assert point.proved
            check_plan(one, goals, point, minutes=False)


@pytest.mark.parametrize("seed", GAPS)
def test_a_gap_of_the_hull_is_closed_by_a_row_and_open_without(seed: int) -> None:
    one = random_family(seed)
    goals = costs(one)
    exact, quick = curve(start(one), goals), curve(start(one), goals, exact=False)
    assert any(point.how == "row" for point in exact)
    assert any(point.how == OPEN for point in quick)
    for point, found in zip(exact, quick, strict=True):
        assert found.bound <= point.value <= found.value
        assert found.proved or found.how == OPEN


def test_minutes_are_bounded_and_exact_where_a_price_or_an_exchange_reaches() -> None:
    proved = 0
    for seed in range(80):
        one = random_family(seed)
        goals = costs(one)
        known = by_trying_all(one, goals, minutes=True)
        points = curve(start(one), goals, minutes=True)
        assert points[0].amount == min(known)
        assert points[-1].value == known[max(known)]
        for point in points:
            assert point.bound <= known[point.amount] <= point.value
            check_plan(one, goals, point, minutes=True)
            proved += point.proved
    assert proved > 100


def chain() -> Family:
    """Two must move for one post to be filled: the hull has a gap at one move."""
    return family(need=[0, 1, 1, 3], origin=[0, 1], moves={0: {1: {}}, 1: {2: {}}})


def test_a_chain_of_two_buys_nothing_at_one_move() -> None:
    points = curve(start(chain()), costs(chain()))
    assert [point.value for point in points] == [(0, 0, -3)] * 2 + [(0, 0, -6)]
    assert [point.how for point in points] == ["corner", "row", "corner"]


def test_no_whole_number_between_line_and_plan_is_a_proof() -> None:
    one = family(need=[0, 1, 1], origin=[0, 1], moves={0: {1: {}}, 1: {2: {}}})
    points = curve(start(one), costs(one))
    assert [point.how for point in points] == ["corner", "rounding", "corner"]
    assert [point.value[2] for point in points] == [-1, -1, -2]


def test_exchanges_of_one_price_fill_an_edge() -> None:
    one = family(
        need=[0, 1, 1, 1],
        origin=[0, 0, 0],
        moves={at: {1: {}, 2: {}, 3: {}} for at in range(3)},
    )
    points = curve(start(one), costs(one))
    assert [point.how for point in points] == ["corner", *["exchange"] * 2, "corner"]
    assert [point.value[2] for point in points] == [0, -1, -2, -3]


def test_people_who_must_go_move_at_the_first_point() -> None:
    one = family(need=[1, 1], origin=[0, 0], moves={0: {1: {}}})
    pinned = Family(**{**vars(one), "leave": (0,)})
    (point,) = curve(start(pinned), costs(pinned))
    assert (point.amount, point.value) == (1, (0, 0, -2))


def test_a_row_that_the_solver_leaves_undecided_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def undecided(*_: Any) -> Ints:
        raise UndecidedError("Time limit reached")

    monkeypatch.setattr(module, "best_with", undecided)
    points = curve(start(chain()), costs(chain()))
    assert [point.how for point in points] == ["corner", OPEN, "corner"]
    assert not points[1].proved


class Stub:
    """A solver that ends as it likes."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *_: self.answer


def test_a_solver_without_a_proof_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "solver", lambda: Stub("Time limit reached"))
    with pytest.raises(UndecidedError, match="Time limit"):
        best_with(start(chain()), costs(chain()), 1, (0, 0, 0))


def test_a_number_of_moves_that_nobody_can_make_has_no_plan() -> None:
    assert best_with(start(chain()), costs(chain()), 3, (9, 9, 9)) is None


def test_a_later_goal_decides_between_plans_that_are_alike_in_the_first() -> None:
    one = chain()
    first, second = np.zeros((4, 2), np.int64), np.zeros((4, 2), np.int64)
    second[1, 1] = -1
    none = np.zeros(len(one.moves), np.int64)
    goals = [Cost("first", none, first), Cost("second", none, second)]
    found = best_with(start(one), goals, 1, (0, 0))
    assert found is not None
    assert found.tolist() == [0, -1]
    assert best_with(start(one), goals, 1, (0, -1)) is None
    assert best_with(start(one), goals, 1, (-1, 0)) is None


def test_keeps_and_groups_bound_the_program() -> None:
    one = family(
        need=[0, 4],
        origin=[0, 0, 0],
        moves={at: {1: {}} for at in range(3)},
        may_leave=[2, None],
        groups=(Group("cap", (1,), 1),),
    )
    goals = costs(one)
    assert best_with(start(one), goals, 2, (9, 9, 10**9)) is None
    found = best_with(start(one), goals, 1, (9, 9, 10**9))
    assert found is not None
    assert int((found >= 0).sum()) == 1


def test_numbers_of_a_balance_are_ordered_as_its_goals() -> None:
    one = random_family(2)
    state, goals = start(one), costs(one)
    balance = combine(state, goals)
    seen = []
    for at in plans(one):
        staff = staff_of(one, at)
        worth = tuple(int(staff_cost(goal.slot, staff).sum()) for goal in goals)
        number = int(staff_cost(balance.whole.slot, staff).sum())
        assert balance.vector(number) == worth
        assert balance.number(worth) == number
        seen.append((number, worth))
    assert [worth for _, worth in sorted(seen)] == sorted(worth for _, worth in seen)


def test_goals_that_do_not_fit_into_one_integer_are_refused() -> None:
    one = chain()
    wide = np.full((4, 2), -(2**40), np.int64)
    none = np.zeros(len(one.moves), np.int64)
    with pytest.raises(TooWideError, match="values"):
        combine(start(one), [Cost("a", none, wide), Cost("b", none, wide)])


def test_the_scale_is_exact_where_the_needs_allow() -> None:
    assert common_scale([chain()]) == (3, True)
    odd = [Fraction(prime, 1) for prime in (97, 89, 83, 79)]
    many = family(need=odd, origin=[0], moves={})
    assert common_scale([many]) == (10**6, False)
    nothing = family(need=[None, 0], origin=[1], moves={})
    assert common_scale([nothing]) == (1, True)
