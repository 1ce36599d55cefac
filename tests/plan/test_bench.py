"""Problems with known optima, from the shared bench."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from seimbang.plan.bare import solve
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import settle
from seimbang.plan.network import start
from tests.plan.maker import family

TOYS = "toy_transfer_bruteforce.json"


def _instances(shared: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (shared / "bench" / name).read_text(encoding="utf-8")
    )["instances"]
    return found


def _objective(answer: Any) -> list[Any]:
    of = answer.objective
    return [of.shortage, of.squares, of.moves, of.cost]


@pytest.mark.parametrize("toy", ["toy08", "toy14", "toy15", "toy23"])
def test_without_a_cap_the_frontier_ends_at_our_balance(shared: Path, toy: str) -> None:
    instance = next(one for one in _instances(shared, TOYS) if one["id"] == toy)
    free = {key: value for key, value in instance.items() if key != "max_moves"}
    of = solve(free).objective
    last = instance["expected"]["frontier"][-1]
    assert of is not None
    assert (last["shortage"], last["sumsq"]) == (of.shortage, of.squares)


def test_a_flow_of_300_people_has_the_optimum_three_solvers_agree_on(
    shared: Path,
) -> None:
    with gzip.open(shared / "bench" / "lex_flow_300_30_6.json.gz") as file:
        instance = json.load(file)
    assert instance["expected"]["objective"] == _objective(solve(instance))


def test_the_dimacs_flow_has_its_known_cost(shared: Path) -> None:
    people, seats, sink = 300, 30, 331
    way: dict[int, dict[int, int]] = {person: {} for person in range(people)}
    slots: dict[int, list[int]] = {seat: [] for seat in range(seats)}
    with gzip.open(shared / "bench" / "transfer_300_30_6.min.gz", "rt") as file:
        for line in file:
            if line.startswith("a"):
                tail, head, _, _, cost = map(int, line.split()[1:])
                if head == sink:
                    slots[tail - people - 1].append(cost)
                else:
                    there = way[tail - 1]
                    seat = head - people - 1
                    there[seat] = min(cost, there.get(seat, cost))
    origin = [min(there, key=there.__getitem__) for there in way.values()]
    base = sum(way[person][origin[person]] for person in range(people))
    one = family(
        need=[1] * seats,
        origin=origin,
        moves={
            person: {seat: {} for seat in there if seat != origin[person]}
            for person, there in way.items()
        },
    )
    state = start(one)
    state.high = np.array([len(costs) for costs in slots.values()], np.int64)
    width = int(state.high.max())
    table = [costs + [costs[-1]] * (width - len(costs)) for costs in slots.values()]
    extra = [
        way[person][int(seat)] - way[person][origin[person]]
        for person, seat in zip(one.moves.person, one.moves.seat, strict=True)
    ]
    cost = Cost("sum", np.array(extra, np.int64), np.array(table, np.int64))
    assert settle(state, cost).value + base == -92307
