"""The compiled kernel gives what OR-Tools gives, and what trying all plans gives."""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from seimbang.plan import kernel, lexicographic, policy
from seimbang.plan.certificate import certificate
from seimbang.plan.flow import OutOfRangeError, optimise
from seimbang.plan.goal import Cost
from seimbang.plan.kernel import Answer, Pricer
from seimbang.plan.lexicographic import (
    InfeasibleError,
    Solution,
    only_plan,
    settle,
    solve_family,
)
from seimbang.plan.network import State, start, value
from seimbang.plan.policy import Policy, names
from seimbang.plan.problem import Family, Problem
from seimbang.whatif.loss import Exchange
from tests.plan.maker import RANKS, family, plans, random_family, vector

ROOT = Path(__file__).parents[2]
BUSY = 10  # the seed of a family with many moves

needed = pytest.mark.skipif(
    not kernel.AVAILABLE and not os.environ.get("CI"),
    reason="no compiled kernel (on CI these tests fail without it)",
)


def test_ci_has_the_kernel() -> None:
    assert kernel.AVAILABLE or not os.environ.get("CI")


def solved(one: Family, by: Policy, compiled: bool) -> Solution | None:
    try:
        return solve_family(one, by, seed="test", wish_ranks=RANKS, compiled=compiled)
    except InfeasibleError:
        return None


def written(one: Family, by: Policy, solution: Solution) -> str:
    problem = Problem(by, "test", "2026-01-01", RANKS, (one,))
    return json.dumps(
        [certificate(problem, "0", [solution]), solution.at.tolist()], sort_keys=True
    )


def pinned(seed: int) -> Family:
    """Return a family in which some people must leave: at times there is no plan."""
    dice = np.random.default_rng(seed)
    one = random_family(seed)
    must = np.flatnonzero((np.diff(one.moves.first) > 0) & (dice.random() < 0.7))
    return replace(one, leave=tuple(must[dice.random(len(must)) < 0.5].tolist()))


@needed
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("make", [random_family, pinned])
def test_plan_and_certificate_are_the_same_byte_for_byte(name: str, make: Any) -> None:
    """Not only values: canonical potentials do not depend on the way to the plan."""
    by = replace(policy(name), goals=(*_without_order(name), "order"))
    solvable = 0
    for seed in range(30):
        one = make(seed)
        fast, slow = solved(one, by, True), solved(one, by, False)
        assert (fast is None) == (slow is None), seed
        if fast is not None and slow is not None:
            assert written(one, by, fast) == written(one, by, slow), seed
            solvable += 1
    assert solvable >= 20


def _without_order(name: str) -> list[str]:
    return [goal for goal in policy(name).goals if goal not in ("order", "deviation")]


@needed
@pytest.mark.parametrize("name", names())
def test_potentials_and_faces_are_the_same_after_every_goal(name: str) -> None:
    for seed in range(60, 90):
        one = random_family(seed)
        fast, slow = start(one, compiled=True), start(one, compiled=False)
        for goal in _without_order(name):
            if goal == "leximin":
                continue  # it solves with a state of its own; above, whole
            ways = [
                [settle(state, cost) for cost in _costs(state, goal)]
                for state in (fast, slow)
            ]
            for mine, theirs in zip(*ways, strict=True):
                assert mine.value == theirs.value
                assert (mine.potentials == theirs.potentials).all()
            for part in ("stay", "move", *_BOUNDS):
                assert (getattr(fast, part) == getattr(slow, part)).all(), part
        assert _same(only_plan(fast), only_plan(slow))


_BOUNDS = ("low", "high", "keep_low", "keep_high", "group_low", "group_high")


def _costs(state: State, goal: str) -> Any:
    return lexicographic.costs(state, goal, seed="test", wish_ranks=RANKS)


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return bool((one == other).all())


@needed
def test_no_plan_is_better() -> None:
    for seed in range(150):
        one = random_family(seed)
        found = solved(one, policy("pemerataan"), True)
        assert found is not None
        assert vector(one, found.at) == min(vector(one, at) for at in plans(one)), seed


@needed
def test_random_sums_of_moves_and_slots_reach_the_least_of_all_plans() -> None:
    """Negative prices too, which no goal of the house has on moves of all kinds."""
    for seed in range(150):
        one, cost = random_family(seed), random_cost(seed)
        state = start(one, compiled=True)
        proof = settle(state, cost)
        assert proof.value == value(state, cost) == least(one, cost), seed


def random_cost(seed: int, size: int = 20) -> Cost:
    dice = np.random.default_rng(1_000 + seed)
    one = random_family(seed)
    move = dice.integers(-size, size, len(one.moves))
    slot = np.sort(dice.integers(-size, size, (len(one.seats), 4)), axis=1)
    return Cost("sum", move, slot)


