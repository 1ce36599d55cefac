"""What follows from another choice: the steps told make the best plan with it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from seimbang.explain.way import Step, with_move, without
from seimbang.plan.lexicographic import solve_family
from seimbang.plan.policy import policy
from seimbang.whatif.loss import Exchange
from tests.plan.maker import RANKS, family, random_family


def _staff(one, at):  # type: ignore[no-untyped-def]
    seat = one.origin.copy()
    seat[at >= 0] = one.moves.seat[at[at >= 0]]
    return one.seats.fixed + np.bincount(seat, minlength=len(one.seats))


def test_the_steps_lead_to_the_plan_that_is_best_with_the_move() -> None:
    compared = longer = 0
    for seed in range(200):
        one = random_family(seed)
        solution = solve_family(
            one, policy("pemerataan"), seed="test", wish_ranks=RANKS
        )
        exchange = Exchange(solution)
        person = seed % len(one.people)
        for move in range(*one.moves.first[person : person + 2]):
            way = with_move(exchange, person, move)
            assert way.loss == exchange.with_move(person, move)
            best = exchange.pin(person, move)
            if best is None or move == solution.at[person]:
                assert way.steps == ()
                continue
            change = _staff(one, best.solution.at) - _staff(one, solution.at)
            told = Counter(dict.fromkeys(one.seats.id, 0))
            for step in way.steps:
                told[step.seat] += {"more": 1, "fewer": -1}.get(step.kind, 0)
            assert [told[name] for name in one.seats.id] == change.tolist()
            moved = (best.solution.at != solution.at).sum()
            acts = [
                step for step in way.steps if step.kind in ("goes", "instead", "stays")
            ]
            assert len(acts) == moved - 1, f"seed {seed}"
            compared += 1
            longer += len(acts) > 0
    assert compared > 100
    assert longer > 10


def test_what_follows_when_a_move_is_forbidden() -> None:
    one = family(
        need=[1, 1, 1], origin=[0, 0, 1], moves={0: {1: {}}, 1: {2: {}}, 2: {2: {}}}
    )
    solution = solve_family(one, policy("pemerataan"), seed="t", wish_ranks=RANKS)
    exchange = Exchange(solution)
    for person in solution.movers.tolist():
        way = without(exchange, person)
        assert way.loss == exchange.without(person)


def test_other_people_stand_by_their_seats_alone() -> None:
    one = family(
        need=[1, 2, 2],
        origin=[0, 0, 1, 1, 2],
        moves={0: {2: {}}, 2: {2: {}}, 3: {0: {}}},
    )
    solution = solve_family(one, policy("pemerataan"), seed="t", wish_ranks=RANKS)
    assert solution.movers.tolist() == [0]
    way = without(Exchange(solution), 0)
    assert way.move == -1
    assert way.steps == (Step("more", "U0|job"), Step("fewer", "U2|job"))
    other = family(need=[1, 1], origin=[0, 0], moves={0: {1: {}}, 1: {1: {}}})
    done = solve_family(other, policy("pemerataan"), seed="t", wish_ranks=RANKS)
    (mover,) = done.movers.tolist()
    assert without(Exchange(done), mover).steps == (
        Step("goes", "U0|job", to="U1|job"),
    )
