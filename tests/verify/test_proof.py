"""The best plan is accepted, and no other, whatever is said for it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.language import speaking
from seimbang.verify import Report, Status, Verdict, verify
from tests.verify.reference import (
    EVERY_GOAL,
    Files,
    Json,
    Reference,
    example,
    files,
    must_leave,
    names_of,
    random_problem,
)

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
chances = st.randoms(use_true_random=False)


def report(made: Files) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        return verify(made.write(Path(folder)))


def worse(whole: Json, chance: Random) -> Files | None:
    """Return the files of a plan that is not the best; None: there is no other."""
    plans = {}
    for entry in whole["families"]:
        one = Reference(whole, entry)
        best = one.key(one.best())
        others = [plan for plan in one.plans() if one.key(plan) > best]
        if others:
            plans[entry["family"]] = chance.choice(others)
    return files(whole, names_of(whole), plans) if plans else None


def test_the_example_holds_in_every_check_but_its_lawfulness(tmp_path: Path) -> None:
    found = verify(example().write(tmp_path))
    failed = {c.key for c in found.checks if c.verdict is not Verdict.PASS}
    assert failed == {c.key for c in found.checks if c.key.startswith("data")}
    assert found.status is Status.OPTIMAL
    assert found.holds
    with speaking("en"):
        assert "lawfulness was not checked" in str(found.sentence)


@QUICK
@given(chances, st.sampled_from([None, 1, 5, 2**62]))
def test_the_best_plan_is_accepted(chance: Random, scale: int | None) -> None:
    whole = random_problem(chance)
    found = report(files(whole, names_of(whole), scale=scale))
    assert [c for c in found.checks if c.verdict is Verdict.FAIL] == []
    assert found.status is Status.OPTIMAL


@QUICK
@given(chances)
def test_any_policy_is_proved_and_its_uniqueness_too(chance: Random) -> None:
    goals = chance.sample(EVERY_GOAL, chance.randint(0, len(EVERY_GOAL)))
    whole = must_leave(random_problem(chance, goals), chance)
    made = files(whole, names_of(whole))
    assert report(made).status is Status.OPTIMAL
    unique = [family["unique"] for family in made.certificate["families"]]
    for family in made.certificate["families"]:
        family["unique"] = True
        last = family["goals"][-1].get("potentials") if family["goals"] else None
        family["uniqueness"] = family["uniqueness"] or last or []
    assert report(made).holds == all(unique)


@QUICK
@given(chances, st.booleans(), st.sampled_from([1, 3, 2**30, 2**70]))
def test_another_plan_is_never_accepted(
    chance: Random, keep_theirs: bool, size: int
) -> None:
    whole = random_problem(chance)
    made = worse(whole, chance)
    if made is None:
        return
    best = files(whole, names_of(whole))
    for mine, theirs in zip(
        made.certificate["families"], best.certificate["families"], strict=True
    ):
        for goal, right in zip(mine["goals"], theirs["goals"], strict=True):
            numbers = right.get("potentials", goal.get("potentials", []))
            if "potentials" in goal and keep_theirs and numbers:
                goal["potentials"] = numbers
            elif "potentials" in goal and chance.random() < 0.5:
                goal["potentials"] = [chance.randint(-size, 0) for _ in numbers]
    assert report(made).status is Status.REFUSED


@QUICK
@given(chances)
def test_another_plan_with_its_own_values_and_potentials_fails_at_a_goal(
    chance: Random,
) -> None:
    whole = random_problem(chance)
    made = worse(whole, chance)
    if made is None:
        return
    found = report(made)
    failed = {c.key for c in found.checks if c.verdict is Verdict.FAIL}
    assert any(key.startswith("goal.") for key in failed)


@pytest.mark.parametrize("shift", [7, -(2**80)])
def test_potentials_count_by_their_differences_only(tmp_path: Path, shift: int) -> None:
    made = example()
    for family in made.certificate["families"]:
        for goal in family["goals"]:
            numbers = goal.get("potentials", [])
            goal["potentials"] = [number + shift for number in numbers]
    assert verify(made.write(tmp_path)).holds


def test_a_round_without_families_holds(tmp_path: Path) -> None:
    whole = random_problem(Random(1)) | {"families": []}
    assert verify(files(whole, {}).write(tmp_path)).holds
