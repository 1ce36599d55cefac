"""What one person is worth at a seat, against solving anew with one more or fewer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seimbang.explain.worth import Worth
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.measure import measure_of
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family
from seimbang.whatif.loss import Exchange
from tests.plan.maker import RANKS, family, random_family


def _solved(one: Family) -> Solution:
    return solve_family(one, policy("pemerataan"), seed="test", wish_ranks=RANKS)


def _sums(one: Family) -> list[object]:
    of = measure_of(one, _solved(one).at, RANKS)
    granted = [-number for number in of.wishes]
    return [of.nobody, of.minimum, of.shortage, of.compulsory, *granted, of.travel]


def _changed(one: Family, seat: int, more: int) -> Family:
    """Return the family with one more filled post, or one person fewer."""
    here = (np.arange(len(one.seats)) == seat).astype(np.int64)
    seats, groups = one.seats, one.groups
    maximum = list(seats.maximum)
    most = maximum[seat]
    if more > 0:
        maximum[seat] = None if most is None else most + 1
        groups = tuple(
            replace(group, maximum=group.maximum + 1) if seat in group.seats else group
            for group in groups
        )
    else:
        maximum[seat] = None if most is None else max(most, int(seats.present[seat]))
        groups = tuple(
            replace(
                group,
                maximum=max(group.maximum, int(seats.present[list(group.seats)].sum())),
            )
            for group in groups
        )
    changed = replace(
        seats,
        present=seats.present + more * here,
        fixed=seats.fixed + more * here,
        maximum=tuple(maximum),
    )
    return replace(one, seats=changed, groups=groups)


@pytest.mark.parametrize("block", range(4))
def test_the_worth_is_what_solving_anew_finds(block: int) -> None:
    more = fewer = several = 0
    for seed in range(block * 60, block * 60 + 60):
        one = random_family(seed)
        before, worth = _sums(one), Worth(Exchange(_solved(one)))
        for seat in range(len(one.seats)):
            after = _sums(_changed(one, seat, 1))
            told = worth.one_more(seat).amounts
            assert told is not None, f"seed {seed}"
            expected = [b - a for a, b in zip(before, after, strict=True)]
            assert [amount for _, amount in told] == expected, f"seed {seed}"
            more += any(expected)
            if one.seats.fixed[seat] == 0:
                continue
            after = _sums(_changed(one, seat, -1))
            lost = worth.one_fewer(seat).amounts
            assert lost is not None, f"seed {seed}"
            gone = [b - a for a, b in zip(before, after, strict=True)]
            assert [amount for _, amount in lost] == gone, f"seed {seed}"
            if one.seats.maximum[seat] is None and not one.groups:
                assert gone >= [-amount for amount in expected], f"seed {seed}"
            fewer += any(gone)
            several += gone != [-amount for amount in expected]
    assert more > 40
    assert fewer > 20
    assert several > 10


def test_where_nobody_is_there_is_nobody_to_lose() -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}}, minimum=[1, 0])
    assert Worth(Exchange(_solved(one))).one_fewer(1).amounts is None
