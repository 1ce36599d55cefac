"""The order of carrying out: nobody leaves an empty class or ward."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seimbang.decide.order import Move, in_order


def test_who_is_waited_for_comes_first() -> None:
    found = in_order([Move(1, "B", "C"), Move(2, "A", "B")])
    assert [(one.key, one.after) for one in found.turns] == [(2, None), (1, 2)]
    assert found.rings == ()


def test_a_ring_is_told_and_broken_at_the_place_with_most_cover() -> None:
    moves = [Move(1, "A", "B"), Move(2, "B", "C", cover=2), Move(3, "C", "A", cover=1)]
    found = in_order(moves)
    assert [one.key for one in found.turns] == [2, 3, 1]
    assert {one.key: one.after for one in found.turns} == {2: None, 3: 2, 1: 3}
    assert found.rings[0].cover == 2
    assert found.rings[0].covered
    assert found.turns[0].first_of_ring


def test_a_ring_without_cover_says_so() -> None:
    found = in_order([Move(1, "A", "B"), Move(2, "B", "A")])
    assert not found.rings[0].covered


def test_who_waits_for_a_replacement_gets_it_before_others() -> None:
    moves = [Move(1, "A", "B"), Move(2, "A", "C", waits=True), Move(3, "D", "A")]
    after = {one.key: one.after for one in in_order(moves).turns}
    assert after == {1: None, 2: 3, 3: None}


def test_a_replacement_that_does_not_come_is_told() -> None:
    found = in_order([Move(1, "A", "B", waits=True)])
    assert found.turns[0].alone


def test_what_was_named_before_is_kept() -> None:
    moves = [Move(1, "A", "B"), Move(2, "A", "C", after=3), Move(3, "D", "A")]
    after = {one.key: one.after for one in in_order(moves).turns}
    assert after[2] == 3
    assert after[1] is None


def test_a_change_of_job_at_the_same_place_waits_for_nobody() -> None:
    found = in_order([Move(1, "A", "A"), Move(2, "B", "A")])
    assert all(one.after is None for one in found.turns)


def test_a_key_stands_there_once() -> None:
    with pytest.raises(ValueError, match="once"):
        in_order([Move(1, "A", "B"), Move(1, "A", "B")])


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 3)), max_size=20
    )
)
def test_every_move_comes_once_and_after_whom_it_waits_for(
    rows: list[tuple[int, int, int]],
) -> None:
    moves = [
        Move(number, start, end, cover)
        for number, (start, end, cover) in enumerate(rows)
    ]
    found = in_order(moves)
    place = {one.key: one.order for one in found.turns}
    assert sorted(place) == [one.key for one in moves]
    assert sorted(place.values()) == list(range(1, len(moves) + 1))
    for one in found.turns:
        if one.after is not None:
            assert place[one.after] < one.order
            assert moves[one.after].arrives == moves[one.key].leaves
    for ring in found.rings:
        most = max(moves[key].cover for key in ring.keys)
        assert moves[ring.keys[0]].cover == most
