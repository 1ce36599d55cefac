"""The smallest change that gives another result, against solving anew for each."""

from __future__ import annotations

from typing import Any

import pytest

from seimbang.explain.change import Answer, Change, Search
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family, Problem
from tests.plan.maker import RANKS, family, random_family

ALL = 1000


def _problem(one: Family) -> Problem:
    return Problem(policy("pemerataan"), "test", "2026-01-01", RANKS, (one,))


def _solved(one: Family) -> Solution:
    return solve_family(one, policy("pemerataan"), seed="test", wish_ranks=RANKS)


def _every(search: Search) -> dict[str, list[Any]]:
    """Return the changes of each kind that give another result, by trying all."""
    seats, moves = search.family.seats, search.family.moves
    first, last = moves.first[search.person : search.person + 2]
    trials: list[tuple[str, int, int]] = []
    for seat, need in enumerate(seats.need):
        if need is not None:
            trials += [("need", seat, 1)] + [("need", seat, -1)] * (need >= 1)
            trials += [("vacancy", seat, 1)] * (seats.present[seat] < need)
    if search.rank <= RANKS:
        trials += [
            ("wish", move, search.rank)
            for move in range(first, last)
            if not moves.voluntary[move] and move != search.used
        ]
    found: dict[str, list[Any]] = {"need": [], "vacancy": [], "wish": []}
    for trial in trials:
        change = search.solved(*trial)
        if change is not None:
            found[trial[0]].append(change)
    return found


@pytest.mark.parametrize("block", range(4))
def test_the_change_is_of_the_first_kind_that_changes_anything(block: int) -> None:
    kinds = {"need": 0, "vacancy": 0, "wish": 0, "none": 0}
    for seed in range(block * 40, block * 40 + 40):
        one = random_family(seed)
        solution = _solved(one)
        for person in range(len(one.people)):
            first, last = one.moves.first[person : person + 2]
            asks = one.moves.voluntary[first:last].any()
            if solution.at[person] < 0 and not asks:
                continue
            search = Search(_problem(one), solution, person)
            answer = search.smallest(ALL)
            every = _every(search)
            kind = next((kind for kind, changes in every.items() if changes), "none")
            kinds[kind] += 1
            assert answer.complete
            if answer.change is None:
                assert kind == "none", f"seed {seed} {person} {every}"
            else:
                assert answer.change in every[kind], f"seed {seed} {person}"
    assert kinds["need"] > 2
    assert kinds["vacancy"] + kinds["wish"] > 0
    assert kinds["none"] > 0


def test_the_places_of_the_person_are_tried_first() -> None:
    one = family(need=[1, 1], origin=[0, 0], moves={0: {1: {}}})
    search = Search(_problem(one), _solved(one), 0)
    assert [seat for _, seat, _ in search.trials()][:2] == [0, 1]
    found = search.smallest().change
    assert found == Change("need", "U1|job", -1, None)


def test_without_tries_the_answer_says_that_it_is_not_complete() -> None:
    one = family(need=[1, 1], origin=[0, 0], moves={0: {1: {}}})
    search = Search(_problem(one), _solved(one), 0)
    assert search.smallest(0) == Answer(None, complete=False)
