"""Edits and plans anew where a cap on moves ties families together."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from seimbang.plan.bare import Status
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.measure import Measure, measure_of, total
from seimbang.plan.solve import solve
from seimbang.whatif.candidate import candidates, stand_by
from seimbang.whatif.edit import Edit, effect
from seimbang.whatif.folder import Folder, Place
from seimbang.whatif.loss import Exchange, Loss, NotBestError
from seimbang.whatif.pin import Pin
from seimbang.whatif.replan import replan
from seimbang.whatif.staff import destination_of
from tests.plan.maker import RANKS, plans, random_family
from tests.whatif.made import folder, options, person_id

SMALL = [seed for seed in range(60) if len(random_family(seed).people) <= 3]


def _tied(first: int, second: int, most: int) -> Folder:
    """Return two small families with at most so many moves together, solved so."""
    this = folder([random_family(first), random_family(second)])
    cap = Limit("cap", "max_moves", (Row((Term(0), Term(1)), high=most),))
    price = np.arange(len(this.problem.families[0].moves), dtype=np.int64) + 100
    money = Limit("money", "budget", (Row((Term(0, None, price),), high=10**6),))
    problem = replace(this.problem, limits=(cap, money))
    solved = solve(problem)
    assert solved.status is Status.OPTIMAL
    costs = tuple(
        replace(new, proofs=old.proofs)
        for old, new in zip(this.solutions, solved.solutions, strict=True)
    )
    return replace(this, problem=problem, solutions=costs)


def _all(this: Folder, most: int) -> list[tuple[np.ndarray, ...]]:
    one, other = this.problem.families
    return [
        pair
        for pair in product(list(plans(one)), list(plans(other)))
        if sum(int((at >= 0).sum()) for at in pair) <= most
    ]


def _measured(this: Folder, pair: Any) -> Measure:
    families = this.problem.families
    return total(
        [measure_of(one, at, RANKS) for one, at in zip(families, pair, strict=True)],
        RANKS,
    )


def _sums(of: Measure) -> list[Any]:
    granted = [-number for number in of.wishes]
    return [of.nobody, of.minimum, of.shortage, of.compulsory, *granted, of.travel]


def test_an_edit_between_tied_families_is_solved_anew() -> None:
    compared = broken = impossible = 0
    for first, second in zip(SMALL[::2], SMALL[1::2], strict=False):
        this = _tied(first, second, 1)
        everything = _all(this, 1)
        now = _sums(_measured(this, [one.at for one in this.solutions]))
        for person in range(len(this.problem.families[0].people)):
            for move in options(this.problem.families[0], person):
                if move == this.solutions[0].at[person]:
                    continue
                unit = None
                if move >= 0:
                    seat = this.problem.families[0].moves.seat[move]
                    unit = this.problem.families[0].seats.id[seat].split("|")[0]
                told = effect(this, Edit(person_id(0, person), unit))
                assert told.solved
                left = [pair for pair in everything if pair[0][person] == move]
                broken += "cap" in told.limits
                if not left:
                    assert told.loss == Loss(None)
                    impossible += 1
                    continue
                best = min(_sums(_measured(this, pair)) for pair in left)
                assert told.loss.amounts is not None
                assert [amount for _, amount in told.loss.amounts] == [
                    a - b for a, b in zip(best, now, strict=True)
                ]
                assert told.cost is not None
                made = this.solutions[0].at[this.solutions[0].at >= 0]
                assert told.cost[0] == int((made + 100).sum())
                compared += 1
    assert compared > 10
    assert broken > 3
    assert impossible > 0


def test_a_plan_anew_keeps_the_limits_and_changes_least() -> None:
    compared = 0
    for first, second in zip(SMALL[::2], SMALL[1::2], strict=False):
        this = _tied(first, second, 2)
        movers = [
            (family, int(person))
            for family, solution in enumerate(this.solutions)
            for person in solution.movers
        ]
        if not movers:
            continue
        family, person = movers[0]
        found = replan(this, [Pin("stays", person_id(family, person))], keep="balance")
        assert found.solved.status is Status.OPTIMAL
        assert found.solved.linked is not None
        assert found.rupiah[0] is not None
        vectors = []
        for pair in _all(this, 2):
            if pair[family][person] >= 0:
                continue
            of = _measured(this, pair)
            changed = sum(
                int((destination_of(old.family, at) != _goes(old)).sum())
                for old, at in zip(this.solutions, pair, strict=True)
            )
            vectors.append((of.nobody, of.minimum, of.shortage, changed))
        of = found.columns[2]
        assert (of.nobody, of.minimum, of.shortage, len(found.changes)) == min(vectors)
        compared += 1
    assert compared > 3


def _goes(solution: Any) -> Any:
    return destination_of(solution.family, solution.at)


def test_candidates_and_stand_bys_lose_what_they_do_when_nothing_else_changes() -> None:
    compared = stood_by = 0
    for first, second in zip(SMALL[::2], SMALL[1::2], strict=False):
        this = _tied(first, second, 2)
        one, at = this.problem.families[0], this.solutions[0].at
        others = int((this.solutions[1].at >= 0).sum())
        fit = [plan for plan in plans(one) if (plan >= 0).sum() + others <= 2]

        def rows(base: Any, seat: int, pairs: Any = (one, at, fit)) -> Any:
            one, at, fit = pairs
            found = []
            for move in np.flatnonzero(one.moves.seat == seat).tolist():
                person = int(one.moves.person[move])
                new = base.copy()
                new[person] = move
                stuck = base[person] < 0 <= at[person]
                if at[person] == move or stuck:
                    continue
                if any((plan == new).all() for plan in fit):
                    loss = zip(_of(one, new), _of(one, at), strict=True)
                    found.append(([a - b for a, b in loss], person))
            return found

        for seat, name in enumerate(one.seats.id):
            told = candidates(this, name.split("|")[0], top=99)
            assert told.tied
            assert sorted(_told(told.rows)) == sorted(rows(at, seat))
            compared += len(told.rows)
        for person in this.solutions[0].movers.tolist():
            fails = at.copy()
            fails[person] = -1
            told_by = stand_by(this, Place(0, person), top=99)
            assert told_by.without is None
            seat = int(one.moves.seat[at[person]])
            assert sorted(_told(told_by.rows)) == sorted(rows(fails, seat))
            stood_by += len(told_by.rows)
    assert compared > 3
    assert stood_by > 0


def _of(one: Any, at: Any) -> list[Any]:
    return _sums(measure_of(one, at, RANKS))


def _told(found: Any) -> list[Any]:
    losses = [[amount for _, amount in row.loss.amounts] for row in found]
    assert losses == sorted(losses)
    return [(loss, row.place.person) for loss, row in zip(losses, found, strict=True)]


def test_a_plan_that_is_not_the_best_is_refused_and_does_not_hang() -> None:
    for seed in range(40):
        this = folder([random_family(seed)])
        solution = this.solutions[0]
        if len(solution.movers) == 0:
            continue
        worse = replace(solution, at=np.full_like(solution.at, -1))
        seat = int(solution.family.moves.seat[solution.at[solution.movers[0]]])
        with pytest.raises(NotBestError):
            Exchange(worse).distance_to(seat)
        return
    raise AssertionError("some plan moves somebody")
