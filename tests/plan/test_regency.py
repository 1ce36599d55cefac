"""The frontier of several families together, and what its rows amount to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from seimbang.plan import regency as module
from seimbang.plan.balance import TooWideError, balance_goals, cost_of
from seimbang.plan.bare import Status
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.limited import best_within, left_out
from seimbang.plan.measure import measure_of, total
from seimbang.plan.policy import Policy, policy
from seimbang.plan.problem import Family, Problem
from seimbang.plan.regency import convolve, frontier, together
from seimbang.plan.tally import Tally, part_done, tallies, tally
from tests.plan.maker import RANKS, family, random_family
from tests.plan.test_frontier import by_trying_all, chain

BALANCE = Policy("balance", 1, ("nobody", "minimum", "shortage"))


def problem(*families: Family, goals: Policy = BALANCE) -> Problem:
    named = [
        replace(one, name=f"family {at}", people=tuple(f"{at}-{p}" for p in one.people))
        for at, one in enumerate(families)
    ]
    return Problem(goals, "seed", "2026-01-01", RANKS, tuple(named))


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_two_families_share_the_moves_as_well_as_can_be(seed: int) -> None:
    both = problem(random_family(seed), random_family(seed + 1))
    found = frontier(both)
    known = [
        by_trying_all(one, [cost_of(one, name, found.scale) for name in found.goals])
        for one in both.families
    ]
    best: dict[int, tuple[int, ...]] = {}
    for mine, its in product(*(one.items() for one in known)):
        worth = tuple(a + b for a, b in zip(mine[1], its[1], strict=True))
        best[mine[0] + its[0]] = min(best.get(mine[0] + its[0], worth), worth)
    for row in found.rows:
        assert row.proved
        assert row.value == min(v for k, v in best.items() if k <= row.amount)
        at = found.plan(row)
        assert sum(int((one >= 0).sum()) for one in at) <= row.amount
        assert found.vector(at) == row.value
        assert sum(row.shares) <= row.amount
    assert found.rows[0].amount == min(best)
    assert found.rows[-1].value == min(best.values())


def test_rows_that_are_open_are_bounded() -> None:
    both = problem(random_family(2), random_family(7))
    exact, quick = frontier(both), frontier(both, exact=False)
    assert not all(row.proved for row in quick.rows)
    for row, open_row in zip(exact.rows, quick.rows, strict=True):
        assert open_row.bound <= row.value <= open_row.value


def test_what_proves_a_row_is_told() -> None:
    both = problem(random_family(2), random_family(7))
    quick = frontier(both, exact=False)
    assert {quick.how(row) for row in quick.rows} == {"sum", "open"}
    alone = frontier(problem(chain()))
    assert [alone.how(row) for row in alone.rows] == ["corner", "row", "corner"]


def test_minutes_are_shared_too() -> None:
    both = problem(random_family(3), random_family(10))
    found = frontier(both, minutes=True)
    assert found.minutes
    for row in found.rows:
        at = found.plan(row)
        minutes = sum(
            int(one.moves.added[plan[plan >= 0]].sum())
            for one, plan in zip(both.families, at, strict=True)
        )
        assert minutes <= row.amount
        assert row.bound <= row.value == found.vector(at)


def test_no_family_has_no_row() -> None:
    assert together([]) == []


def test_the_sum_of_two_falling_rows_is_the_least_of_all_pairs() -> None:
    dice = np.random.default_rng(5)
    for _ in range(50):
        some, others = (
            np.sort(dice.integers(-9, 9, int(dice.integers(1, 7))))[::-1]
            for _ in range(2)
        )
        best, choice = convolve(some, others)
        for k, value in enumerate(best.tolist()):
            pairs = [
                some[i] + others[j]
                for i, j in product(range(len(some)), range(len(others)))
                if i + j <= k
            ]
            assert value == min(pairs)
            j = int(choice[k])
            assert value == some[min(k - j, len(some) - 1)] + others[j]


def test_numbers_beyond_64_bits_are_added_all_the_same() -> None:
    both = problem(random_family(2), random_family(7))
    found = frontier(both)
    fits = module.FITS
    try:
        module.FITS = 1
        assert together(found.curves) == list(found.rows)
    finally:
        module.FITS = fits


def test_the_scale_is_made_coarser_where_numbers_do_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = [Fraction(prime) for prime in (97, 89, 83, 79)]
    one = problem(family(need=odd, origin=[0], moves={0: {1: {}}}))
    whole = module.curve

    def narrow(state, costs, **options):  # type: ignore[no-untyped-def]
        if costs[-1].scale > 10**4:
            raise TooWideError("too wide")
        return whole(state, costs, **options)

    monkeypatch.setattr(module, "curve", narrow)
    found = frontier(one)
    assert (found.scale, found.exact) == (10**4, False)


def test_numbers_that_never_fit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow(*_: object, **__: object) -> None:
        raise TooWideError("too wide")

    monkeypatch.setattr(module, "curve", narrow)
    with pytest.raises(TooWideError):
        frontier(problem(chain()))


def test_rows_amount_to_what_their_plans_measure() -> None:
    for seed in range(0, 40, 2):
        both = problem(random_family(seed), random_family(seed + 1))
        found = frontier(both)
        for row, sums in zip(found.rows, tallies(found), strict=True):
            at = found.plan(row)
            measures = [
                measure_of(one, plan, RANKS)
                for one, plan in zip(both.families, at, strict=True)
            ]
            whole = total(measures, RANKS)
            assert sums == tally(found, at)
            assert (sums.nobody, sums.below, sums.minimum) == (
                whole.nobody,
                whole.below,
                whole.minimum,
            )
            assert abs(sums.missing - whole.missing) < Fraction(1, 10**4)
            assert abs(sums.shortage - whole.shortage) < Fraction(1, 10**4)


def sums(*shortages: int) -> list[Tally]:
    return [Tally(0, 0, 0, Fraction(0), Fraction(one)) for one in shortages]


def test_most_is_done_where_it_is_done_for_good() -> None:
    assert part_done(sums(10, 8, 6, 4, 2, 0), Fraction(4, 5)) == 4
    assert part_done(sums(10, 1, 9, 0), Fraction(4, 5)) == 3
    assert part_done(sums(10, 0), Fraction(4, 5)) == 1
    assert part_done(sums(5, 5), Fraction(4, 5)) is None


def test_a_plan_is_found_on_the_curve() -> None:
    found = frontier(problem(chain()))
    (stays,) = found.plan(found.rows[0])
    (both,) = found.plan(found.rows[2])
    first = found.needed(found.vector([stays]))
    last = found.needed(found.vector([both]))
    assert first is found.rows[0]
    assert last is found.rows[2]
    assert found.needed((-9, -9, -9)) is None


def test_the_goals_of_balance_are_those_of_the_policy_in_its_order() -> None:
    assert balance_goals(policy("pemerataan")) == ("nobody", "minimum", "shortage")
    assert balance_goals(policy("layanan-dasar")) == ("nobody", "minimum")
    assert balance_goals(policy("merata-rasio")) == ("nobody", "minimum", "shortage")
    assert balance_goals(policy("kekurangan-terkecil"))[0] == "shortage"


def test_a_plain_cap_is_no_limit_of_a_frontier() -> None:
    plain = Limit("cap", "max_moves", (Row((Term(0), Term(1)), high=1),))
    some = Limit("cap", "max_moves", (Row((Term(0, np.array([0])),), high=1),))
    budget = Limit(
        "rupiah", "budget", (Row((Term(0, np.array([0]), np.array([5])),), high=1),)
    )
    both = problem(random_family(2), random_family(7))
    assert left_out(replace(both, limits=(plain,))) == ()
    assert left_out(replace(both, limits=(plain, some, budget))) == ("cap", "rupiah")
    assert left_out(replace(both, longest_chain=1)) == ("longest_chain",)


@pytest.mark.parametrize("amount", [0, 1, 2, 3])
def test_an_engine_for_limits_agrees_with_the_sum_of_families(amount: int) -> None:
    both = problem(random_family(2), random_family(7))
    found = frontier(both)
    asked = best_within(found, amount)
    assert asked.status is Status.OPTIMAL
    assert asked.value == found.rows[min(amount, len(found.rows) - 1)].value
    assert sum(int((at >= 0).sum()) for at in asked.plans) <= amount


def test_limits_hold_in_what_is_asked_for() -> None:
    one = problem(chain())
    stays = Limit("one stays", "budget", (Row((Term(0, np.array([1])),), high=0),))
    plain = Limit("cap", "max_moves", (Row((Term(0),), high=0),))
    found = frontier(replace(one, limits=(stays, plain)))
    asked = best_within(found, 2)
    assert found.rows[-1].value == (0, 0, -6)
    assert asked.value == (0, 0, -3)


def test_what_cannot_be_is_told() -> None:
    one = problem(chain())
    must = Limit("both move", "budget", (Row((Term(0, np.array([0, 1])),), low=2),))
    found = frontier(replace(one, limits=(must,)))
    asked = best_within(found, 1)
    assert (asked.status, asked.value, asked.plans) == (Status.INFEASIBLE, None, ())
