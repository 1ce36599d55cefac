"""Chains: who follows whom."""

from __future__ import annotations

import numpy as np

from seimbang.plan.chain import Chain, chains
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.policy import policy
from tests.plan.maker import RANKS, family, random_family


def solved(one: object) -> Solution:
    """Return the best plan of a family."""
    return solve_family(one, policy("pemerataan"), seed="s", wish_ranks=RANKS)  # type: ignore[arg-type]


def test_a_chain_runs_from_surplus_over_a_colleague_to_shortage() -> None:
    one = family(
        need=[1, 1, 1],
        origin=[0, 0, 1],
        moves={0: {1: {}}, 2: {2: {}}},
    )
    assert chains(solved(one)) == [Chain((0, 2), closed=False)]


def test_two_who_wish_each_others_place_are_a_circle() -> None:
    wish = {"voluntary": 1, "rank": 1}
    one = family(need=[1, 1], origin=[0, 1], moves={0: {1: wish}, 1: {0: wish}})
    assert chains(solved(one)) == [Chain((0, 1), closed=True)]


def test_a_chain_ends_at_the_first_seat_that_gains() -> None:
    one = family(
        need=[0, 1, 1],
        origin=[0, 0],
        moves={0: {1: {}}, 1: {2: {}}},
    )
    found = chains(solved(one))
    assert [(len(chain.people), chain.closed) for chain in found] == [
        (1, False),
        (1, False),
    ]


def test_who_waits_for_a_replacement_does_not_go_first() -> None:
    one = family(
        need=[0, 1, 2, 2],
        origin=[0, 1, 1],
        moves={0: {1: {}}, 1: {2: {}}, 2: {3: {}}},
    )
    solution = solved(one)
    assert len(solution.movers) == 3
    for waits in ("p1", "p2"):
        first = {chain.people[0] for chain in chains(solution, {waits})}
        assert int(waits[1]) not in first
        assert first == {0, 1, 2} - {int(waits[1])}


def test_when_all_wait_somebody_still_goes_first() -> None:
    one = family(need=[0, 1, 1], origin=[0, 0], moves={0: {1: {}}, 1: {2: {}}})
    assert len(chains(solved(one), {"p0", "p1"})) == 2


def test_every_mover_is_in_one_chain_and_arrivals_meet_departures() -> None:
    for seed in range(300):
        one = random_family(seed)
        solution = solved(one)
        found = chains(solution)
        people = [person for chain in found for person in chain.people]
        assert sorted(people) == solution.movers.tolist()
        for chain in found:
            ends = [one.moves.seat[solution.at[person]] for person in chain.people]
            begins = [one.origin[person] for person in chain.people]
            assert begins[1:] == ends[:-1]
            assert chain.closed == (ends[-1] == begins[0])


def test_each_open_chain_with_a_compulsory_move_serves_a_shortage() -> None:
    served = 0
    for seed in range(300):
        one = random_family(seed)
        solution = solved(one)
        for chain in chains(solution):
            forced = ~one.moves.voluntary[solution.at[list(chain.people)]]
            if chain.closed or not forced.any():
                assert not (chain.closed and forced.any()), f"seed {seed}"
                continue
            first = int(one.origin[chain.people[0]])
            last = int(one.moves.seat[solution.at[chain.people[-1]]])
            assert _worth(one, last, solution.staff[last] - 1) > _worth(
                one, first, solution.staff[first]
            ), f"seed {seed}"
            served += 1
    assert served > 100


def _worth(one: object, seat: int, staff: int) -> tuple[object, ...]:
    """Return what the next person is worth at a seat: goals 1 and 2."""
    seats = one.seats  # type: ignore[attr-defined]
    need = seats.need[seat]
    now, then = max(0, need - int(staff)), max(0, need - int(staff) - 1)
    empty = seats.required[seat] and staff == 0 and seats.others[seat] == 0
    return (
        int(empty),
        int(seats.weight[seat]) * int(staff < seats.minimum[seat]),
        (now * now - then * then) / need if need else 0,
    )


def test_a_plan_without_moves_has_no_chains() -> None:
    one = family(need=[1, 1], origin=[0, 1], moves={})
    solution = solved(one)
    assert chains(solution) == []
    assert np.array_equal(solution.at, [-1, -1])
