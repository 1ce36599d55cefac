"""The bare format: what is refused, what is said, types kept."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from seimbang.plan.bare import BareProblemError, Status, solve
from seimbang.plan.exact import settle_wide
from seimbang.plan.network import start
from tests.plan.maker import plans, random_family


def problem(**changes: Any) -> dict[str, Any]:
    """Return two units, one with a person too many."""
    base: dict[str, Any] = {
        "units": [
            {"id": 1, "need": 1, "min_left": 0, "zone": "a"},
            {"id": "B", "need": 1, "min_left": 0, "zone": "b"},
        ],
        "staff": [
            {"id": 7, "origin": 1, "moves": {"B": 3}},
            {"id": "x", "origin": 1, "moves": {"B": 2.5}},
        ],
    }
    return base | changes


def test_the_cheaper_person_goes() -> None:
    answer = solve(problem())
    assert answer.status is Status.OPTIMAL
    assert answer.assignment == {"7": 1, "x": "B"}
    assert answer.objective is not None
    assert answer.objective.cost == Fraction(5, 2)


def test_a_minimum_above_today_that_nobody_can_fill_is_infeasible() -> None:
    units = [{"id": 1, "need": 1}, {"id": "B", "need": 1, "min_left": 3}]
    answer = solve(problem(units=units))
    assert answer.status is Status.INFEASIBLE
    assert answer.objective is None
    assert "min_left" in str(answer.reason)


def test_a_minimum_above_today_is_filled_though_it_costs_balance() -> None:
    units = [{"id": 1, "need": 2}, {"id": "B", "need": 0, "min_left": 1}]
    answer = solve(problem(units=units))
    assert answer.assignment == {"7": 1, "x": "B"}
    assert answer.objective is not None
    assert answer.objective.squares == 2


def test_a_cap_that_binds_is_kept() -> None:
    answer = solve(problem(max_moves=0))
    assert answer.status is Status.OPTIMAL
    assert answer.objective is not None
    assert answer.objective.moves == 0
    assert answer.assignment == {"7": 1, "x": 1}


def test_a_couple_stays_when_only_one_of_them_should_go() -> None:
    answer = solve(problem(couples=[[7, "x"]]))
    assert answer.status is Status.OPTIMAL
    assert answer.assignment == {"7": 1, "x": 1}


def test_a_minimum_that_only_a_broken_couple_could_fill_is_infeasible() -> None:
    units = [{"id": 1, "need": 1, "min_left": 1}, {"id": "B", "need": 1, "min_left": 1}]
    answer = solve(problem(units=units, couples=[[7, "x"]]))
    assert answer.status is Status.INFEASIBLE
    assert answer.reason != solve(problem(units=[], staff=[])).reason


def test_when_time_runs_out_the_best_plan_so_far_is_given() -> None:
    answer = solve(problem(max_moves=0, couples=[[7, "x"]]), time_limit=0)
    assert answer.status in (Status.TIME_LIMIT, Status.OPTIMAL)
    assert answer.assignment == {"7": 1, "x": 1}


def test_among_equal_plans_one_that_keeps_the_couple_is_found() -> None:
    staff = [
        {"id": name, "origin": 1, "moves": {"B": 1, "C": 1}} for name in ("p", "q", "r")
    ]
    units = [
        {"id": 1, "need": 1, "zone": 0},
        {"id": "B", "need": 1, "zone": 1},
        {"id": "C", "need": 1, "zone": 1},
    ]
    for couple in (["p", "q"], ["q", "r"], ["p", "r"]):
        answer = solve({"units": units, "staff": staff, "couples": [couple]})
        assert answer.status is Status.OPTIMAL
        assert answer.assignment is not None
        assert {answer.assignment[one] for one in couple} == {"B", "C"}


def test_a_couple_may_stay_while_others_go() -> None:
    staff = [{"id": name, "origin": 1, "moves": {"B": 1}} for name in ("p", "q", "r")]
    units = [{"id": 1, "need": 2, "zone": 0}, {"id": "B", "need": 1, "zone": 1}]
    answer = solve({"units": units, "staff": staff, "couples": [["p", "q"]]})
    assert answer.assignment == {"p": 1, "q": 1, "r": "B"}


def test_real_needs_are_exact() -> None:
    units = [{"id": 1, "need": 0.1}, {"id": "B", "need": 1.3}]
    answer = solve(problem(units=units))
    assert answer.objective is not None
    assert answer.objective.shortage == Fraction(1, 10)
    assert answer.objective.squares == Fraction(1, 100) + Fraction(49, 100)
    assert answer.objective.moves == 2


def test_nobody_and_nothing_is_a_plan() -> None:
    answer = solve({"units": [{"id": 1, "need": 1}], "staff": []})
    assert answer.status is Status.OPTIMAL
    assert answer.assignment == {}


def test_no_unit_and_nobody_is_a_plan_too() -> None:
    assert solve({"units": [], "staff": []}).status is Status.OPTIMAL


def test_a_min_left_of_null_is_none() -> None:
    units = [{"id": 1, "need": 1, "min_left": None}, {"id": "B", "need": 1}]
    assert solve(problem(units=units)).status is Status.OPTIMAL


def brute(given: Mapping[str, Any]) -> tuple[Fraction | int, ...] | None:
    """Return the best objective by trying every assignment, None if there is none."""
    units = {str(unit["id"]): unit for unit in given["units"]}
    ways = [
        [(str(person["origin"]), None), *person["moves"].items()]
        for person in given["staff"]
    ]
    found = []
    for plan in itertools.product(*ways):
        there = Counter(unit for unit, _ in plan)
        if any(there[key] < one["min_left"] for key, one in units.items()):
            continue
        gaps = [Fraction(str(one["need"])) - there[key] for key, one in units.items()]
        paid = [Fraction(str(cost)) for _, cost in plan if cost is not None]
        found.append(
            (
                sum(max(gap, Fraction(0)) for gap in gaps),
                sum(gap * gap for gap in gaps),
                len(paid),
                sum(paid),
            )
        )
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(100))
def test_needs_and_costs_of_all_decimals_of_a_float_are_exact(seed: int) -> None:
    draw = random.Random(seed)
    names = ["A", "B", "C", "D"]
    given = {
        "units": [
            {
                "id": name,
                "need": draw.choice([draw.random() * 4, draw.randint(0, 20) / 7]),
                "min_left": draw.randint(0, 1),
            }
            for name in names
        ],
        "staff": [
            {
                "id": at,
                "origin": origin,
                "moves": {
                    name: draw.random() * draw.choice([1, 1000])
                    for name in names
                    if name != origin and draw.random() < 0.7
                },
            }
            for at, origin in enumerate(draw.choices(names, k=5))
        ],
    }
    answer, best = solve(given), brute(given)
    if best is None:
        assert answer.status is Status.INFEASIBLE
    else:
        found = answer.objective
        assert found is not None
        assert best == (found.shortage, found.squares, found.moves, found.cost)


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_for_rounded_costs_is_mended_to_the_exact_one(seed: int) -> None:
    draw = random.Random(seed)
    one = random_family(seed)
    prices = [draw.randint(0, 10**30) for _ in one.moves.seat]

    def price(at: Any) -> int:
        return sum(prices[move] for move in at if move >= 0)

    state = start(one)
    settle_wide(state, [-price for price in prices], limit=1)
    assert state.keeps_bounds()
    assert price(state.at) == max(map(price, plans(one)))


WRONG: list[tuple[Any, str]] = [
    ([], "object with units and staff"),
    ({"units": 3, "staff": []}, "list units"),
    ({"instances": [problem()]}, "found a list of 1 instances"),
    ({"units": [1], "staff": []}, r"object in units\[0\]"),
    ({"units": [], "staff": [7]}, r"object in staff\[0\]"),
    (problem(units=[{"id": [1], "need": 1}, {"id": "B", "need": 1}]), "its own"),
    (problem(units=[{"id": 1, "need": float("nan")}]), "need >= 0"),
    (problem(couples=3), "list couples"),
    (problem(couples=[3]), "two staff ids"),
    (problem(max_moves=True), "max_moves >= 0"),
    ({"units": []}, "list staff"),
    (problem(units=[{"id": 1, "need": -1}, {"id": "B", "need": 1}]), "need >= 0"),
    (problem(units=[{"id": 1}, {"id": "B", "need": True}]), "need >= 0"),
    (problem(units=[{"id": 1, "need": 1}, {"id": 1, "need": 1}]), "id of its own"),
    (problem(units=[{"need": 1}, {"id": "B", "need": 1}]), "id of its own"),
    (problem(staff=[{"id": 1, "origin": "Z", "moves": {}}]), "unit as origin"),
    (problem(staff=[{"id": 1, "origin": 1, "moves": []}]), "object moves"),
    (problem(staff=[{"id": 1, "origin": 1, "moves": {"1": 2}}]), "another unit"),
    (problem(staff=[{"id": 1, "origin": 1, "moves": {"B": "x"}}]), "B >= 0"),
    (problem(couples=[[7]]), "two staff ids"),
    (problem(max_moves=-1), "max_moves >= 0"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_what_is_not_well_formed_is_refused(wrong: Any, sentence: str) -> None:
    from seimbang.language import speaking

    with speaking("en"), pytest.raises(BareProblemError, match=sentence):
        solve(wrong)


def test_all_problems_are_told_at_once() -> None:
    both: Mapping[str, Any] = problem(max_moves=-1, couples=[[1, 2]])
    with pytest.raises(BareProblemError) as refused:
        solve(both)
    assert len(refused.value.problems) == 2
