"""Published problems with known optima, told as rounds: they are degenerate ones."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from seimbang.plan.bare import solve
from seimbang.plan.bare_frontier import bare_frontier
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import settle, solve_family
from seimbang.plan.network import State, start
from seimbang.plan.policy import Policy
from tests.plan.maker import family

POOL = "pool"
LORENZ = [f"lor{number:02}" for number in range(10)]
RANKED = [f"rank{number:02}" for number in range(8)]


def _read(shared: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "bench" / name).read_text("utf-8"))
    return found


def _one(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = (row for row in rows if row["id"] == name)
    return found


# --- OR-Library: everybody waits in a pool, each place needs one


def _costs(path: Path) -> Iterator[tuple[int, int, int]]:
    """Yield (person, place, cost) of an assignment problem, dense or sparse."""
    numbers = list(map(int, gzip.decompress(path.read_bytes()).split()))
    size, rest = numbers[0], numbers[1:]
    if len(rest) == size * size:
        for at, cost in enumerate(rest):
            yield at // size, at % size, cost
    else:
        for at in range(0, len(rest), 3):
            yield rest[at] - 1, rest[at + 1] - 1, rest[at + 2]


@pytest.mark.parametrize(
    ("name", "optimum"), [("assign100", 305), ("assign200", 475), ("assignp800", 2239)]
)
def test_an_assignment_is_a_round_in_which_all_leave_a_pool(
    shared: Path, name: str, optimum: int
) -> None:
    path = shared / "bench" / "orlib_assign" / f"{name}.txt.gz"
    moves: dict[int, dict[str, int]] = {}
    for person, place, cost in _costs(path):
        moves.setdefault(person, {})[str(place)] = cost
    size = len(moves)
    answer = solve(
        {
            "units": [
                {"id": POOL, "need": 0},
                *({"id": str(place), "need": 1} for place in range(size)),
            ],
            "staff": [
                {"id": person, "origin": POOL, "moves": options}
                for person, options in moves.items()
            ],
        }
    )
    assert answer.objective is not None
    assert (answer.objective.shortage, answer.objective.moves) == (0, size)
    assert answer.objective.cost == optimum


# --- Lorenz: where one vector of gaps dominates, least squares finds it


def _round(instance: dict[str, Any]) -> State:
    moves: dict[int, dict[int, dict[str, int]]] = {
        at: {seat: {} for seat in person["acceptable"]}
        for at, person in enumerate(instance["staff"])
    }
    origin = [person["origin"] for person in instance["staff"]]
    return start(family(need=instance["need"], origin=origin, moves=moves))


def _squares(state: State) -> Cost:
    """Return (need − staff)² as costs of slots."""
    need = np.array([int(one or 0) for one in state.family.seats.need])
    staff = np.arange(len(state.family.people) + 1)
    slot = np.diff((need[:, None] - staff) ** 2, axis=1)
    return Cost("squares", np.zeros(len(state.family.moves), np.int64), slot)


def _moves(state: State) -> Cost:
    slot = np.zeros((state.layout.seats, 1), np.int64)
    return Cost("moves", np.ones(len(state.family.moves), np.int64), slot)


def _gaps(state: State) -> list[int]:
    need = [int(one or 0) for one in state.family.seats.need]
    return sorted((np.array(need) - state.staff()).tolist(), reverse=True)


@pytest.mark.parametrize("name", LORENZ)
def test_with_chains_least_squares_reach_the_lorenz_dominant_gaps(
    shared: Path, name: str
) -> None:
    instance = _one(_read(shared, "lorenz_examples.json")["instances"], name)
    expected = instance["expected"]["chains_signed_gap"]
    state = _round(instance)
    settle(state, _squares(state))
    moves = settle(state, _moves(state)).value
    assert _gaps(state) == expected["sorted_desc"]
    assert sum(gap * gap for gap in _gaps(state)) == expected["sum_of_squares"]
    assert moves == expected["min_moves_to_reach_a_lorenz_vector"]


@pytest.mark.parametrize("name", LORENZ)
def test_with_one_hop_least_squares_reach_the_lorenz_dominant_shortage(
    shared: Path, name: str
) -> None:
    instance = _one(_read(shared, "lorenz_examples.json")["instances"], name)
    expected = instance["expected"]["one_hop_shortage"]
    state = _round(instance)
    one, need = state.family, np.array(instance["need"])
    spare = one.seats.present > need
    state.move &= spare[one.origin[one.moves.person]] & ~spare[one.moves.seat]
    state.low = np.where(spare, need, state.low)
    state.high = np.where(spare, state.high, np.maximum(need, one.seats.present))
    settle(state, _squares(state))
    shortage = sorted(np.maximum(0, need - state.staff()).tolist(), reverse=True)
    assert shortage == expected["sorted_desc"]
    assert (state.at >= 0).sum() == expected["total_moves"]


def test_a_cap_on_moves_breaks_dominance_and_the_planner_says_what_it_proves(
    shared: Path,
) -> None:
    instance = _one(
        _read(shared, "lorenz_examples.json")["counterexamples"],
        "move_cap_breaks_lorenz",
    )
    answer = solve({**_bare(instance), "max_moves": instance["max_moves"]})
    assert answer.objective is not None
    # (3, 2, 0, −2) and (4, 1, −1, −1): equal shortage, neither dominates
    assert (answer.objective.shortage, answer.objective.squares) == (5, 17)


def test_a_frontier_with_a_hole_is_exact_in_the_hole(shared: Path) -> None:
    instance = _one(
        _read(shared, "lorenz_examples.json")["counterexamples"], "nonconvex_frontier"
    )
    expected = instance["expected_sumsq_by_max_moves"]
    found = {str(row.amount): row.squares for row in bare_frontier(_bare(instance))}
    assert {key: int(value) for key, value in found.items()} == expected


def test_leximin_of_ratios_is_not_least_squares(shared: Path) -> None:
    instance = _one(
        _read(shared, "lorenz_examples.json")["counterexamples"],
        "ratio_leximin_not_least_squares",
    )
    one = _round(instance).family
    by_ratio = solve_family(one, Policy("r", 1, ("leximin",)), seed="", wish_ranks=0)
    assert by_ratio.staff.tolist() == instance["expected_leximin_of_count_over_need"]
    squares = solve_family(one, Policy("s", 1, ("shortage",)), seed="", wish_ranks=0)
    assert squares.staff.tolist() in instance["expected_argmin_sum_gap2_over_need"]


def _bare(instance: dict[str, Any]) -> dict[str, Any]:
    return {
        "units": [
            {"id": str(at), "need": need} for at, need in enumerate(instance["need"])
        ],
        "staff": [
            {
                "id": at,
                "origin": str(person["origin"]),
                "moves": {str(seat): 1 for seat in person["acceptable"]},
            }
            for at, person in enumerate(instance["staff"])
        ],
    }


# --- Wishes: first as many first choices as possible, then second ones, …


@pytest.mark.parametrize("name", RANKED)
def test_wishes_are_granted_rank_maximally(shared: Path, name: str) -> None:
    instance = _one(_read(shared, "rank_profile_examples.json")["instances"], name)
    capacity, prefs = instance["capacity"], list(instance["prefs"].values())
    pool, expected = len(capacity), instance["expected"]["rank_maximal_profile"]
    moves = {
        person: {
            seat: {"voluntary": 1, "rank": rank}
            for rank, seat in enumerate(wishes, start=1)
        }
        for person, wishes in enumerate(prefs)
    }
    one = family(
        need=[Fraction(0)] * (pool + 1),
        origin=[pool] * len(prefs),
        moves=moves,
        maximum=[*capacity, None],
    )
    goals = Policy("wishes", 1, ("wishes",))
    found = solve_family(one, goals, seed="", wish_ranks=len(expected))
    assert [-proof.value for proof in found.proofs] == expected


def test_the_known_profiles_are_those_of_all_matchings(shared: Path) -> None:
    instance = _one(_read(shared, "rank_profile_examples.json")["instances"], RANKED[0])
    prefs, capacity = list(instance["prefs"].values()), instance["capacity"]
    best: tuple[int, ...] = ()
    for choice in product(*(range(len(wishes) + 1) for wishes in prefs)):
        taken = np.zeros(len(capacity), np.int64)
        profile = [0] * len(instance["expected"]["rank_maximal_profile"])
        for wishes, chosen in zip(prefs, choice, strict=True):
            if chosen:
                taken[wishes[chosen - 1]] += 1
                profile[chosen - 1] += 1
        if (taken <= capacity).all():
            best = max(best, tuple(profile))
    assert list(best) == instance["expected"]["rank_maximal_profile"]
