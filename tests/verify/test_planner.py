"""The planner's own certificates under limits pass, and its plans are the best."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.plan.certificate import certificate
from seimbang.plan.lexicographic import InfeasibleError, solve_family
from seimbang.plan.solve import solve
from seimbang.plan.stored import problem_of
from seimbang.verify import Report, Status, verify
from tests.verify.reference import GOALS, Json, family, problem, seat
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
        for person, place in proof["families"][at]["moves"]:
            plan[person] = place
        joint.append(tuple(plan))
    made = tied_files(whole, joint=tuple(joint), priced=False)
    made.certificate = proof
    with tempfile.TemporaryDirectory() as folder:
        return verify(made.write(Path(folder))), tied, tuple(joint)


def holds(seed: int) -> None:
    chance = Random(seed)
    more = [*GOALS, "deviation"]
    goals = None
    if seed % 2:  # with the drawn order, so that families apart have one best plan
        goals = [*chance.sample(more, chance.randint(0, len(more)))]
        goals += [] if "order" in goals else ["order"]
    report, tied, joint = checked(random_tied(chance, goals))
    assert report.status in {Status.OPTIMAL, Status.BY_SOLVER}
    assert tied.key(joint) == tied.key(tied.best())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_the_planner_is_proved_by_its_certificate(seed: int) -> None:
    holds(seed)


@pytest.mark.parametrize("room", [1, 0])
def test_who_must_leave_goes_the_shortest_way(room: int) -> None:
    """Where the longest way is the first goal, nobody has a place yet."""
    seats = [seat("A", 1, 1, 0), seat("B", 1, 0, 0, maximum=room)]
    seats.append(seat("C", 1, 0, 0, maximum=room))
    moves = [{"seat": 1, "added": 9}, {"seat": 2, "added": 5}]
    one = family("guru", seats, [("P1", 0, moves)], [])
    one["people"]["leave"] = [0]
    whole = problem([one], ["worst_travel"])
    whole.update(data="", limits=[], longest_chain=None)
    asked = problem_of(whole)
    facts = {"seed": asked.seed, "wish_ranks": asked.wish_ranks}
    if room:
        found = solve_family(asked.families[0], asked.policy, **facts)
        assert found.at.tolist() == [1]
    else:
        with pytest.raises(InfeasibleError):
            solve_family(asked.families[0], asked.policy, **facts)


@pytest.mark.soak
@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(seeds)
def test_many_plans_are_proved_by_their_certificates(seed: int) -> None:
    holds(seed)
