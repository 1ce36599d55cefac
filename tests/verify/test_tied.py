"""Plans under limits: proved as far as it is said, and no further."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.language import speaking
from seimbang.verify import Report, Status, Verdict, verify
from tests.verify.reference import EVERY_GOAL, Files, Json, example, pseudonym
from tests.verify.tied import (
    Tied,
    chain,
    limit,
    random_tied,
    row,
    tied_example,
    tied_files,
)

QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
chances = st.integers(0, 2**40).map(Random)
Corruption = Callable[[Files], object]
BEST = {Status.OPTIMAL, Status.BY_SOLVER}


def report(made: Files) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        return verify(made.write(Path(folder)))


def failed(found: Report) -> set[str]:
    return {check.key for check in found.checks if check.verdict is Verdict.FAIL}


def linked(made: Files) -> Json:
    found: Json = made.certificate["linked"]
    return found


def goal(made: Files, name: str) -> Json:
    return next(one for one in linked(made)["goals"] if one["goal"] == name)


@QUICK
@given(chances, st.sampled_from([None, 1, 7]), st.booleans())
def test_the_best_plan_under_limits_is_accepted(
    chance: Random, scale: int | None, priced: bool
) -> None:
    made = tied_files(random_tied(chance), scale=scale, priced=priced)
    found = report(made)
    assert failed(found) == set()
    assert found.status in BEST
    short = [
        one
        for one in (made.certificate["linked"] or {"goals": []})["goals"]
        if math.ceil(Fraction(*one["bound"])) < one["value"]
    ]
    assert len(found.gaps) == len(short)
    assert (found.status is Status.OPTIMAL) == (not short)


@QUICK
@given(chances)
def test_any_policy_is_bounded(chance: Random) -> None:
    goals = chance.sample(EVERY_GOAL, chance.randint(0, len(EVERY_GOAL)))
    assert report(tied_files(random_tied(chance, goals))).status in BEST


@QUICK
@given(chances, st.booleans())
def test_a_gap_is_never_told_too_small(chance: Random, priced: bool) -> None:
    whole = random_tied(chance)
    tied = Tied(whole)
    if not tied.linked:
        return
    ours = chance.choice(tied.plans)
    found = report(tied_files(whole, joint=ours, status="TIME_LIMIT", priced=priced))
    assert failed(found) == set()
    assert found.status is Status.SO_FAR
    gaps = {(gap.step.goal, gap.step.rank): gap.amount for gap in found.gaps}
    both = zip(tied.goals, tied.key(ours), tied.key(tied.best()), strict=True)
    for one, mine, best in both:
        if mine != best and one.goal == "worst_travel":
            assert (one.goal, None) in gaps
        elif mine != best:
            scale = tied.scale if one.goal == "shortage" else 1
            assert gaps[one.goal, one.part] >= Fraction(mine - best, scale)
        if mine != best:
            break


@QUICK
@given(chances, st.sampled_from([1, 3, 2**30, 2**70]))
def test_a_plan_that_is_not_the_best_is_never_called_proved(
    chance: Random, size: int
) -> None:
    whole = random_tied(chance)
    tied = Tied(whole)
    others = [plan for plan in tied.plans if tied.key(plan) > tied.key(tied.best())]
    if not others:
        return
    made = tied_files(whole, joint=chance.choice(others))
    for one in linked(made)["goals"]:
        one["closed"] = chance.random() < 0.2
        if chance.random() < 0.3:
            one["bound"] = [one["value"], 1]
            one["potentials"] = [
                [chance.randint(-size, size) for _ in own] for own in one["potentials"]
            ]
    assert report(made).status in {Status.BY_SOLVER, Status.REFUSED}


def test_the_example_tells_what_rests_on_the_solver(tmp_path: Path) -> None:
    made = tied_example()
    found = verify(made.write(tmp_path))
    assert found.status is Status.OPTIMAL
    assert found["limits"].verdict is Verdict.PASS
    slack = goal(made, "travel")
    slack.update(rows=[0, 0, 0], earlier=[0] * 6, bound=[0, 1], closed=True)
    slack["potentials"] = [[0] * len(own) for own in slack["potentials"]]
    found = verify(made.write(tmp_path))
    assert found.status is Status.BY_SOLVER
    assert [gap.amount for gap in found.gaps] == [17]
    with speaking("en"):
        assert "better by 17 at most" in str(found["goal.travel"].sentence)
        assert "branch and bound" in str(found.sentence)
    slack["closed"] = False
    found = verify(made.write(tmp_path))
    assert failed(found) == {"goal.travel", "plan.limits"}  # no gap is told


def test_a_threshold_not_proved_is_told(tmp_path: Path) -> None:
    made = tied_example()
    worst = goal(made, "worst_travel")
    worst.update(rows=[0, 0, 0], earlier=[0] * 7, bound=[0, 1], closed=True)
    worst["potentials"] = [[0] * len(own) for own in worst["potentials"]]
    found = verify(made.write(tmp_path))
    with speaking("en"):
        assert "that 12 minutes cannot be undercut" in str(found.gaps[0].sentence)
    worst["closed"] = False
    stop(made, "worst_travel")
    found = verify(made.write(tmp_path))
    assert found.status is Status.SO_FAR
    with speaking("en"):
        assert "perhaps 12 minutes" in str(found.gaps[0].sentence)


def test_a_best_so_far_without_a_gap_is_not_called_optimal(tmp_path: Path) -> None:
    made = tied_example()
    stop(made)
    found = verify(made.write(tmp_path))
    assert found.status is Status.SO_FAR
    with speaking("en"):
        assert "optimal" not in str(found.sentence)


def stop(made: Files, *names: str) -> None:
    """Let the solver's time be over, with a gap in some goals that the plan tells."""
    linked(made)["status"] = "TIME_LIMIT"
    made.certificate["status"] = made.plan["status"] = "TIME_LIMIT"
    made.plan["gaps"] = [
        {
            **GAP,
            "goal": name,
            "threshold": goal(made, name).get("threshold", 0),
            "value": goal(made, name)["value"],
            "bound": goal(made, name)["bound"],
        }
        for name in names
    ]