def least(one: Family, cost: Cost) -> int:
    state, best = start(one), []
    for at in plans(one):
        state.at = at
        best.append(value(state, cost))
    return min(best)


@needed
def test_it_starts_from_any_plan_and_any_potentials() -> None:
    """A warm start changes the way, not the answer; so does going wide."""
    for seed in range(40):
        one, dice = random_family(seed), np.random.default_rng(seed)
        everything = list(plans(one))
        cost, unit = random_cost(seed), dice.integers(0, 5, len(one.moves))
        state = start(one, compiled=True)
        pricer = Pricer(state, cost, unit)
        large = Pricer(
            state, replace(cost, move=cost.move * 2**54, slot=cost.slot * 2**54), unit
        )
        warm, warm_large = None, None
        for times, rate in ((1, 0), (3, 5), (7, 100), (2**20, 3), (4, -3)):
            priced = replace(
                cost, move=times * cost.move + rate * unit, slot=times * cost.slot
            )
            from_ = everything[dice.integers(len(everything))]
            answer, found, at, warm = pricer.best(times, rate, from_, warm)
            assert answer is Answer.OPTIMAL
            assert found == least(one, priced)
            state.at = at
            assert state.keeps_bounds()
            answer, found, at, warm_large = large.best(
                times, rate * 2**54, at, warm_large
            )
            assert answer is Answer.OPTIMAL
            assert found == least(one, priced) * 2**54


@needed
def test_narrow_potentials_may_be_where_a_wide_one_starts() -> None:
    one = random_family(BUSY)
    cost, unit = random_cost(BUSY), np.full(len(one.moves), 2**50)
    pricer = Pricer(start(one, compiled=True), cost, unit)
    _, _, at, warm = pricer.best(1, 1, start(one).at)
    answer, found, _, wide = pricer.best(1, 2**10, at, warm)
    assert answer is Answer.OPTIMAL and wide is not None and wide.wide
    big = replace(cost, move=cost.move.astype(object) + unit.astype(object) * 2**10)
    assert found == least(one, big)
    assert pricer.best(1, 2**62, at, wide)[0] is Answer.OUT_OF_RANGE
    assert pricer.best(2**40, 1, at, wide)[0] is Answer.OPTIMAL


@needed
def test_what_does_not_fit_is_left_to_the_other_solver() -> None:
    one = random_family(BUSY)
    state = start(one, compiled=True)
    large = Cost("large", np.full(len(one.moves), 2**58), _no_slot(one))
    assert kernel.settle(state, large, freeze=False)[0] is Answer.OUT_OF_RANGE
    with pytest.raises(OutOfRangeError):
        optimise(state, Cost("large", large.move * 16, large.slot))
    state = start(one, compiled=True)
    in_python = Cost("python", large.move.astype(object), large.slot)
    assert kernel.settle(state, in_python, freeze=False)[0] is Answer.OUT_OF_RANGE


def _no_slot(one: Family) -> Any:
    return np.zeros((len(one.seats), 1), np.int64)


@needed
def test_a_seat_that_pays_more_for_the_second_is_left_to_the_other_solver() -> None:
    one = family(
        need=[2, 2],
        origin=[0, 0],
        moves={0: {1: {}}, 1: {1: {}}},
    )
    falling = Cost("falling", np.zeros(2, np.int64), np.array([[0, 0, 0], [0, -5, 0]]))
    state = start(one, compiled=True)
    assert kernel.settle(state, falling, freeze=True)[0] is Answer.NOT_CONVEX
    assert state.low.tolist() == [0, 0]


@needed
@pytest.mark.parametrize("people", [0, 2])
def test_families_without_people_or_moves(people: int) -> None:
    one = family(need=[2, 1], origin=[0] * people, moves={}, fixed=[1, 1])
    by = policy("pemerataan")
    fast, slow = solved(one, by, True), solved(one, by, False)
    assert fast is not None and slow is not None
    assert written(one, by, fast) == written(one, by, slow)


@pytest.mark.parametrize("compiled", sorted({False, kernel.AVAILABLE}))
def test_no_way_left_and_crossed_bounds_are_infeasible(compiled: bool) -> None:
    one = family(need=[1, 1], origin=[0], moves={0: {1: {}}})
    nothing = Cost("nothing", np.zeros(1, np.int64), _no_slot(one))
    for change in ("person", "bounds", "room"):
        state = start(one, compiled=compiled)
        if change == "person":
            state.stay[0] = state.move[0] = False
        elif change == "bounds":
            state.low[0], state.high[0] = 1, 0
        else:
            state.stay[0], state.high[1] = False, 0
        assert not optimise(state, nothing)
        with pytest.raises(InfeasibleError):
            settle(state, nothing)


