"""With its data, a problem is held to each limit that is demanded, and to no other."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.verify import Report, Status, Verdict, verify
from tests.verify.office import PEOPLE, UNITS, office, planned
from tests.verify.reference import Json, pseudonym
from tests.verify.tied import limit, row

Holds = Callable[[str, str, str], Any]  # person, unit from, unit to → factor or None
PERSON = {pseudonym(one): one for one, *_ in PEOPLE}


def analis(whole: Json) -> Json:
    return next(one for one in whole["families"] if one["family"] == "analis")


def term(whole: Json, factor: Holds) -> Json:
    """Return the term over the moves to which ``factor`` gives one."""
    family = analis(whole)
    unit = [seat["id"].split("|")[0] for seat in family["seats"]]
    found = {}
    for i, person in enumerate(family["people"]["id"]):
        home = unit[family["people"]["seat"][i]]
        for at in range(*family["moves"]["first"][i : i + 2]):
            number = factor(PERSON[person], home, unit[family["moves"]["seat"][at]])
            if number:
                found[at] = int(number)
    return {
        "family": whole["families"].index(family),
        "move": list(found),
        "factor": list(found.values()),
    }


def hidden(*people: str) -> str:
    return "+".join(sorted(map(pseudonym, people)))


def km(one: str, other: str) -> float:
    """Return the road from unit to unit, by the law of haversines."""
    spots = {unit["unit_id"]: unit for unit in UNITS}
    (north, east), (north2, east2) = (
        (math.radians(spots[at]["latitude"]), math.radians(spots[at]["longitude"]))
        for at in (one, other)
    )
    half = math.sin((north2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 1.3 * 2 * 6371.0088 * math.asin(math.sqrt(half))


@dataclass(frozen=True)
class Case:
    """Parameters, pins and people, and the limits that they demand."""

    local: str
    limits: Callable[[Json], list[Json]]
    pins: tuple[Json, ...] = ()
    people: tuple[tuple[str, str], ...] = ()  # spouses
    units: tuple[Json, ...] = tuple(UNITS)
    longest_chain: int | None = None
    leave: tuple[str, ...] = ()


def sums(name: str, kind: str, *rows: tuple[Holds, int | None, int | None]) -> Any:
    """Return a maker of one limit; each row: factor of a move, low, high."""
    return lambda whole: [
        limit(
            name,
            kind,
            *(row(term(whole, one), low=low, high=high) for one, low, high in rows),
        )
    ]


def goes(person: str, *units: str) -> Holds:
    return lambda who, _, end: who == person and end in units


def less(one: Holds, other: Holds) -> Holds:
    return lambda *move: int(one(*move)) - int(other(*move))


def price(_: str, start: str, end: str) -> int:
    tenths = 0 if start == end else math.floor(10 * km(start, end) + 0.5)
    return 1000 + (77 * tenths + 5) // 10


ANY = ("A", "B", "C")
HARD = "couples: {value: hard, source: uji}\n"
IN_A_GROUP = [
    {"kind": "together", "person_id": one, "group": "G"} for one in ("P2", "P4", "P5")
]
CASES = {
    "a cap on moves": Case(
        "max_moves: {value: 1, source: uji}",
        sums("max_moves", "max_moves", (lambda *_: 1, None, 1)),
    ),
    "a budget": Case(
        "budget_rupiah: {value: 3000, source: uji}\n"
        "move_cost_rupiah: {value: {per_move: 1000, per_km: 77}, source: uji}",
        sums("budget_rupiah", "budget", (price, None, 3000)),
    ),
    "caps on leaving and coming": Case(
        "move_caps:\n  source: uji\n  value:\n"
        "    - {name: Satu, district_id: K1, agency_id: null, leaving: 0,"
        " arriving: 5}\n"
        "    - {name: Dua, district_id: null, agency_id: C, leaving: null,"
        " arriving: 1}",
        lambda whole: [
            *sums(
                "move_caps: Satu, leaving",
                "move_cap",
                (lambda _, __, end: end == "C", None, 0),
            )(whole),
            *sums(
                "move_caps: Dua, arriving",
                "move_cap",
                (lambda _, __, end: end == "C", None, 1),
            )(whole),
        ],
    ),
    "a couple in one district": Case(
        HARD,
        sums(
            f"couple: {hidden('P1', 'P5')}",
            "together",
            (less(goes("P1", "A", "B"), goes("P5", "A", "B")), 0, 0),
            (less(goes("P1", "C"), goes("P5", "C")), 0, 0),
        ),
        people=(("P5", "P1"),),
    ),
    "a couple of whom one cannot move": Case(
        HARD,
        sums(
            f"couple: {hidden('P1', 'P7')}",
            "together",
            (goes("P1", *ANY), 0, 0),
        ),
        people=(("P1", "P7"), ("P7", "P1")),
    ),
    "a couple within some kilometres": Case(
        HARD + "couple_zone: {value: 11, source: uji}",
        sums(
            f"couple: {hidden('P1', 'P5')}",
            "together",
            (less(goes("P1", *ANY), goes("P5", *ANY)), 0, 0),
            (less(goes("P1", "B"), goes("P5", "A", "B", "C")), None, 0),
            (less(goes("P1", "C"), goes("P5", "B", "C")), None, 0),
        ),
        people=(("P5", "P1"),),
    ),
    "a group that pins keep together": Case(
        "",
        sums(
            f"together: {hidden('P2', 'P4', 'P5')}",
            "together",
            (less(goes("P4", "A", "B"), goes("P2", "A", "B")), 0, 0),
            (less(goes("P4", "C"), goes("P2", "C")), 0, 0),
            (less(goes("P4", "A", "B"), goes("P5", "A", "B")), 0, 0),
            (less(goes("P4", "C"), goes("P5", "C")), 0, 0),
        ),
        pins=tuple(IN_A_GROUP),
    ),
    "a person who waits for a replacement": Case(
        "",
        lambda whole: [
            limit(
                "replacement: B|analis",
                "replacement",
                row(
                    term(whole, goes("P5", *ANY)),
                    _coming(whole, "B|analis", -1),
                    high=0,
                ),
            )
        ],
        pins=({"kind": "after_replacement", "person_id": "P5"},),
    ),
    "a person who must go": Case(
        "",
        lambda _: [],
        pins=({"kind": "must_go", "person_id": "P1", "unit_id": "C"},),
        leave=("P1",),
    ),
    "a longest chain": Case(
        "longest_chain: {value: 1, source: uji}", lambda _: [], longest_chain=1
    ),
    "caps on staff that cross": Case(
        "maximum_groups:\n  source: uji\n  value:\n"
        "    - {name: K2, job_family: analis, district_id: K2, agency_id: null,"
        " maximum: 1}\n"
        "    - {name: A, job_family: analis, district_id: null, agency_id: A,"
        " maximum: 9}",
        sums("maximum_groups: K2", "group", (lambda _, __, end: end == "C", None, 0)),
        units=tuple(
            {**unit, "agency_id": "A"} if unit["unit_id"] == "C" else unit
            for unit in UNITS
        ),
    ),
}


def _coming(whole: Json, seat: str, factor: int) -> Json:
    family = analis(whole)
    seats = [one["id"] for one in family["seats"]]
    moves = [at for at, end in enumerate(family["moves"]["seat"]) if seats[end] == seat]
    return {
        "family": whole["families"].index(family),
        "move": moves,
        "factor": [factor] * len(moves),
    }


def found(
    case: Case, folder: Path, change: Callable[[Json], object] = lambda whole: None
) -> Report:
    """Return the report on the best plan of the case, with its problem changed."""
    spouse = dict(case.people)
    people = [
        (
            one,
            unit,
            job,
            {**facts, **({"spouse_id": spouse[one]} if one in spouse else {})},
        )
        for one, unit, job, facts in PEOPLE
    ]
    data = office(folder, people, case.pins, case.units)
    local = folder / "local.yaml"
    local.write_text(case.local)

    def demand(whole: Json) -> None:
        whole["limits"] = case.limits(whole)
        whole["longest_chain"] = case.longest_chain
        names = analis(whole)["people"]["id"]
        leave = sorted(names.index(pseudonym(one)) for one in case.leave)
        if leave:
            analis(whole)["people"]["leave"] = leave
        change(whole)

    made = planned(data, local, demand)
    return verify(made.write(folder), data=[data], local=local)


def failed(report: Report) -> set[str]:
    return {check.key for check in report.checks if check.verdict is Verdict.FAIL}


@pytest.mark.parametrize("name", CASES)
def test_a_problem_with_the_demanded_limits_is_lawful(
    name: str, tmp_path: Path
) -> None:
    report = found(CASES[name], tmp_path)
    with speaking("en"):
        told = {key: str(report[key].sentence) for key in failed(report)}
    assert told == {}
    assert report.status in {Status.LAWFUL, Status.LAWFUL_BY_SOLVER}


WITH_LIMITS = [name for name, case in CASES.items() if not case.leave]


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_a_limit_left_out_is_told(name: str, tmp_path: Path) -> None:
    def change(whole: Json) -> None:
        whole["limits"] = whole["limits"][1:]
        whole["longest_chain"] = None

    report = found(CASES[name], tmp_path, change)
    assert failed(report) == {"data.limits"}


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_a_limit_that_nobody_demands_is_told(name: str, tmp_path: Path) -> None:
    def change(whole: Json) -> None:
        whole["limits"].append(
            limit("lain", "group", row(term(whole, lambda *_: 1), high=4))
        )

    assert failed(found(CASES[name], tmp_path, change)) == {"data.limits"}


CHANGES: dict[str, Callable[[Json], object]] = {
    "another bound": lambda row: row.update(high=row["high"] + 1),
    "another factor": lambda row: row["terms"][0]["factor"].__setitem__(
        0, row["terms"][0]["factor"][0] + 1
    ),
    "a move less": lambda row: [
        row["terms"][0][part].pop() for part in ("move", "factor")
    ],
    "a lower side": lambda row: row.update(low=-9),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "name",
    ["a budget", "a couple in one district", "a person who waits for a replacement"],
)
def test_another_row_than_demanded_is_told(
    name: str, change: str, tmp_path: Path
) -> None:
    def spoil(whole: Json) -> None:
        CHANGES[change](whole["limits"][0]["rows"][-1])

    report = found(CASES[name], tmp_path, spoil)
    assert failed(report) == {"data.limits"}
    with speaking("en"):
        assert "is not what the data gives" in str(report["data.limits"].sentence)


def test_another_name_or_kind_than_demanded_is_told(tmp_path: Path) -> None:
    for facts in ({"name": "lain"}, {"kind": "group"}):
        (tmp_path / str(*facts)).mkdir()
        report = found(
            CASES["a budget"],
            tmp_path / str(*facts),
            lambda whole, facts=facts: whole["limits"][0].update(facts),
        )
        assert failed(report) == {"data.limits"}


def test_who_must_go_is_known_by_the_pins(tmp_path: Path) -> None:
    sent = CASES["a person who must go"]
    stays = found(sent, tmp_path, lambda whole: analis(whole)["people"].pop("leave"))
    assert failed(stays) == {"data.people"}
    (tmp_path / "more").mkdir()
    more = found(
        CASES["a cap on moves"],
        tmp_path / "more",
        lambda whole: analis(whole)["people"].update(leave=[1]),
    )
    assert failed(more) == {"data.people"}


def test_another_longest_chain_than_demanded_is_told(tmp_path: Path) -> None:
    report = found(
        CASES["a longest chain"],
        tmp_path,
        lambda whole: whole.update(longest_chain=2),
    )
    assert failed(report) == {"data.limits"}