def spoil(made: Files, name: str, **facts: object) -> None:
    goal(made, name).update(facts)


def nudge(made: Files, name: str, part: str, at: int, by: int) -> None:
    goal(made, name)[part][at] += by


def limits(made: Files) -> list[Json]:
    found: list[Json] = made.problem["limits"]
    return found


def term(made: Files, at: int, spot: int = 0) -> Json:
    found: Json = limits(made)[at]["rows"][0]["terms"][spot]
    return found


GAP = {"rank": 0, "threshold": 0, "scale": 1}

CORRUPTIONS: dict[str, tuple[str, Corruption]] = {
    # the problem
    "fewer may move": ("limits", lambda m: limits(m)[0]["rows"][0].update(high=2)),
    "more may move": (
        "goal.shortage",
        lambda m: limits(m)[0]["rows"][0].update(high=4),
    ),
    "the budget is lower": (
        "limits",
        lambda m: limits(m)[1]["rows"][0].update(high=5),
    ),
    "a factor is higher": (
        "limits",
        lambda m: term(m, 1)["factor"].__setitem__(0, 30),
    ),
    "a move is left out of a limit": (
        "goal.misfit",
        lambda m: term(m, 2, 1).update(move=[], factor=[]),
    ),
    "a family is left out of a limit": (
        "goal.shortage",
        lambda m: limits(m)[0]["rows"][0]["terms"].pop(),
    ),
    "a limit is added": (
        "goal.nobody",
        lambda m: limits(m).append(limit("lagi", "group", row({"family": 0}, high=9))),
    ),
    "a limit that binds is added": (
        "limits",
        lambda m: limits(m).append(limit("lagi", "group", row({"family": 0}, high=1))),
    ),
    "a limit ties another family": (
        "families",
        lambda m: limits(m)[0]["rows"][0]["terms"].append({"family": 2}),
    ),
    "no limit is left": ("families", lambda m: m.problem.update(limits=[])),
    "a chain must be shorter": (
        "families",
        lambda m: m.problem.update(longest_chain=1),
    ),
    "somebody who stays must leave": (
        "moves",
        lambda m: m.problem["families"][0]["people"].update(leave=[4]),
    ),
    # the certificate
    "a multiplier of a limit": (
        "goal.shortage",
        lambda m: nudge(m, "shortage", "rows", 0, 1),
    ),
    "a multiplier of an earlier goal": (
        "goal.compulsory",
        lambda m: nudge(m, "compulsory", "earlier", 1, 1),
    ),
    "a multiplier on the other side": (
        "goal.shortage",
        lambda m: spoil(m, "shortage", rows=[-360, 0, 0]),
    ),
    "an earlier goal pulls the other way": (
        "certificate",
        lambda m: spoil(m, "minimum", earlier=[-1]),
    ),
    "a multiplier too few": (
        "goal.minimum",
        lambda m: goal(m, "minimum")["rows"].pop(),
    ),
    "an earlier goal too many": (
        "goal.minimum",
        lambda m: goal(m, "minimum")["earlier"].append(0),
    ),
    "potentials of a family too few": (
        "goal.minimum",
        lambda m: goal(m, "minimum")["potentials"].pop(),
    ),
    "a potential too few": (
        "goal.minimum",
        lambda m: goal(m, "minimum")["potentials"][0].pop(),
    ),
    "a potential": (
        "goal.shortage",
        lambda m: goal(m, "shortage")["potentials"][0].__setitem__(1, 7),
    ),
    "a denominator": (
        "goal.shortage",
        lambda m: spoil(m, "shortage", denominator=48),
    ),
    "a denominator of nothing": (
        "certificate",
        lambda m: spoil(m, "shortage", denominator=0),
    ),
    "a bound too high": (
        "goal.compulsory",
        lambda m: spoil(m, "compulsory", bound=[2, 1]),
    ),
    "a bound too low": (
        "goal.compulsory",
        lambda m: spoil(m, "compulsory", bound=[1, 1]),
    ),
    "a value": ("values", lambda m: spoil(m, "travel", value=16)),
    "the value of an earlier goal": (
        "goal.minimum",
        lambda m: spoil(m, "minimum", value=-6),
    ),
    "the value of an earlier goal, told to rest on the solver": (
        "goal.shortage",
        lambda m: spoil(m, "minimum", value=-4, closed=True),
    ),
    "goals in another order": ("policy", lambda m: linked(m)["goals"].reverse()),
    "a goal is left out": ("policy", lambda m: linked(m)["goals"].pop()),
    "a rank": ("policy", lambda m: goal(m, "wishes").update(rank=2)),
    "a threshold too low": (
        "threshold",
        lambda m: spoil(m, "worst_travel", threshold=11),
    ),
    "a threshold too high": (
        "threshold",
        lambda m: spoil(m, "worst_travel", threshold=13),
    ),
    "a scale": ("families", lambda m: linked(m).update(scale=40)),
    "a scale everywhere": (
        "values",
        lambda m: [
            one.update(scale=40) for one in (linked(m), *m.certificate["families"][:2])
        ],
    ),
    "a scale that rounds": (
        "scale",
        lambda m: [
            one.update(scale=1) for one in (linked(m), *m.certificate["families"][:2])
        ],
    ),
    "an exact scale is said to round": (
        "scale",
        lambda m: [
            one.update(exact=False)
            for one in (linked(m), *m.certificate["families"][:2])
        ],
    ),
    "another family is said to be linked": (
        "families",
        lambda m: linked(m).update(families=[0, 2]),
    ),
    "a family too few is said to be linked": (
        "families",
        lambda m: linked(m).update(families=[0]),
    ),
    "nothing is said of the linked families": (
        "families",
        lambda m: m.certificate.update(linked=None),
    ),
    "a linked family is not marked": (
        "families",
        lambda m: m.certificate["families"][0].update(linked=False),
    ),
    "a linked family with a proof of its own": (
        "certificate",
        lambda m: m.certificate["families"][0].update(
            goals=m.certificate["families"][2]["goals"]
        ),
    ),
    "a linked family is said to be unique": (
        "certificate",
        lambda m: m.certificate["families"][0].update(unique=True, uniqueness=[]),
    ),
    "the status of the linked families": (
        "status",
        lambda m: linked(m).update(status="TIME_LIMIT"),
    ),
    "a status that there is not": (
        "certificate",
        lambda m: linked(m).update(status="GOOD"),
    ),
    "time was over in the certificate only": (
        "status",
        lambda m: m.certificate.update(status="TIME_LIMIT"),
    ),
    "families out of order": (
        "certificate",
        lambda m: linked(m)["families"].reverse(),
    ),
    "an entry that nobody knows": ("certificate", lambda m: linked(m).update(more=1)),
    "a hostile multiplier": (
        "certificate",
        lambda m: spoil(m, "minimum", rows=[0, 0, 2**300]),
    ),
    "a hostile potential": (
        "certificate",
        lambda m: spoil(m, "minimum", potentials=[[2**300], []]),
    ),
    # the plan
    "a limit is not told": ("plan.limits", lambda m: m.plan["limits"].pop()),
    "a limit is told under another name": (
        "plan.limits",
        lambda m: m.plan["limits"][0].update(name="lain"),
    ),
    "a row is told with more room": (
        "plan.limits",
        lambda m: m.plan["limits"][0]["rows"][0].update(high=9),
    ),
    "the sum of a row": (
        "plan.limits",
        lambda m: m.plan["limits"][1]["rows"][0].update(activity=1),
    ),
    "a longest chain that there is not": (
        "plan.limits",
        lambda m: m.plan.update(longest_chain=3),
    ),
    "a gap that there is not": (
        "plan.limits",
        lambda m: m.plan["gaps"].append(
            {**GAP, "goal": "travel", "value": 17, "bound": [16, 1]}
        ),
    ),
    "a gap of another form": ("plan", lambda m: m.plan["gaps"].append(GAP)),
    "limits of another form": ("plan", lambda m: m.plan["limits"].append({})),
    "an option that nobody knows": (
        "plan",
        lambda m: m.plan.update(options={"wish_ranks": 1}),
    ),
    "another plan": (
        "limits",
        lambda m: m.certificate["families"][0].update(moves=[[0, 1], [1, 1], [2, 2]]),
    ),
    "one more moves": (
        "limits",
        lambda m: m.certificate["families"][0]["moves"].append([4, 0]),
    ),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_is_refused(name: str, tmp_path: Path) -> None:
    key, corrupt = CORRUPTIONS[name]
    made = tied_example()
    assert verify(made.write(tmp_path)).holds
    corrupt(made)
    found = verify(made.write(tmp_path))
    assert found.status is Status.REFUSED
    assert key in failed(found), failed(found)
    with speaking("en"):
        assert str(found[key].sentence)


SHAPES: dict[str, Corruption] = {
    "a kind that nobody knows": lambda m: limits(m)[0].update(kind="more"),
    "a name twice": lambda m: limits(m)[1].update(name="paling banyak pindah"),
    "a name that is no text": lambda m: limits(m)[0].update(name=3),
    "limits no list": lambda m: m.problem.update(limits={}),
    "a row without a side": lambda m: limits(m)[0]["rows"][0].update(high=None),
    "low above high": lambda m: limits(m)[2]["rows"][0].update(low=1),
    "a bound that is no integer": lambda m: limits(m)[0]["rows"][0].update(high=0.5),
    "a bound without end": lambda m: limits(m)[0]["rows"][0].update(high=2**80),
    "a family that is not there": lambda m: term(m, 0).update(family=3),
    "a move that is not there": lambda m: term(m, 2).update(move=[3, 11]),
    "a move below 0": lambda m: term(m, 2).update(move=[-1, 3]),
    "moves not ascending": lambda m: term(m, 2).update(move=[4, 3]),
    "a move twice": lambda m: term(m, 2).update(move=[3, 3]),
    "a factor too few": lambda m: term(m, 2).update(factor=[1]),
    "a hostile factor": lambda m: term(m, 2).update(factor=[1, 2**54]),
    "an entry of a term that nobody knows": lambda m: term(m, 2).update(more=1),
    "no terms": lambda m: limits(m)[0]["rows"][0].pop("terms"),
    "a chain of nothing": lambda m: m.problem.update(longest_chain=0),
    "a chain of a half": lambda m: m.problem.update(longest_chain=1.5),
    "people to leave not ascending": lambda m: m.problem["families"][0][
        "people"
    ].update(leave=[1, 0]),
    "somebody to leave who is not there": lambda m: m.problem["families"][0][
        "people"
    ].update(leave=[5]),
    "a place of an accepted plan too few": lambda m: m.problem["families"][0][
        "people"
    ].update(reference=[0]),
    "a place of an accepted plan that is not there": lambda m: m.problem["families"][0][
        "people"
    ].update(reference=[5] * 5),
    "departures from no plan": lambda m: m.problem["policy"]["goals"].append(
        "deviation"
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_problem_of_another_shape_is_refused(name: str, tmp_path: Path) -> None:
    made = tied_example()
    SHAPES[name](made)
    assert failed(verify(made.write(tmp_path))) == {"problem"}


def test_limits_that_name_too_many_moves_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tied_example()
    monkeypatch.setattr("seimbang.verify.limit.MOST_TERMS", 20)
    assert failed(verify(made.write(tmp_path))) == {"problem"}


@pytest.mark.parametrize(
    ("length", "most", "holds"), [(1, 1, True), (2, 1, False), (2, 2, True)]
)
def test_a_chain_too_long_is_refused(
    length: int, most: int, holds: bool, tmp_path: Path
) -> None:
    whole = example().problem | {"limits": [], "longest_chain": 2}
    tied = Tied(whole)
    joint = next(plan for plan in tied.plans if chain(tied.all[0], plan[0]) == length)
    made = tied_files(whole, joint=joint, status="TIME_LIMIT")
    made.problem["longest_chain"] = made.plan["longest_chain"] = most
    found = verify(made.write(tmp_path))
    assert failed(found) == (set() if holds else {"chain"})


def test_a_circle_is_longer_than_any_limit(tmp_path: Path) -> None:
    whole = example().problem | {"limits": [], "longest_chain": 9}
    there_and_back = (3, 0, 0, 0, 0)  # P1 comes to D, P5 leaves it to where P1 was
    made = tied_files(whole, joint=(there_and_back, (0, 0), (0,)), status="TIME_LIMIT")
    assert failed(verify(made.write(tmp_path))) == {"chain"}


@pytest.mark.parametrize("size", [1, 2**40, 2**200])
def test_a_proof_in_large_numbers_is_the_same(size: int, tmp_path: Path) -> None:
    made = tied_example()
    for one in linked(made)["goals"]:
        one["denominator"] *= size
        one["rows"] = [size * number for number in one["rows"]]
        one["earlier"] = [size * number for number in one["earlier"]]
        one["potentials"] = [
            [size * number + 3 for number in own] for own in one["potentials"]
        ]
    assert verify(made.write(tmp_path)).status is Status.OPTIMAL
    nudge(made, "travel", "rows", 0, 1)
    assert failed(verify(made.write(tmp_path))) == {"goal.travel"}


def test_factors_of_any_size_are_added_exactly(tmp_path: Path) -> None:
    made = tied_example()
    spent = limits(made)[1]["rows"][0]
    for term in spent["terms"]:
        term["factor"] = [2**53] * len(
            made.problem["families"][term["family"]]["moves"]["seat"]
        )
    spent["high"] = 3 * 2**53
    assert "limits" not in failed(verify(made.write(tmp_path)))
    spent["high"] = 3 * 2**53 - 1
    assert "limits" in failed(verify(made.write(tmp_path)))


def test_who_waits_for_a_replacement_is_not_first(tmp_path: Path) -> None:
    whole = example().problem | {"longest_chain": None}
    moves = whole["families"][0]["moves"]
    to_d = [at for at, seat in enumerate(moves["seat"]) if seat == 3]
    leave_d = {"family": 0, "move": [9, 10]}  # those of P5, who is at D
    come = {"family": 0, "move": to_d, "factor": [-1] * len(to_d)}
    whole["limits"] = [limit("ganti", "replacement", row(leave_d, come, high=0))]
    made = tied_files(whole, joint=((3, 0, 2, 0, 1),), status="TIME_LIMIT")
    assert failed(verify(made.write(tmp_path))) == set()
    links = {move["pseudonym"]: move for move in made.plan["moves"]}
    one, other = links[pseudonym("P1")], links[pseudonym("P5")]
    assert (one["chain"], one["step"], other["step"]) == (other["chain"], 1, 2)
    number = max(move["chain"] for move in made.plan["moves"])
    other.update(chain=number + 1, step=1, after=None, wave=1)
    found = verify(made.write(tmp_path))
    assert failed(found) == {"plan.chains"}
    with speaking("en"):
        assert "must wait for a replacement" in str(found["plan.chains"].sentence)


def test_ratios_between_linked_families_are_held_to_every_level(tmp_path: Path) -> None:
    whole = tied_example().problem
    whole["policy"].update(name="rasio", goals=["leximin", "order"])
    made = tied_files(whole)
    assert verify(made.write(tmp_path)).holds
    for at in range(len(linked(made)["goals"]) - 1):
        less = made.copy()
        del linked(less)["goals"][at]
        for one in linked(less)["goals"]:
            one["earlier"] = one["earlier"][: linked(less)["goals"].index(one)]
        assert "goal.leximin" in failed(verify(less.write(tmp_path)))
    linked(made)["goals"][:2] = reversed(linked(made)["goals"][:2])
    assert "goal.leximin" in failed(verify(made.write(tmp_path)))