@needed
def test_indices_out_of_range_are_refused() -> None:
    one = random_family(BUSY)
    nothing = Cost("nothing", np.zeros(len(one.moves), np.int64), _no_slot(one))
    for broken in (
        {"at": np.full(len(one.people), len(one.moves))},
        {"at": np.full(len(one.people), -2)},
        {"family": _family_with(one, seat=one.moves.seat + 100)},
        {"family": _family_with(one, seat=one.moves.seat - 100)},
        {"family": _family_with(one, first=one.moves.first[::-1].copy())},
    ):
        state = replace(start(one, compiled=True), **broken)
        with pytest.raises(ValueError, match="indices"):
            kernel.settle(state, nothing, freeze=False)
        if "family" in broken or broken["at"][0] > 0:
            nodes = state.layout.nodes
            arcs, by = np.zeros((1, nodes, nodes), np.int64), np.zeros((nodes, nodes))
            state.__dict__["head"] = lambda: np.zeros(len(one.people), np.int64)
            with pytest.raises(ValueError, match="indices"):
                kernel.lay(
                    state, [nothing], np.ones(nodes, np.bool_), arcs, by.astype(int)
                )


def _family_with(one: Family, **moves: Any) -> Family:
    return replace(one, moves=replace(one.moves, **moves))


@needed
def test_arrays_of_another_kind_or_stride_are_copied() -> None:
    one, cost = random_family(BUSY), random_cost(BUSY)
    state, plain = start(one, compiled=True), start(one, compiled=True)
    state.high = np.repeat(state.high, 2)[::2]
    state.low = state.low.astype(np.int32)
    strided = replace(cost, move=np.repeat(cost.move, 2)[::2])
    assert settle(state, strided).value == settle(plain, cost).value
    assert (state.high == plain.high).all()


@needed
def test_arrays_that_do_not_fit_are_refused() -> None:
    one, cost = random_family(BUSY), random_cost(BUSY)
    state = start(one, compiled=True)
    with pytest.raises(AssertionError):
        kernel.settle(state, replace(cost, move=cost.move[1:]), freeze=False)
    state.low = state.low[1:]
    with pytest.raises(AssertionError):
        kernel.settle(state, cost, freeze=False)


@needed
def test_a_face_that_the_kernel_refuses_is_not_priced() -> None:
    one, cost = random_family(BUSY), random_cost(BUSY)
    state = start(one, compiled=True)
    falling = replace(cost, slot=cost.slot[:, ::-1].copy())
    pricer = Pricer(state, falling, np.ones_like(cost.move))
    assert pricer.best(1, 0, state.at)[0] is Answer.OUT_OF_RANGE


@needed
def test_without_memory_the_plan_is_proved_the_only_one_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = solved(random_family(7), policy("pemerataan"), True)
    assert found is not None
    monkeypatch.setattr(kernel, "only", lambda state: (Answer.NO_MEMORY, state.low))
    again = solved(random_family(7), policy("pemerataan"), True)
    assert again is not None
    assert _same(found.uniqueness, again.uniqueness)


@needed
def test_without_memory_a_goal_is_settled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, cost = random_family(BUSY), random_cost(BUSY)
    found = settle(start(one, compiled=True), cost)
    nothing = (Answer.NO_MEMORY, 0, np.zeros(0, np.int64))
    monkeypatch.setattr(kernel, "settle", lambda *_, **__: nothing)
    again = settle(start(one, compiled=True), cost)
    assert again.value == found.value
    assert (again.potentials == found.potentials).all()


@needed
def test_exchanges_are_the_same() -> None:
    for seed in range(100):
        one = random_family(seed)
        found = solved(one, policy("pemerataan"), False)
        assert found is not None
        fast, slow = (Exchange(found, compiled=compiled) for compiled in (True, False))
        assert (fast.arcs == slow.arcs).all(), seed
        assert (fast.by == slow.by).all(), seed


def test_switched_off_or_missing_or_of_another_version_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kernel._library(tmp_path) is None
    (tmp_path / "kernel.so").write_bytes(b"not a library")
    assert kernel._library(tmp_path) is None
    other = SimpleNamespace(seimbang_task=lambda: 8, seimbang_lay_size=lambda: 8)
    monkeypatch.setattr(ctypes, "CDLL", lambda path: other)
    assert kernel._library(tmp_path) is None
    monkeypatch.setenv("SEIMBANG_KERNEL", "off")
    assert kernel._library(tmp_path) is None


def test_the_package_is_installed_without_a_compiler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("hook", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    folder = tmp_path / hook.FOLDER
    folder.mkdir(parents=True)
    old = tmp_path / hook.LIBRARY
    old.write_bytes(b"of an older version")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no C compiler" in hook.compiled(tmp_path)
    assert not old.exists()
    broken = tmp_path / "cc"
    broken.write_text("#!/bin/sh\necho it broke >&2\nexit 1\n")
    broken.chmod(0o755)
    assert "it broke" in hook.compiled(tmp_path)
    broken.write_text("no program")
    assert hook.compiled(tmp_path)
