"""Candidates and stand-bys, each against the best plan among all plans."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from seimbang.plan import goal as goals
from seimbang.whatif.candidate import FEW, candidates, stand_by, stand_bys
from seimbang.whatif.folder import NoEditError, Place
from seimbang.whatif.loss import Loss
from tests.plan.maker import family, plans, random_family
from tests.whatif.made import folder, renamed, sums


def _less(one: list[Any], other: list[Any]) -> list[Any]:
    return [a - b for a, b in zip(one, other, strict=True)]


def _amounts(loss: Loss) -> list[Any]:
    assert loss.amounts is not None
    return [amount for _, amount in loss.amounts]


@pytest.mark.parametrize("block", range(2))
def test_candidates_are_ranked_as_solving_with_each_of_them_ranks(block: int) -> None:
    compared = 0
    for seed in range(block * 60, block * 60 + 60):
        this = folder([random_family(seed)])
        one, at = this.problem.families[0], this.solutions[0].at
        everything = [(sums(one, plan), plan) for plan in plans(one)]
        now = sums(one, at)
        order = goals.order(one, "test", np.arange(len(one.moves))).move
        for seat, name in enumerate(one.seats.id):
            expected = []
            for move in np.flatnonzero(one.moves.seat == seat).tolist():
                person = int(one.moves.person[move])
                with_it = [value for value, plan in everything if plan[person] == move]
                if at[person] != move and with_it:
                    loss = _less(min(with_it), now)
                    expected.append((loss, int(order[move]), person))
            found = candidates(this, name.split("|")[0], top=99)
            assert [(_amounts(row.loss), row.place.person) for row in found.rows] == [
                (loss, person) for loss, _, person in sorted(expected)
            ], seed
            there = set(np.flatnonzero(at >= 0)) & {
                int(one.moves.person[move])
                for move in at[at >= 0]
                if one.moves.seat[move] == seat
            }
            assert {place.person for place in found.coming} == there
            assert found.everybody == int((one.moves.seat == seat).sum())
            compared += len(expected)
    assert compared > 150


@pytest.mark.parametrize("block", range(2))
def test_stand_bys_are_those_of_solving_anew(block: int) -> None:
    compared = reassigned = 0
    for seed in range(block * 70, block * 70 + 70):
        this = folder([random_family(seed)])
        one, at = this.problem.families[0], this.solutions[0].at
        everything = [(sums(one, plan), plan) for plan in plans(one)]
        now = sums(one, at)
        for told in stand_bys(this, top=99):
            mover, seat = told.mover.person, one.seats.id.index(told.seat)
            stays = [(value, plan) for value, plan in everything if plan[mover] == -1]
            assert told.without is not None
            assert _amounts(told.without) == _less(min(v for v, _ in stays), now)
            alone = at.copy()
            alone[mover] = -1
            as_is = [value for value, plan in stays if (plan == alone).all()]
            if as_is:
                assert _amounts(told.fails) == _less(as_is[0], now)
            else:
                assert told.fails == Loss(None)
            losses = {}
            for person in range(len(one.people)):
                moves = np.flatnonzero(
                    (one.moves.person == person) & (one.moves.seat == seat)
                )
                goes = int(moves[0]) if len(moves) else None
                left = [value for value, plan in stays if plan[person] == goes]
                if person != mover and left and at[person] != goes:
                    losses[person] = _less(min(left), now)
            unmoved = [loss for person, loss in losses.items() if at[person] < 0]
            expected = {
                person: loss
                for person, loss in losses.items()
                if at[person] < 0 or not unmoved or loss < min(unmoved)
            }
            assert {
                row.place.person: _amounts(row.loss) for row in told.rows
            } == expected, seed
            ranked = [_amounts(row.loss) for row in told.rows]
            assert ranked == sorted(ranked)
            compared += len(expected)
            reassigned += sum(at[person] >= 0 for person in expected)
    assert compared > 60
    assert reassigned > 0


def test_as_many_as_asked_for_are_told() -> None:
    this = folder([_open_seat(wishing=0)])
    assert len(candidates(this, "U0.1", top=3).rows) == 3
    assert len(candidates(this, "U0.1").rows) == 5
    assert len(candidates(this, "U0.1", top=99).rows) == 6


@pytest.mark.parametrize(
    ("wishing", "told"), [(0, None), (1, None), (FEW - 1, None), (FEW, FEW), (6, 6)]
)
def test_few_wishers_are_not_counted(wishing: int, told: int | None) -> None:
    found = candidates(folder([_open_seat(wishing=wishing)]), "U0.1")
    assert found.wishing == told
    assert found.everybody == 7


def _open_seat(*, wishing: int) -> Any:
    facts = [
        {"voluntary": 1, "rank": 1} if person < wishing else {} for person in range(7)
    ]
    return family(
        need=[6, 1],
        origin=[0] * 7,
        moves={person: {1: facts[person]} for person in range(7)},
    )


def test_of_several_posts_one_must_be_named() -> None:
    one_way = renamed(folder([_open_seat(wishing=0)]), "U|a", "U|b")
    assert candidates(one_way, "U", top=1).seat == "U|b"  # nobody may go to U|a
    back = family(need=[3, 4], origin=[0, 1], moves={0: {1: {}}, 1: {0: {}}})
    both = renamed(folder([back]), "U|a", "U|b")
    with pytest.raises(NoEditError, match=r"--job \(a, b\)|--job"):
        candidates(both, "U")
    assert candidates(both, "U", "a").seat == "U|a"
    for unit, job in (("X", None), ("U", "c")):
        with pytest.raises(NoEditError):
            candidates(both, unit, job)


def test_who_must_go_has_no_stand_by() -> None:
    this = folder([_open_seat(wishing=0)])
    mover = int(this.solutions[0].movers[0])
    one = replace(this.problem.families[0], leave=(mover,))
    solution = replace(this.solutions[0], family=one)
    pinned = replace(
        this, problem=replace(this.problem, families=(one,)), solutions=(solution,)
    )
    told = stand_by(pinned, Place(0, mover))
    assert told.rows == ()
    assert told.without == Loss(None)
