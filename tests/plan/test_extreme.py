"""The extremes on one set of data: each is the best of its own criterion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seimbang.law import Law
from seimbang.plan import Plan, make_plan, policy
from seimbang.plan import extreme as module
from seimbang.plan.extreme import EXTREMES, extremes
from seimbang.plan.measure import Measure, measure, total
from tests.plan.test_round import LOCAL, crowded
from tests.rules.regency import DAY, regency

WISHES = [
    {"person_id": "P1", "rank": 1, "kind": "unit", "target_id": "SD3"},
    {"person_id": "P3", "rank": 1, "kind": "unit", "target_id": "SD2"},
]


def plans(chosen: str = "pemerataan") -> dict[str, Plan]:
    snapshot = regency(crowded(), wishes=WISHES)
    found = extremes(
        snapshot, law=Law.load(), local=LOCAL, chosen=policy(chosen), day=DAY
    )
    return {plan.policy.name: plan for plan in found}


def measured(plan: Plan) -> Measure:
    return total([measure(solution) for solution in plan.solutions], 3)


def test_no_plan_is_better_than_the_extreme_of_a_criterion() -> None:
    found = {name: measured(plan) for name, plan in plans().items()}
    assert list(found) == ["pemerataan", *EXTREMES]
    least = found["kekurangan-terkecil"]
    wished = found["keinginan-terbanyak"]
    assert all(least.shortage <= one.shortage for one in found.values())
    assert all(wished.wishes >= one.wishes for one in found.values())
    assert found["dekat-rumah"].travel <= found["pemerataan"].travel
    fewest = found["paling-sedikit-pindah"]
    assert all(fewest.compulsory <= one.compulsory for one in found.values())


def test_a_chosen_extreme_is_planned_once() -> None:
    assert list(plans("dekat-rumah")) == [
        "dekat-rumah",
        "kekurangan-terkecil",
        "paling-sedikit-pindah",
        "keinginan-terbanyak",
    ]


def test_workload_and_rules_are_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    whole = module.judged
    monkeypatch.setattr(
        module, "judged", lambda *a, **k: (asked.append(1), whole(*a, **k))[1]
    )
    found = plans()
    assert len(asked) == 1
    (one,) = {id(plan.eligibility) for plan in found.values()}
    assert one


def test_a_problem_is_prepared_before_it_is_solved() -> None:
    snapshot = regency(crowded(), wishes=WISHES)
    named = make_plan(
        snapshot,
        law=Law.load(),
        local=LOCAL,
        policy=policy("pemerataan"),
        day=DAY,
        prepared=lambda problem: replace(problem, policy=policy("sukarela")),
    )
    assert named.policy.name == "sukarela"
    assert named.round.problem.policy is named.policy
