"""Planning anew changes least: against all plans that the pins leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from seimbang.plan.bare import Status
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.measure import measure_of
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family
from seimbang.whatif.folder import Folder, NoEditError
from seimbang.whatif.pin import Pin, pinned, touched
from seimbang.whatif.replan import again, replan
from seimbang.whatif.staff import destination_of
from tests.plan.maker import RANKS, family, plans, random_family, vector
from tests.whatif.made import folder, person_id

WISHED = {"voluntary": 1, "rank": 1}


def _keeps(pins: list[Pin], one: Family, at: np.ndarray) -> bool:
    """Tell whether a plan keeps the pins, from what they say."""
    goes = [one.seats.id[seat].split("|")[0] for seat in destination_of(one, at)]
    home = [one.seats.id[seat].split("|")[0] for seat in one.origin]
    for pin in pins:
        if pin.kind == "unit_closed":
            if any(a == pin.unit_id != b for a, b in zip(goes, home, strict=True)):
                return False
            continue
        person = int(str(pin.person_id).split("-")[1])
        wanted = {
            "stays": goes[person] == home[person],
            "drop": goes[person] == home[person],
            "must_go": goes[person] == pin.unit_id != home[person],
            "not_to": goes[person] != pin.unit_id,
        }
        if not wanted[pin.kind]:
            return False
    return True


def _pins(dice: np.random.Generator, this: Folder) -> list[Pin]:
    """Return one to three pins at random, each possible by itself."""
    one = this.problem.families[0]
    found = []
    for _ in range(int(dice.integers(1, 4))):
        person = int(dice.integers(len(one.people)))
        first, last = one.moves.first[person : person + 2]
        kind = str(dice.choice(["stays", "must_go", "not_to", "unit_closed", "drop"]))
        name = person_id(0, person)
        if kind in ("stays", "drop"):
            found.append(Pin(kind, name))
        elif first < last:
            seat = int(one.moves.seat[int(dice.integers(first, last))])
            if kind == "not_to" and dice.random() < 0.2:
                seat = int(one.origin[person])
            unit = one.seats.id[seat].split("|")[0]
            found.append(Pin(kind, None if kind == "unit_closed" else name, unit))
    return found


def _goals(keep: str, one: Family, at: np.ndarray, old: np.ndarray) -> tuple[Any, ...]:
    changed = int((destination_of(one, at) != destination_of(one, old)).sum())
    goals = vector(one, at)
    return (changed, *goals) if keep == "moves" else (*goals[:3], changed, *goals[3:])


@pytest.mark.parametrize("keep", ["moves", "balance"])
@pytest.mark.parametrize("block", range(2))
def test_no_plan_with_the_pins_changes_less(block: int, keep: str) -> None:
    compared = impossible = changed = 0
    for seed in range(block * 50, block * 50 + 50):
        this = folder([random_family(seed)])
        one, old = this.problem.families[0], this.solutions[0].at
        pins = _pins(np.random.default_rng(seed), this)
        left = [at for at in plans(one) if _keeps(pins, one, at)]
        found = replan(this, pins, keep=keep)
        if not left:
            assert found.solved.status is Status.INFEASIBLE
            assert found.solved.conflict is not None
            assert found.changes == ()
            impossible += 1
            continue
        assert found.solved.status is Status.OPTIMAL
        new = found.solved.solutions[0]
        best = min(_goals(keep, one, at, old) for at in left)
        goes = destination_of(new.family, new.at)
        at = next(at for at in left if (destination_of(one, at) == goes).all())
        assert _goals(keep, one, at, old) == best, f"seed {seed}"
        assert len(found.changes) == best[0 if keep == "moves" else 3]
        assert found.columns[0] == measure_of(one, old, RANKS)
        assert found.columns[2] == measure_of(one, at, RANKS)
        compared, changed = compared + 1, changed + bool(found.changes)
    assert compared > 30
    assert changed > 8
    assert impossible > 0


def test_each_change_is_told_by_what_it_is() -> None:
    kinds = set()
    for seed in range(60):
        this = folder([random_family(seed)])
        one, old = this.problem.families[0], this.solutions[0].at
        found = replan(this, _pins(np.random.default_rng(seed), this), keep="balance")
        for change in found.changes:
            home = one.seats.id[one.origin[change.person]]
            was = one.seats.id[destination_of(one, old)[change.person]]
            new = found.solved.solutions[0]
            now = one.seats.id[destination_of(new.family, new.at)[change.person]]
            assert (change.origin, change.before, change.after) == (home, was, now)
            assert change.kind == (
                "new" if was == home else "cancelled" if now == home else "changed"
            )
            kinds.add(change.kind)
    assert kinds == {"new", "cancelled", "changed"}


def test_without_pins_nothing_changes_and_families_without_pins_stay_the_same() -> None:
    this = folder([random_family(seed) for seed in range(12)])
    for keep in ("moves", "balance"):
        assert replan(this, [], keep=keep).changes == ()
    pin = Pin("drop", person_id(5, 0))
    assert touched(this, [pin]) == {5}
    found = replan(this, [pin], keep="balance")
    assert {change.family for change in found.changes} <= {5}
    for at, (old, new) in enumerate(
        zip(this.solutions, found.solved.solutions, strict=True)
    ):
        if at != 5:
            assert (old.at == new.at).all()


def _pair() -> Folder:
    """Return two people who could go to an empty seat; the nearer one goes."""
    return folder(
        [
            family(
                need=[2, 1, 1],
                origin=[0, 0, 0],
                moves={0: {1: {"added": 1}}, 1: {1: {"added": 5}, 2: {"added": 9}}},
                fixed=[0, 0, 1],
            )
        ]
    )


def test_an_upheld_objection_leaves_the_place_empty_or_sends_another() -> None:
    this = _pair()
    pins = [Pin("stays", "N0-0")]
    moves = replan(this, pins)
    assert [change.kind for change in moves.changes] == ["cancelled"]
    balance = replan(this, pins, keep="balance")
    assert [(one.kind, one.person) for one in balance.changes] == [
        ("cancelled", 0),
        ("new", 1),
    ]
    assert balance.columns[1] == moves.columns[2]  # as is: only the pin
    assert balance.columns[2].shortage < balance.columns[1].shortage


def test_what_the_pins_alone_would_break_is_told() -> None:
    one = family(
        need=[1, 1],
        origin=[0, 1],
        moves={0: {1: WISHED}, 1: {0: WISHED}},
        minimum=[1, 1],
    )
    this = folder([one])
    assert (this.solutions[0].at >= 0).all()  # they swap
    found = replan(this, [Pin("stays", "N0-1")])
    assert [(one.kind, one.name) for one in found.bounds] == [("minimum", "U0.0|job")]
    assert [change.kind for change in found.changes] == ["cancelled", "cancelled"]


def test_as_it_is_a_pinned_move_is_made() -> None:
    this = _pair()
    found = replan(this, [Pin("must_go", "N0-1", "U0.2")])
    assert found.columns[1].moves == 2
    assert [(one.kind, one.person) for one in found.changes] == [("new", 1)]
    assert found.problem.families[0].leave == (1,)


def test_pins_add_up_with_those_of_the_plan() -> None:
    this = _pair()
    first = Pin("not_to", "N0-1", "U0.2")
    pinned_before = replace(this, plan={**this.plan, "pins": [first.as_dict()]})
    found = replan(pinned_before, [Pin("stays", "N0-0")])
    assert found.pins == (first, Pin("stays", "N0-0"))


def test_limits_are_kept_under_the_numbers_of_the_moves_left() -> None:
    this = _pair()
    row = Row((Term(0, np.array([1, 2]), np.array([10, 20])), Term(0)), high=99)
    all_of = Row((Term(0, None, np.array([7, 8, 9])),), low=0)
    limit = Limit("money", "budget", (row, all_of))
    limited = replace(this, problem=replace(this.problem, limits=(limit,)))
    left = pinned(limited, [Pin("stays", "N0-0"), Pin("not_to", "N0-1", "U0.1")])
    first, second = left.limits[0].rows
    term = first.terms[0]
    assert term.move is not None
    assert term.factor is not None
    assert term.move.tolist() == [0]
    assert term.factor.tolist() == [20]
    assert first.terms[1].move is None
    assert second.terms[0].factor is not None
    assert second.terms[0].factor.tolist() == [9]
    assert left.families[0].moves.seat.tolist() == [2]


def test_a_closed_unit_takes_nobody_but_keeps_its_own() -> None:
    this = _pair()
    left = pinned(this, [Pin("unit_closed", unit_id="U0.1")]).families[0]
    assert left.moves.seat.tolist() == [2]
    assert touched(this, [Pin("unit_closed", unit_id="U0.1")]) == {0}


def test_pins_of_what_is_not_there_are_refused() -> None:
    this = _pair()
    for pin in (
        Pin("stays", "nobody"),
        Pin("unit_closed", unit_id="X"),
        Pin("must_go", "N0-0", "X"),
        Pin("must_go", "N0-0", "U0.2"),
        Pin("must_go", "N0-0", "U0.1", "other job"),
    ):
        with pytest.raises(NoEditError):
            replan(this, [pin])
    fixed = replace(this, ids={**this.ids, "x": "FIXED"})
    assert touched(fixed, [Pin("stays", "FIXED")]) == set()
    assert replan(fixed, [Pin("stays", "FIXED")]).changes == ()
    with pytest.raises(NoEditError):
        replan(fixed, [Pin("must_go", "FIXED", "U0.1")])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "stays"},
        {"kind": "stays", "person_id": "a", "unit_id": "b"},
        {"kind": "must_go", "person_id": "a"},
        {"kind": "unit_closed", "person_id": "a", "unit_id": "b"},
        {"kind": "other", "person_id": "a"},
    ],
)
def test_a_pin_names_what_its_kind_needs(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Expected a pin"):
        Pin(**wrong)


def test_the_goal_of_least_change_stands_where_it_was_asked_for() -> None:
    goals = policy("pemerataan").goals
    first, after = (again(policy("pemerataan"), keep) for keep in ("moves", "balance"))
    assert first.goals == ("deviation", *goals)
    assert after.goals == (*goals[:3], "deviation", *goals[3:])
    assert first.name == after.name == "pemerataan-ulang"
    assert again(first, "balance") == after
    assert again(after, "moves") == first
    other = replace(policy("pemerataan"), goals=("travel", "order"))
    assert again(other, "balance").goals == ("deviation", "travel", "order")
