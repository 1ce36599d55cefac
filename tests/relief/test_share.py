"""A person shared by two places, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from seimbang.relief.find import Finder
from seimbang.relief.option import Option
from seimbang.relief.scene import Move, Scene
from seimbang.relief.share import can_share, parts, stayers
from tests.relief.school import JOBS, data, need, options, scene, unit
from tests.rules.regency import person

UNITS = [unit("A", "dinas"), unit("B", "dinas", 2), unit("C", "dinas", 4)]


def officer(person_id: str, unit_id: str, **facts: Any) -> dict[str, Any]:
    return person(person_id, unit_id=unit_id, job_id="penata", **facts)


def office(unit_id: str, number: int, **facts: Any) -> list[dict[str, Any]]:
    return [officer(f"{unit_id}{at}", unit_id, **facts) for at in range(number)]


def relief(people: list[Any], needs: list[Any], seat: str = "A") -> list[Option]:
    found = options(scene(data(people, units=UNITS, needs=needs)))
    return found[seat, "penata"]


def test_a_place_with_that_part_to_spare_lends_one() -> None:
    """A lacks 3/5 of a person; B has 7/10 to spare, from 4 for 33/10."""
    needs = [need("A", "penata", 13, 5), need("B", "penata", 33, 10)]
    (option,) = relief([*office("A", 2), *office("B", 4)], needs)
    assert (option.kind, option.unit, option.facts["percent"]) == (
        "share",
        "people",
        60,
    )
    assert (option.need, option.had) == (Fraction(13, 5), 2)
    assert (option.has, option.gap) == (Fraction(13, 5), 0)
    (helper,) = option.helpers
    assert (helper.person_id, helper.gives) == ("B0", Fraction(3, 5))
    assert (helper.had, helper.has) == (4, Fraction(17, 5))
    assert helper.need == Fraction(33, 10)
    assert helper.trip is not None
    assert helper.trip.days == 3  # 60 % of five days
    assert option.cannot == ("decision",)
    assert option.law == ("relief.shared_post", "relief.week")


def test_the_part_is_rounded_against_the_helper() -> None:
    """One third is 34 %: the place that helps must still have enough."""
    needs = [need("A", "penata", 7, 3), need("B", "penata", 11, 3)]
    (option,) = relief([*office("A", 2), *office("B", 4)], needs)
    assert option.facts["percent"] == 33  # of 1/3 to spare, 33 whole percent
    assert option.gap == Fraction(1, 3) - Fraction(33, 100)
    needs = [need("A", "penata", 7, 3), need("B", "penata", 3, 1)]
    (option,) = relief([*office("A", 2), *office("B", 4)], needs)
    assert (option.facts["percent"], option.gap) == (34, 0)


def test_a_minimum_is_never_given_away() -> None:
    needs = [need("A", "penata", 13, 5), need("B", "penata", 2)]
    people = [*office("A", 2), *office("B", 3)]
    least = [{"unit_id": "B", "job_id": "penata", "minimum": 3}]
    of = scene(data(people, units=UNITS, needs=needs, positions=least))
    assert options(of)["A", "penata"] == []


def test_no_part_is_promised_twice() -> None:
    """Only B has somebody; A and C both lack half a person."""
    needs = [
        need("A", "penata", 5, 2),
        need("C", "penata", 5, 2),
        need("B", "penata", 3),
    ]
    people = [*office("A", 2), *office("C", 2), *office("B", 4)]
    found = options(scene(data(people, units=UNITS, needs=needs)))
    assert sorted(len(found[seat, "penata"]) for seat in ("A", "C")) == [0, 1]


@pytest.mark.parametrize(
    ("number", "parts_"),
    [(3, 1), (41, 20), (2, 1)],
    ids=["a whole person", "five percent", "nothing"],
)
def test_only_a_part_worth_the_way_is_shared(number: int, parts_: int) -> None:
    needs = [need("A", "penata", number, parts_), need("B", "penata", 1)]
    of = scene(data([*office("A", 2), *office("B", 4)], units=UNITS, needs=needs))
    seat = of.seats["A", "penata"]
    assert parts(of, [(seat, 2)]) == []


def test_the_shortest_way_is_taken() -> None:
    needs = [need("A", "penata", 5, 2), need("B", "penata", 1)]
    people = [
        *office("A", 2),
        officer("B0", "B", home_longitude=103.13),
        officer("B1", "B", home_longitude=103.11),
        officer("B2", "B", home_longitude=103.12),
    ]
    (option,) = relief(people, needs)
    assert option.helpers[0].person_id == "B1"


def test_a_health_worker_needs_a_second_licence() -> None:
    units = [unit("P", "puskesmas"), unit("Q", "dinas", 2)]
    needs = [need("P", "perawat", 3, 2), need("Q", "perawat", 1)]
    people = [
        person("P1", unit_id="P", job_id="perawat"),
        person("Q1", unit_id="Q", job_id="perawat"),
        person("Q2", unit_id="Q", job_id="perawat"),
    ]
    of = scene(data(people, units=units, needs=needs))
    assert of.seats["P", "perawat"].minimum == 5  # the law's, without beds
    (option,) = options(of)["P", "perawat"]
    assert option.cannot == ("decision", "licence", "minimum")
    assert option.law[-1] == "transfer.licence_per_place"


def test_teachers_and_heads_share_no_week() -> None:
    of = scene(data([], units=[unit("S", "smp")], classes=[]))
    assert not any(can_share(seat) for seat in of.seats.values())


def test_head_counts_are_enough_for_sharing() -> None:
    """Numbers name nobody; the way is measured from the place where they work."""
    counts = [
        {"unit_id": "A", "job_id": "penata", "status": "pns", "number": 2},
        {"unit_id": "B", "job_id": "penata", "status": "pns", "number": 4},
    ]
    needs = [need("A", "penata", 13, 5), need("B", "penata", 3)]
    of = scene(data([], units=UNITS, needs=needs, headcounts=counts))
    assert of.snapshot.head_count_mode
    (option,) = options(of)["A", "penata"]
    (helper,) = option.helpers
    assert (helper.seat, helper.person_id) == (("B", "penata"), None)
    assert helper.trip is not None
    assert helper.trip.way.minutes > 0


def _after(moves: list[Move], staff: dict[str, int], needs: list[Any]) -> Scene:
    """Return the scene after ``moves`` of people of A; ``staff`` counts them then."""
    people = [*office("A", 4), *office("B", 1)]
    today = scene(data(people, units=UNITS, needs=needs))
    counts = {(name, "penata"): number for name, number in staff.items()}
    moved = frozenset(move.person_id for move in moves)
    return Scene(today.needs, today.allowed, today.staff | counts, moved, tuple(moves))


def _move(person_id: str, target: str) -> Move:
    return Move(person_id, ("A", "penata"), (target, "penata"), 5)


def test_a_mover_helps_only_where_they_would_have_gone() -> None:
    """Two leave A (need 2) for B (3/2) and C (1/2): each may stay and be shared."""
    needs = [
        need("A", "penata", 2),
        need("B", "penata", 3, 2),
        need("C", "penata", 1, 2),
    ]
    moves = [_move("A0", "B"), _move("A1", "C")]
    of = _after(moves, {"A": 2, "B": 2, "C": 1}, needs)
    found = Finder(of).of_moves()
    assert {
        at: (option.helpers[0].person_id, option.facts["percent"])
        for at, (option,) in found.items()
    } == {0: ("A0", 50), 1: ("A1", 50)}


def test_a_mover_whom_the_own_place_needs_wholly_is_not_shared() -> None:
    """A, left with two of five needed, has nothing of the mover to spare."""
    needs = [need("A", "penata", 5), need("B", "penata", 3, 2), need("C", "penata", 1)]
    of = _after([_move("A0", "B")], {"A": 3, "B": 2}, needs)
    assert stayers(of, of.moves) == []
    assert Finder(of).of_moves() == {}


def test_another_job_of_the_same_place_lends_nobody() -> None:
    """That is a matter of tasks, not of travel."""
    jobs = [*JOBS, JOBS[5] | {"job_id": "penata-2", "name": "Penata Dua"}]
    needs = [need("A", "penata", 5, 2), need("A", "penata-2", 1)]
    people = [
        *office("A", 2),
        *(person(f"X{at}", unit_id="A", job_id="penata-2") for at in range(3)),
    ]
    of = scene(data(people, units=UNITS, needs=needs, jobs=jobs))
    assert options(of)["A", "penata"] == []
