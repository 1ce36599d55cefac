"""Who helps whom: against trying everything, and against another engine."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx
import pytest

from seimbang.relief.assign import Gain, assign, left, match, share_out, wholly


def _gains(chance: Random) -> dict[tuple[int, int], Gain]:
    return {
        (helper, place): Gain(chance.randint(0, 5), chance.randint(0, 9))
        for helper in range(chance.randint(1, 4))
        for place in range(chance.randint(1, 4))
        if chance.random() < 0.7
    }


def _best(gains: dict[tuple[int, int], Gain]) -> tuple[int, int]:
    """Return the most gain and its least cost, by trying every set of pairs."""
    best = (0, 0)
    for number in range(1, 5):
        for pairs in combinations(gains, number):
            if len({one for one, _ in pairs}) < number:
                continue
            if len({other for _, other in pairs}) < number:
                continue
            amount = sum(gains[pair].amount for pair in pairs)
            best = min(best, (-amount, sum(gains[pair].cost for pair in pairs)))
    return best


@pytest.mark.parametrize("seed", range(200))
def test_a_matching_is_the_best_there_is(seed: int) -> None:
    gains = _gains(Random(seed))
    pairs = match(gains)
    assert (
        len({one for one, _ in pairs}) == len({two for _, two in pairs}) == len(pairs)
    )
    amount = sum(gains[pair].amount for pair in pairs)
    assert (-amount, sum(gains[pair].cost for pair in pairs)) == _best(gains)


@pytest.mark.parametrize("seed", range(150))
def test_shares_are_those_of_another_engine(seed: int) -> None:
    chance = Random(seed)
    spare = [chance.randint(0, 20) for _ in range(chance.randint(1, 5))]
    missing = [chance.randint(0, 20) for _ in range(chance.randint(1, 5))]
    ways = {
        (one, two): chance.randint(0, 60)
        for one in range(len(spare))
        for two in range(len(missing))
        if chance.random() < 0.6
    }
    graph = networkx.DiGraph()
    graph.add_nodes_from(("s", "t"))
    for at, amount in enumerate(spare):
        graph.add_edge("s", ("h", at), capacity=amount, weight=0)
    for at, amount in enumerate(missing):
        graph.add_edge(("p", at), "t", capacity=amount, weight=0)
    for (one, two), cost in ways.items():
        graph.add_edge(("h", one), ("p", two), capacity=99, weight=cost)
    flow = networkx.max_flow_min_cost(graph, "s", "t")
    given = share_out(spare, missing, ways)
    assert sum(given.values()) == sum(flow["s"].values())
    cost = sum(amount * ways[pair] for pair, amount in given.items())
    assert cost == networkx.cost_of_flow(graph, flow)
    for at, amount in enumerate(spare):
        assert sum(part for (one, _), part in given.items() if one == at) <= amount
    for at, amount in enumerate(missing):
        assert sum(part for (_, two), part in given.items() if two == at) <= amount


@pytest.mark.parametrize("seed", range(100))
def test_most_places_are_helped_wholly_by_one(seed: int) -> None:
    chance = Random(seed)
    spare = [chance.randint(1, 9) for _ in range(4)]
    missing = [chance.randint(1, 9) for _ in range(4)]
    ways = {(a, b): chance.randint(0, 9) for a in range(4) for b in range(4)}
    given = wholly(spare, missing, ways, first={0})
    enough = {
        pair: Gain(1, cost)
        for pair, cost in ways.items()
        if spare[pair[0]] >= missing[pair[1]]
    }
    assert len(given) == -_best(enough)[0]
    assert all(amount == missing[place] for (_, place), amount in given.items())
    again = assign(spare, missing, ways, first={0})
    assert given.items() <= again.items()
    for at in range(4):
        assert sum(part for (one, _), part in again.items() if one == at) <= spare[at]
        assert sum(part for (_, two), part in again.items() if two == at) <= missing[at]


def test_those_of_the_first_rank_go_before_shorter_ways() -> None:
    assert wholly([5, 5], [5], {(0, 0): 1, (1, 0): 50}, first={1}) == {(1, 0): 5}
    assert wholly([5, 5], [5], {(0, 0): 1, (1, 0): 50}) == {(0, 0): 5}


def test_a_small_place_is_not_left_out_for_a_short_way() -> None:
    """One helper can serve either place, the other only the first: both are served."""
    ways = {(0, 0): 1, (0, 1): 90, (1, 0): 50}
    assert assign([10, 4], [4, 10], ways) == {(0, 1): 10, (1, 0): 4}


def test_several_share_what_none_can_do_alone() -> None:
    assert assign([6, 7], [12], {(0, 0): 9, (1, 0): 3}) == {(0, 0): 5, (1, 0): 7}


def test_nothing_comes_of_nothing() -> None:
    assert match({}) == []
    assert assign([], [], {}) == {}
    assert left({(0, 0): 1, (1, 1): 2, (1, 0): 3}, [(0, 0)]) == {(1, 1): 2}
