"""Safe moves and doubts, against solving anew at every corner by trying all plans."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from seimbang.explain.doubt import Doubt, Range, scenarios, settled
from seimbang.explain.safe import Safety
from seimbang.plan.lexicographic import solve_family
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family, Group
from tests.plan.maker import RANKS, family, plans, random_family

GOALS = ("nobody", "minimum", "shortage")


def _worth(one: Family, at: np.ndarray, doubt: Doubt, ends: tuple[int, int]) -> Any:
    """Return the goals up to shortage when ``doubt`` is true; None: no such staff."""
    seats = one.seats
    staff = _staff(one, at)
    nobody = minimum = 0
    short = Fraction(0)
    for place in range(len(seats)):
        need, there = seats.need[place], int(staff[place])
        for end, other, more in (
            (ends[0], doubt.origin_need, doubt.origin_more),
            (ends[1], doubt.target_need, doubt.target_more),
        ):
            if place == end:
                need, there = need if other is None else other, there + more
        if there < 0:
            return None
        needed = seats.need[place] is not None and seats.minimum[place] >= 1
        nobody += bool(needed and there + seats.others[place] == 0)
        lacking = max(0, int(seats.minimum[place]) - there)
        minimum += int(seats.weight[place]) * lacking
        if need:
            short += max(Fraction(0), need - there) ** 2 / need
    return nobody, minimum, short


def _wrong(one: Family, at: np.ndarray, person: int, doubt: Doubt) -> bool:
    """
    Tell whether some plan without the move is better than any with it.

    The other movers move, and two seats at most have another number than the plan's,
    by one person.
    """
    used = int(at[person])
    ends = int(one.origin[person]), int(one.moves.seat[used])
    others = np.flatnonzero((at >= 0) & (np.arange(len(at)) != person))
    best: dict[bool, Any] = {}
    for plan in plans(one):
        change = np.abs(_staff(one, plan) - _staff(one, at))
        if (plan[others] != at[others]).any() or change.sum() > 2 or change.max() > 1:
            continue
        worth = _worth(one, plan, doubt, ends)
        made = int(plan[person]) == used
        if worth is not None and (made not in best or worth < best[made]):
            best[made] = worth
    return False in best and best[False] < best[True]


def _staff(one: Family, at: np.ndarray) -> np.ndarray:
    seat = one.origin.copy()
    seat[at >= 0] = one.moves.seat[at[at >= 0]]
    there: np.ndarray = one.seats.fixed + np.bincount(seat, minlength=len(one.seats))
    return there


def _ranges(one: Family, dice: np.random.Generator) -> dict[int, Range]:
    found = {}
    for seat, need in enumerate(one.seats.need):
        if need is not None and dice.random() < 0.5:
            found[seat] = (need, need + int(dice.integers(0, 3)))
    return found


def _ends(one: Family, at: np.ndarray, person: int) -> tuple[int, int]:
    return int(one.origin[person]), int(one.moves.seat[at[person]])


@pytest.mark.parametrize("block", range(4))
def test_a_move_is_safe_where_no_corner_makes_it_wrong(block: int) -> None:
    safe = doubtful = several = 0
    for seed in range(block * 60, block * 60 + 60):
        one = random_family(seed)
        dice = np.random.default_rng(seed)
        at = solve_family(one, policy("pemerataan"), seed="test", wish_ranks=RANKS).at
        safety = Safety(one, at, GOALS, _ranges(one, dice))
        for person, told in safety.doubts():
            ends = _ends(one, at, person)
            every = list(
                scenarios(
                    safety._needs(ends[0], worst=1),
                    safety._needs(ends[1], worst=0),
                    (int(safety.staff[ends[0]]), int(safety.staff[ends[1]])),
                )
            )
            wrong = [doubt for doubt in every if _wrong(one, at, person, doubt)]
            assert told == (wrong[0] if wrong else None), f"seed {seed}"
            safe += told is None
            doubtful += told is not None
            several += told is not None and told.size[0] > 1
    assert safe > 2
    assert doubtful > 2


def test_a_need_that_may_be_less_at_the_target_makes_a_doubt() -> None:
    one = family(need=[2, 2], origin=[0, 0, 0, 0, 1], moves={0: {1: {}}})
    at = np.array([0, -1, -1, -1, -1])
    less = {1: (Fraction(1), Fraction(2))}
    assert dict(Safety(one, at, GOALS, less).doubts()) == {0: None}
    tight = replace(one, seats=replace(one.seats, need=(Fraction(3), Fraction(3))))
    assert dict(Safety(tight, at, GOALS, {}).doubts()) == {0: None}
    higher = {0: (Fraction(3), Fraction(4))}
    less = {1: (Fraction(1), Fraction(3))}
    assert dict(Safety(tight, at, GOALS, less).doubts()) == {
        0: Doubt(target_need=Fraction(1), origin_more=-1)
    }
    assert dict(Safety(tight, at, GOALS, higher).doubts()) == {0: None}
    assert dict(Safety(tight, at, GOALS, higher | less).doubts()) == {
        0: Doubt(target_need=Fraction(1), origin_more=-1)
    }


def test_one_person_fewer_at_the_origin_is_told() -> None:
    one = family(need=[1, 3], origin=[0, 0, 1, 1], moves={0: {1: {}}})
    at = np.array([0, -1, -1, -1])
    found = dict(Safety(one, at, GOALS, {}).doubts())
    assert found == {0: Doubt(origin_more=-1)}


def test_where_a_cap_binds_nothing_is_told() -> None:
    one = family(
        need=[1, 3],
        origin=[0, 0, 1, 1],
        moves={0: {1: {}}},
        groups=(Group("cap", (1,), 3),),
    )
    safety = Safety(one, np.array([0, -1, -1, -1]), GOALS, {})
    assert not safety.examined
    assert list(safety.doubts()) == []


def test_without_moves_there_are_no_doubts() -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}})
    assert list(Safety(one, np.array([-1]), GOALS, {}).doubts()) == []


def test_the_goals_a_doubt_is_judged_by() -> None:
    assert settled(policy("pemerataan").goals) == GOALS
    assert settled(("shortage", "nobody", "order")) == ("shortage",)
    assert settled(("nobody", "compulsory", "minimum", "shortage")) == ()
    assert settled(("nobody", "minimum", "compulsory")) == ()


def test_a_doubt_is_written_without_what_is_as_reckoned() -> None:
    assert Doubt(origin_need=Fraction(9, 2), target_more=1).as_dict() == {
        "origin_need": [9, 2],
        "target_need": None,
        "origin_more": 0,
        "target_more": 1,
    }
