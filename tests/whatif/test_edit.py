"""The effect of one hand edit, against all plans that contain it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.measure import measure_of
from seimbang.plan.problem import Family
from seimbang.whatif.bound import broken_limits, rupiah
from seimbang.whatif.edit import Edit, Effect, effect
from seimbang.whatif.folder import Folder, NoEditError
from seimbang.whatif.loss import Loss, lost
from seimbang.whatif.staff import destination_of, staff_of
from tests.plan.maker import RANKS, family, plans, random_family
from tests.whatif.made import folder, options, person_id, renamed, sums


def _less(one: list[Any], other: list[Any]) -> list[Any]:
    return [a - b for a, b in zip(one, other, strict=True)]


Every = list[tuple[list[Any], np.ndarray]]


def _every(one: Family) -> Every:
    return [(sums(one, plan), plan) for plan in plans(one)]


def _check(this: Folder, told: Effect, settled: dict[int, int], every: Every) -> bool:
    """Compare an effect with all plans that contain ``settled``; tell if one does."""
    one, at = this.problem.families[0], this.solutions[0].at
    as_is = at.copy()
    for person, move in settled.items():
        as_is[person] = move
    assert told.plan == measure_of(one, at, RANKS)
    assert told.as_is == measure_of(one, as_is, RANKS)
    assert (told.bounds == ()) is any((plan == as_is).all() for _, plan in every)
    left = [
        goals
        for goals, plan in every
        if all(plan[person] == move for person, move in settled.items())
    ]
    for row in told.seats:
        seat = one.seats.id.index(row.seat)
        assert row.before == one.seats.present[seat]
        assert row.plan == staff_of(one, at)[seat]
        assert row.as_is == staff_of(one, as_is)[seat]
    rows = {row.seat for row in told.seats}
    differ = np.flatnonzero(staff_of(one, at) != staff_of(one, as_is))
    assert {one.seats.id[seat] for seat in differ} <= rows
    if not left:
        assert told.loss == Loss(None)
        assert told.best is None
        assert all(row.best is None for row in told.seats)
        return False
    assert told.loss.amounts is not None
    assert [amount for _, amount in told.loss.amounts] == _less(
        min(left), sums(one, at)
    )
    assert told.best is not None
    assert (
        told.best.shortage - measure_of(one, at, RANKS).shortage
        == dict(told.loss.amounts)["shortage"]
    )
    return True


@pytest.mark.parametrize("block", range(2))
def test_an_edit_is_told_as_it_is_and_with_the_best_plan(block: int) -> None:
    possible = impossible = 0
    for seed in range(block * 35, block * 35 + 35):
        this = folder([random_family(seed)])
        one, at = this.problem.families[0], this.solutions[0].at
        every = _every(one)
        for person in range(len(one.people)):
            for move in options(one, person):
                if move == at[person]:
                    continue
                unit = None
                if move >= 0:
                    unit = one.seats.id[one.moves.seat[move]].split("|")[0]
                told = effect(this, Edit(person_id(0, person), unit))
                held = _check(this, told, {person: move}, every)
                possible, impossible = possible + held, impossible + (not held)
    assert possible > 100
    assert impossible > 10


@pytest.mark.parametrize("block", range(2))
def test_two_swap_the_places_they_have_in_the_plan(block: int) -> None:
    swapped = denied = 0
    for seed in range(block * 60, block * 60 + 60):
        this = folder([random_family(seed)])
        one, at = this.problem.families[0], this.solutions[0].at
        goes = destination_of(one, at)
        for person in range(len(one.people) - 1):
            other = person + 1
            if goes[person] == goes[other]:
                continue
            settled = {
                who: _move(one, who, int(goes[to]))
                for who, to in ((person, other), (other, person))
            }
            told = effect(
                this, Edit(person_id(0, person), other_id=person_id(0, other))
            )
            if None in settled.values():
                assert len(told.denied) == list(settled.values()).count(None)
                assert told.seats == ()
                denied += 1
            else:
                made = {who: int(to or 0) for who, to in settled.items()}
                _check(this, told, made, _every(one))
                swapped += 1
    assert swapped > 20
    assert denied > 20


def _move(one: Family, person: int, seat: int) -> int | None:
    if one.origin[person] == seat:
        return -1
    moves = [at for at in options(one, person)[1:] if one.moves.seat[at] == seat]
    return moves[0] if moves else None


def _three() -> Family:
    """Return a family where one goes from seat 0 to seat 1, and could go to seat 2."""
    return family(
        need=[2, 2, 1],
        origin=[0, 0, 0, 1],
        moves={person: {1: {"added": 5}, 2: {"added": person}} for person in range(3)},
        fixed=[0, 0, 1],
        minimum=[1, 0, 0],
        maximum=[None, None, 1],
        may_leave=[2, None, None],
    )


def test_bounds_are_named_that_the_edit_breaks() -> None:
    this = folder([_three()])
    mover = int(this.solutions[0].movers[0])
    told = effect(this, Edit(person_id(0, mover), "U0.2"))
    assert [(one.kind, one.name) for one in told.bounds] == [("maximum", "U0.2|job")]
    assert (told.bounds[0].number, told.bounds[0].bound) == (2, 1)
    assert told.loss == Loss(None)


def test_who_leaves_too_many_is_told() -> None:
    one = replace(_three(), seats=replace(_three().seats, may_leave=(1, None, None)))
    this = folder([one])
    stayer = next(at for at in range(3) if this.solutions[0].at[at] < 0)
    told = effect(this, Edit(person_id(0, stayer), "U0.1"))
    assert [(one.kind, one.number, one.bound) for one in told.bounds] == [
        ("leaving", 2, 1)
    ]
    assert told.loss.first is not None or told.others  # the other one stays instead


def test_the_minimum_of_a_seat_left_is_told() -> None:
    one = family(need=[1, 2], origin=[0], moves={0: {1: {}}}, minimum=[1, 0])
    told = effect(folder([one]), Edit("N0-0", "U0.1"))
    assert [(one.kind, one.number, one.bound) for one in told.bounds] == [
        ("minimum", 0, 1)
    ]


def test_a_place_without_an_allowed_move_is_denied_and_nothing_else_told() -> None:
    this = folder([_three()])
    for asked in (Edit("N0-3", "U0.0"), Edit("N0-3", "U0.2")):
        told = effect(this, asked)
        assert told.denied == ((asked.person_id, asked.unit_id),)
        assert told.seats == ()
        assert told.plan is None


def test_what_the_plan_does_already_changes_nothing() -> None:
    this = folder([_three()])
    mover = int(this.solutions[0].movers[0])
    for asked in (
        Edit(person_id(0, mover), "U0.1"),
        Edit("N0-3"),
        Edit("N0-3", "U0.1"),
    ):
        told = effect(this, asked)
        assert told.changes_nothing
        assert told.loss.first is None


def test_who_has_no_move_stays_in_every_plan() -> None:
    this = folder([_three()])
    known = replace(this, ids={**this.ids, "x": "FIXED"})
    assert effect(known, Edit("FIXED")).changes_nothing
    assert effect(known, Edit("FIXED", "U0.1")).denied == (("FIXED", "U0.1"),)
    with pytest.raises(NoEditError):
        effect(this, Edit("FIXED"))


def test_people_of_two_families_cannot_swap() -> None:
    this = folder([_three(), _three()])
    with pytest.raises(NoEditError):
        effect(this, Edit("N0-0", other_id="N1-0"))
    with pytest.raises(NoEditError):
        effect(replace(this, ids={**this.ids, "x": "F"}), Edit("N0-0", other_id="F"))


def test_a_unit_or_post_that_is_not_there_is_refused() -> None:
    this = folder([_three()])
    for asked in (Edit("N0-0", "X"), Edit("N0-0", "U0.1", "no")):
        with pytest.raises(NoEditError):
            effect(this, asked)


def test_of_several_posts_of_a_unit_the_best_is_told() -> None:
    one = family(
        need=[2, 1, 3], origin=[0, 0, 0], moves={at: {1: {}, 2: {}} for at in range(3)}
    )
    both = renamed(folder([one]), "A|job", "B|a", "B|b")
    stayer = next(at for at in range(3) if both.solutions[0].at[at] < 0)
    best = effect(both, Edit(person_id(0, stayer), "B"))
    each = [effect(both, Edit(person_id(0, stayer), "B", job)) for job in ("a", "b")]
    assert best.seats in [one.seats for one in each]
    assert best.loss.size == min(one.loss.size for one in each)


def test_limits_broken_as_it_is_are_named_and_the_cost_is_reckoned() -> None:
    this = folder([_three(), _three()])
    made = int((this.solutions[0].at >= 0).sum() + (this.solutions[1].at >= 0).sum())
    cap = Limit("cap", "max_moves", (Row((Term(0), Term(1)), high=made),))
    number = len(this.problem.families[0].moves)
    price = Term(0, np.arange(number), np.arange(number) + 10)
    budget = Limit("money", "budget", (Row((price,), high=10**6),))
    loose = Limit("loose", "max_moves", (Row((Term(0),), low=0),))
    limited = replace(this, problem=replace(this.problem, limits=(cap, budget, loose)))
    stayer = next(at for at in range(3) if this.solutions[0].at[at] < 0)
    as_is = this.solutions[0].at.copy()
    as_is[stayer] = this.problem.families[0].moves.first[stayer]
    before = {at: one.at for at, one in enumerate(this.solutions)}
    assert broken_limits(limited.problem, before) == []
    assert broken_limits(limited.problem, before | {0: as_is}) == ["cap"]
    used = [int(move) for move in as_is if move >= 0]
    assert rupiah(limited.problem, before | {0: as_is}) == sum(used) + 10 * len(used)
    assert rupiah(this.problem, before) is None


def test_tied_families_are_solved_again_only_when_asked() -> None:
    cap = Limit("cap", "max_moves", (Row((Term(0), Term(1)), high=6),))
    this = folder([_three(), _three()], limits=(cap,))
    mover = int(this.solutions[0].movers[0])
    asked = Edit(person_id(0, mover))
    solved, alone = effect(this, asked), effect(this, asked, anew=False)
    assert (solved.solved, alone.solved) == (True, False)
    assert solved.best is not None
    assert alone.best is None
    assert alone.plan is not None
    assert alone.as_is is not None
    assert alone.as_is.moves == alone.plan.moves - 1
    changed = this.solutions[0].at.copy()
    changed[mover] = -1
    assert alone.loss == lost([(this.solutions[0], changed)])


def test_losses_are_fractions_of_the_goal() -> None:
    this = folder([_three()])
    mover = int(this.solutions[0].movers[0])
    told = effect(this, Edit(person_id(0, mover)))
    assert told.loss.amounts is not None
    assert dict(told.loss.amounts)["shortage"] == Fraction(0)  # somebody else goes
    assert told.others == 1
