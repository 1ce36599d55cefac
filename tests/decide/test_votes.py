"""Votes: quorum after those who step aside, majority, ties wait; with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.decide.votes import Choice, Outcome, Seat, advice

FIVE = [Seat(one) for one in range(5)]


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("sss", Outcome.CARRY),
        ("sst", Outcome.CARRY),
        ("ttt", Outcome.AGAINST),
        ("sstt", Outcome.POSTPONE),
        ("ssttd", Outcome.POSTPONE),
        ("ddd", Outcome.POSTPONE),
        ("ss", Outcome.POSTPONE),  # too few
    ],
)
def test_counts(votes: str, expected: Outcome) -> None:
    words = {"s": "setuju", "t": "tidak", "d": "tunda"}
    cast = {number: words[one] for number, one in enumerate(votes)}
    found = advice(cast, FIVE)
    assert found.outcome is expected
    assert found.quorum
    assert found.missing == tuple(range(len(votes), 5))
    assert str(found.reason)


def test_who_steps_aside_is_neither_seat_nor_vote() -> None:
    found = advice({0: "setuju", 1: "setuju", 2: "tidak"}, FIVE[:3], recused=[2])
    assert (found.seats, found.needed, found.present) == (2, 2, 2)
    assert found.outcome is Outcome.CARRY
    assert found.counts[Choice.AGAINST] == 0


def test_without_a_quorum_the_case_waits() -> None:
    seats = [Seat(0), Seat(1, present=False), Seat(2, present=False)]
    found = advice({0: "setuju", 1: "setuju"}, seats)
    assert not found.quorum
    assert found.outcome is Outcome.POSTPONE
    assert not advice({}, [], recused=[1]).quorum


@given(
    st.lists(st.sampled_from([one.value for one in Choice]), max_size=9),
    st.sets(st.integers(0, 8)),
)
def test_the_order_of_members_changes_nothing(
    votes: list[str], recused: set[int]
) -> None:
    seats = [Seat(one) for one in range(len(votes))]
    cast = dict(enumerate(votes))
    assert (
        advice(cast, seats, recused).outcome
        is advice(cast, seats[::-1], recused).outcome
    )
