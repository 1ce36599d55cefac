"""The frontier of bare problems: the toys', and all plans of random small ones."""

from __future__ import annotations

import itertools
import json
import math
import random
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from seimbang.plan import bare_frontier as module
from seimbang.plan.balance import TooWideError
from seimbang.plan.bare import BareProblemError, solve
from seimbang.plan.bare_frontier import bare_frontier
from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.side.settle import PrecisionError
from tests.plan.test_bare import problem

Known = list[tuple[int, Fraction, Fraction]]


def rows(bare: dict[str, Any], **options: Any) -> Known:
    return [
        (row.amount, row.shortage, row.squares)
        for row in bare_frontier(bare, **options)
    ]


def test_the_toys_have_the_frontiers_that_exhaustion_found(shared: Path) -> None:
    toys = json.loads(
        (shared / "bench" / "toy_transfer_bruteforce.json").read_text("utf-8")
    )["instances"]
    assert len(toys) == 25
    for toy in toys:
        known = [
            (row["K"], row["shortage"], row["sumsq"])
            for row in toy["expected"]["frontier"]
        ]
        assert (toy["id"], known) == (toy["id"], rows(toy))


def test_the_mediums_pass_through_their_known_optima(shared: Path) -> None:
    content = (shared / "bench" / "medium_transfer_two_solvers.json").read_text("utf-8")
    medium = json.loads(content)["instances"][1]
    short, squares, moves, _ = medium["expected"]["objective"]
    at = {row[0]: row[1:] for row in rows(medium)}
    assert at[medium["max_moves"]] == (short, squares)
    assert at[moves] == (short, squares)
    assert at[moves - 1] > (short, squares)


def random_bare(seed: int) -> dict[str, Any]:
    """Return up to 6 people; needs are real, minima above today, couples or none."""
    dice = random.Random(seed)
    units = [
        {
            "id": at,
            "need": dice.choice([0, 1, 2, 0.5, 1.25, 3]),
            "min_left": dice.choice([0, 0, 0, 1]),
            "zone": dice.randrange(2),
        }
        for at in range(dice.randint(2, 4))
    ]
    staff = []
    for at in range(dice.randint(1, 6)):
        origin = dice.randrange(len(units))
        goes = [one for one in range(len(units)) if one != origin]
        chosen = dice.sample(goes, dice.randint(0, len(goes)))
        staff.append(
            {"id": at, "origin": origin, "moves": {str(one): 1 for one in chosen}}
        )
    couples = [[0, 1]] if len(staff) > 1 and seed % 2 else []
    return {"units": units, "staff": staff, "couples": couples, "max_moves": 0}


def by_trying_all(bare: dict[str, Any]) -> Known:
    best: dict[int, tuple[Fraction, Fraction]] = {}
    ways = [[person["origin"], *map(int, person["moves"])] for person in bare["staff"]]
    for seats in itertools.product(*ways):
        staff = Counter(seats)
        if any(staff[unit["id"]] < unit["min_left"] for unit in bare["units"]):
            continue
        if not all(together(bare, seats, *pair) for pair in bare["couples"]):
            continue
        gaps = [
            Fraction(str(unit["need"])) - staff[unit["id"]] for unit in bare["units"]
        ]
        worth = sum(max(Fraction(0), gap) for gap in gaps), sum(gap**2 for gap in gaps)
        moves = sum(
            seat != person["origin"]
            for seat, person in zip(seats, bare["staff"], strict=True)
        )
        best[moves] = min(best.get(moves, worth), worth)
    if not best:
        return []
    found, known = [], (Fraction(math.factorial(20)), Fraction(0))
    for amount in range(min(best), max(best) + 1):
        known = min(known, best.get(amount, known))
        found.append((amount, *known))
    return found


def together(
    bare: dict[str, Any], seats: tuple[int, ...], one: int, other: int
) -> bool:
    moved = [seats[at] != bare["staff"][at]["origin"] for at in (one, other)]
    zones = {bare["units"][seats[at]]["zone"] for at in (one, other)}
    return not any(moved) or (all(moved) and len(zones) == 1)


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_random_problems_have_the_frontiers_of_all_their_plans(first: int) -> None:
    for seed in range(first, first + 20):
        bare = random_bare(seed)
        known = by_trying_all(bare)
        if known:
            assert (seed, known) == (seed, rows(bare))
        else:
            with pytest.raises(InfeasibleError):
                bare_frontier(bare)


def test_the_frontier_ends_at_the_optimum_without_a_cap() -> None:
    bare = problem()
    best = solve(bare).objective
    assert best is not None
    assert rows(bare)[-1][1:] == (best.shortage, best.squares)
    assert [row[0] for row in rows(bare)] == [0, 1, 2]


def chain() -> dict[str, Any]:
    """Two must move for anything to be gained."""
    return problem(
        units=[{"id": 1, "need": 0}, {"id": "B", "need": 1}, {"id": "C", "need": 1}],
        staff=[
            {"id": 7, "origin": 1, "moves": {"B": 1}},
            {"id": 8, "origin": "B", "moves": {"C": 1}},
        ],
    )


def test_quick_rows_say_what_is_not_proved() -> None:
    quick = bare_frontier(chain(), exact=False)
    assert [row.proved for row in quick] == [True, False, True]
    assert [row.proved for row in bare_frontier(chain())] == [True] * 3
    assert [row.shortage for row in quick] == [1, 1, 0]


def test_nobody_is_a_problem_too() -> None:
    assert rows(problem(units=[], staff=[])) == [(0, 0, 0)]


def test_what_is_not_well_formed_is_refused() -> None:
    with pytest.raises(BareProblemError):
        bare_frontier({"units": []})


def test_too_many_digits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [{"id": 1, "need": 1.123456789012345}, {"id": "B", "need": 1e15}]
    with pytest.raises(TooWideError):
        bare_frontier(problem(units=units))

    class Imprecise:
        def __init__(self, *_: Any, **__: Any) -> None:
            self.plan = None

        def settle(self, *_: Any) -> None:
            raise PrecisionError("digits")

    monkeypatch.setattr(module, "Ordered", Imprecise)
    with pytest.raises(TooWideError, match="digits"):
        bare_frontier(problem(couples=[[7, "x"]]))
