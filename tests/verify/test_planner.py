"""The planner's own certificates under limits pass, and its plans are the best."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.plan.certificate import certificate
from seimbang.plan.solve import solve
from seimbang.plan.stored import problem_of
from seimbang.verify import Report, Status, verify
from tests.verify.reference import GOALS, Json
from tests.verify.tied import Plans, Tied, random_tied, tied_files

seeds = st.integers(0, 2**40)


def checked(whole: Json) -> tuple[Report, Tied, Plans]:
    """Return what is said of the planner's certificate, and its plan."""
    whole["data"] = ""
    problem = problem_of(whole)
    solved = solve(problem)
    proof = certificate(problem, "", solved.solutions, solved.linked)
    tied = Tied(whole)
    joint = []
    for at, one in zip(tied.linked, tied.all, strict=True):
        plan = list(one.home)
        for person, seat in proof["families"][at]["moves"]:
            plan[person] = seat
        joint.append(tuple(plan))
    made = tied_files(whole, joint=tuple(joint), priced=False)
    made.certificate = proof
    with tempfile.TemporaryDirectory() as folder:
        return verify(made.write(Path(folder))), tied, tuple(joint)


def holds(seed: int) -> None:
    chance = Random(seed)
    more = [*GOALS, "deviation"]
    goals = None if seed % 2 else chance.sample(more, chance.randint(1, len(more)))
    report, tied, joint = checked(random_tied(chance, goals))
    assert report.status in {Status.OPTIMAL, Status.BY_SOLVER}
    assert tied.key(joint) == tied.key(tied.best())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_the_planner_is_proved_by_its_certificate(seed: int) -> None:
    holds(seed)


@pytest.mark.soak
@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(seeds)
def test_many_plans_are_proved_by_their_certificates(seed: int) -> None:
    holds(seed)
