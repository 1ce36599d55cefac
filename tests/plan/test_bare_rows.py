"""Bare problems with couples and a cap, against every plan there is."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from seimbang.plan.bare import Answer, Status, solve

NAMES = ["A", "B", "C", "D"]


def plans(given: Mapping[str, Any]) -> Iterator[tuple[Fraction | int, ...]]:
    """Yield the objective of every assignment that keeps all limits."""
    units = {str(unit["id"]): unit for unit in given["units"]}
    staff = {str(person["id"]): person for person in given["staff"]}
    ways = [[str(one["origin"]), *map(str, one["moves"])] for one in staff.values()]
    for places in itertools.product(*ways):
        there = dict(zip(staff, places, strict=True))
        count = Counter(places)
        if any(count[key] < (one.get("min_left") or 0) for key, one in units.items()):
            continue
        moved = {who for who, at in there.items() if at != str(staff[who]["origin"])}
        if len(moved) > given.get("max_moves", len(staff)):
            continue
        if any(
            not together(str(one), str(other), moved, there, units)
            for one, other in given.get("couples", [])
        ):
            continue
        gaps = [Fraction(str(one["need"])) - count[key] for key, one in units.items()]
        yield (
            sum(max(gap, Fraction(0)) for gap in gaps),
            sum(gap * gap for gap in gaps),
            len(moved),
            sum(Fraction(str(staff[who]["moves"][there[who]])) for who in moved),
        )


def together(
    one: str,
    other: str,
    moved: set[str],
    there: Mapping[str, str],
    units: Mapping[str, Any],
) -> bool:
    """Tell whether both stay or both move to one zone."""
    if one not in moved and other not in moved:
        return True
    zones = [units[there[who]].get("zone") for who in (one, other)]
    return one in moved and other in moved and zones[0] == zones[1]


def drawn(seed: int) -> dict[str, Any]:
    """Return a problem whose needs are real and do not sum to the staff."""
    draw = random.Random(seed)
    people = draw.randint(2, 6)
    units = []
    for name in NAMES[: draw.randint(2, 4)]:
        unit: dict[str, Any] = {
            "id": name,
            "need": draw.choice([draw.randint(0, 4), draw.randint(0, 400) / 100]),
            "min_left": draw.choice([0, 0, 0, 1, 2, 1.5, None]),
        }
        if draw.random() < 0.8:
            unit["zone"] = draw.choice([0, 1, "x"])
        units.append(unit)
    ids = [unit["id"] for unit in units]
    staff = []
    for at in range(people):
        origin = draw.choice(ids)
        staff.append(
            {
                "id": at,
                "origin": origin,
                "moves": {
                    name: draw.choice([draw.randint(0, 9), draw.randint(0, 99) / 10])
                    for name in ids
                    if name != origin and draw.random() < 0.75
                },
            }
        )
    couples = [draw.sample(range(people), 2) for _ in range(draw.randint(0, 3))]
    given: dict[str, Any] = {"units": units, "staff": staff, "couples": couples}
    if draw.random() < 0.6:
        given["max_moves"] = draw.randint(0, people)
    return given


def objective(answer: Answer) -> tuple[Fraction | int, ...]:
    of = answer.objective
    assert of is not None
    return (of.shortage, of.squares, of.moves, of.cost)


def check(given: dict[str, Any]) -> Status:
    """Hold the answer to a problem against every plan; return its status."""
    answer, best = solve(given), min(plans(given), default=None)
    if best is None:
        assert answer.status is Status.INFEASIBLE
        return answer.status
    assert answer.status is Status.OPTIMAL
    assert objective(answer) == best
    assert answer.assignment is not None
    alone = [
        one | {"moves": {to: one["moves"][to]}} if to != one["origin"] else one
        for one, to in (
            (one, answer.assignment[str(one["id"])]) for one in given["staff"]
        )
    ]
    assert best in set(plans(given | {"staff": alone}))
    return answer.status


@pytest.mark.parametrize("seed", range(150))
def test_couples_and_caps_are_kept_and_no_plan_is_better(seed: int) -> None:
    check(drawn(seed))


def many_digits(seed: int) -> dict[str, Any]:
    """Return a problem whose needs and costs have all the digits of a float."""
    draw, given = random.Random(seed), drawn(seed)
    for unit in given["units"]:
        unit["need"] = draw.choice([draw.random() * 4, draw.randint(0, 20) / 7])
    for person in given["staff"]:
        person["moves"] = {
            to: draw.random() * draw.choice([1, 1000]) for to in person["moves"]
        }
    return given


@pytest.mark.parametrize("seed", range(60))
def test_seventeen_digits_are_exact_too(seed: int) -> None:
    check(many_digits(seed))


def test_a_search_in_exact_numbers_that_is_too_long_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("seimbang.plan.bare_wide.NODES", 1)
    ended = Counter(solve(many_digits(seed)).status for seed in range(60))
    assert ended[Status.UNSUPPORTED] > 0


def test_in_no_time_the_best_plan_so_far_is_given_or_none() -> None:
    ended: Counter[tuple[Status, bool]] = Counter()
    for seed in range(80):
        for given in (drawn(seed), many_digits(seed)):
            answer = solve(given, time_limit=0)
            ended[answer.status, answer.assignment is None] += 1
            best = min(plans(given), default=None)
            if answer.assignment is not None:
                assert best is not None
                assert objective(answer) >= best
                late = answer.status is Status.TIME_LIMIT
                assert late or objective(answer) == best
    assert ended[Status.TIME_LIMIT, False] > 0
    assert ended[Status.TIME_LIMIT, True] > 0


@pytest.mark.soak
def test_two_thousand_more() -> None:
    found = Counter(check(drawn(seed)) for seed in range(1_000, 3_000))
    assert min(found[Status.OPTIMAL], found[Status.INFEASIBLE]) > 100


@pytest.mark.parametrize(
    "name", ["toy_transfer_bruteforce.json", "medium_transfer_two_solvers.json"]
)
def test_the_bench_has_its_known_answers(shared: Path, name: str) -> None:
    known = json.loads((shared / "bench" / name).read_text(encoding="utf-8"))
    for instance in known["instances"]:
        answer = solve(instance)
        assert answer.status is Status.OPTIMAL
        assert list(objective(answer)) == instance["expected"]["objective"]
