"""The smallest sets of limits and pins that cannot hold together, by trying all."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from seimbang.plan.conflict import (
    Part,
    components,
    conflict,
    find_conflict,
    parts_of,
    without,
)
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family, Problem
from tests.plan.maker import family, plans, random_family


def _problem(*families: Family, limits: tuple[Limit, ...] = ()) -> Problem:
    return Problem(
        policy("pemerataan"), "test", "2026-01-01", 2, families, limits=limits
    )


def _keeps(problem: Problem, made: tuple[Any, ...]) -> bool:
    for limit in problem.limits:
        for row in limit.rows:
            total = 0
            for term in row.terms:
                used = made[term.family]
                used = used[used >= 0]
                if term.move is None:
                    total += len(used)
                    continue
                factor = (
                    np.ones(len(term.move), np.int64)
                    if term.factor is None
                    else term.factor
                )
                price = dict(zip(term.move.tolist(), factor.tolist(), strict=True))
                total += sum(price.get(int(move), 0) for move in used)
            if row.low is not None and total < row.low:
                return False
            if row.high is not None and total > row.high:
                return False
    return True


def _possible(problem: Problem) -> bool:
    """Tell whether a plan exists, by trying all."""
    every = [
        [at for at in plans(one) if all(at[person] >= 0 for person in one.leave)]
        for one in problem.families
    ]
    return any(_keeps(problem, made) for made in product(*every))


def _every(problem: Problem) -> tuple[Part, ...]:
    return parts_of(problem, range(len(problem.families)), range(len(problem.limits)))


def _smallest(problem: Problem) -> int:
    """Return the size of the smallest conflict, by trying all."""
    parts = _every(problem)
    for size in range(1, len(parts) + 1):
        for held in combinations(parts, size):
            if not _possible(without(problem, set(parts) - set(held))):
                return size
    raise AssertionError("there is a conflict")


def _leaving(one: Family, dice: np.random.Generator) -> Family:
    """Return the family with some who must go, and some limits dropped."""
    leave = tuple(person for person in range(len(one.people)) if dice.random() < 0.5)
    return replace(one, leave=leave)


def _limits(
    families: tuple[Family, ...], dice: np.random.Generator
) -> tuple[Limit, ...]:
    every = tuple(Term(at) for at in range(len(families)))
    cap = Limit("cap", "max_moves", (Row(every, high=int(dice.integers(0, 4))),))
    first = families[0].moves
    price = dice.integers(1, 50, len(first)) * 100_000
    budget = Limit(
        "budget",
        "budget",
        (
            Row(
                (Term(0, np.arange(len(first)), price),),
                high=int(dice.integers(1, 100)) * 100_000,
            ),
        ),
    )
    both = [int(one.moves.first[1]) for one in families]
    couple = Limit(
        "couple",
        "together",
        (
            Row(
                (
                    Term(0, np.arange(both[0])),
                    Term(1, np.arange(both[1]), np.full(both[1], -1)),
                ),
                low=0,
                high=0,
            ),
        ),
    )
    chosen = [one for one in (cap, budget, couple) if dice.random() < 0.6]
    return tuple(chosen)


@pytest.mark.parametrize("block", range(4))
def test_a_conflict_is_the_smallest_there_is(block: int) -> None:
    found = 0
    for seed in range(block * 40, block * 40 + 40):
        dice = np.random.default_rng(seed)
        problem = _problem(_leaving(random_family(seed), dice))
        parts = _every(problem)
        if len(parts) > 9:
            continue
        told = find_conflict(problem)
        if _possible(problem):
            assert told.parts == (), f"seed {seed}"
            continue
        assert told.smallest
        assert len(told.parts) == _smallest(problem), f"seed {seed}"
        assert not _possible(without(problem, set(parts) - set(told.parts)))
        found += 1
    assert found > 3


def test_limits_over_families_are_in_it() -> None:
    found = told_limits = 0
    for seed in range(60):
        dice = np.random.default_rng(seed)
        families = tuple(
            replace(_leaving(_small(random_family(seed * 2 + at)), dice), name=f"f{at}")
            for at in range(2)
        )
        problem = _problem(*families, limits=_limits(families, dice))
        if len(_every(problem)) > 9:
            continue
        told = find_conflict(problem)
        if _possible(problem):
            assert told.parts == (), f"seed {seed}"
            continue
        assert told.smallest
        assert len(told.parts) == _smallest(problem), f"seed {seed}"
        found += 1
        told_limits += any(part.kind == "limit" for part in told.parts)
    assert found > 8
    assert told_limits > 2


def _small(one: Family) -> Family:
    """Return the family without limits of its own but the minima."""
    seats = len(one.seats)
    return replace(
        one,
        groups=(),
        seats=replace(one.seats, maximum=(None,) * seats, may_leave=(None,) * seats),
    )


def test_the_parts_have_the_names_that_people_gave_them() -> None:
    one = family(
        need=[2, 1], origin=[0, 0], moves={0: {1: {}}, 1: {1: {}}}, maximum=[None, 1]
    )
    both = replace(one, leave=(0, 1))
    assert conflict(_problem(both)) == ("maximum U1|job", "must go p0", "must go p1")
    floor = family(need=[2, 1], origin=[0], moves={0: {1: {}}}, minimum=[1, 0])
    assert conflict(_problem(replace(floor, leave=(0,)))) == (
        "floor U0|job",
        "must go p0",
    )
    cap = Limit("Paling banyak 1", "max_moves", (Row((Term(0),), high=1),))
    free = replace(one, seats=replace(one.seats, maximum=(None, None)), leave=(0, 1))
    assert conflict(_problem(free, limits=(cap,))) == (
        "Paling banyak 1",
        "must go p0",
        "must go p1",
    )


def test_who_must_go_and_may_go_nowhere_is_a_conflict_alone() -> None:
    one = family(need=[1, 1], origin=[0, 0], moves={0: {1: {}}}, fixed=[0, 0])
    assert conflict(_problem(replace(one, leave=(1,)))) == ("must go p1",)


def test_where_everything_can_hold_there_is_none() -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}}, minimum=[1, 0])
    assert conflict(_problem(one)) == ()


def test_without_tries_a_conflict_is_told_as_no_more_than_irreducible() -> None:
    one = family(
        need=[2, 1], origin=[0, 0], moves={0: {1: {}}, 1: {1: {}}}, maximum=[None, 1]
    )
    told = find_conflict(_problem(replace(one, leave=(0, 1))), tries=0)
    assert len(told.parts) == 3
    assert not told.smallest


def test_families_hang_together_by_limits_alone() -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}})
    tie = Limit("tie", "max_moves", (Row((Term(0), Term(2)), high=1),))
    nothing = Limit("nothing", "max_moves", (Row((), high=1),))
    families = tuple(replace(one, name=f"f{at}") for at in range(3))
    problem = _problem(*families, limits=(tie, nothing))
    assert list(components(problem)) == [([0, 2], [0]), ([1], [])]


def test_the_longest_chain_is_told_when_it_alone_stands_in_the_way() -> None:
    one = family(
        need=[1, 1, 1],
        origin=[0, 1],
        moves={0: {1: {}}, 1: {2: {}}},
        maximum=[5, 1, 5],
    )
    full = _problem(replace(one, leave=(0,)))
    chained = replace(full, longest_chain=1)
    told = find_conflict(chained)
    assert told.names == ("longest chain 1", "maximum U1|job", "must go p0")
    assert not told.smallest
    assert conflict(replace(full, longest_chain=2)) == ()
