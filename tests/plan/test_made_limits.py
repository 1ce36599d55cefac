"""The limits of a small regency: which rows they become, and in what words."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from seimbang.language import speaking
from seimbang.law import Law, Local, LocalFileError
from seimbang.model.snapshot import Snapshot
from seimbang.plan import Plan, Status, make_plan, policy, solve, told, way, write
from seimbang.plan.build import pseudonym
from seimbang.plan.limit import Limit, Row
from seimbang.plan.side import Linked, LinkedProof, OutOfTimeError
from tests.rules.regency import DAY, UNITS, person, regency

LOCAL = replace(Local.load(None), max_distance_km=None)
NURSE = {"job_id": "perawat", "unit_id": "PK1", "certificates": ["STR perawat"]}
PRICE = {"per_move": 500, "per_km": 10}


def plan_of(
    snapshot: Snapshot,
    name: str = "pemerataan",
    time: float | None = None,
    **limits: Any,
) -> Plan:
    """Return the plan of a snapshot under limits."""
    options = limits.pop("options", None)
    return make_plan(
        snapshot,
        law=Law.load(),
        local=replace(LOCAL, **limits),
        policy=policy(name),
        day=DAY,
        options=options,
        time_limit=time,
    )


def crowd(**facts: Any) -> list[dict[str, Any]]:
    """Return eight class teachers at SD1 (need 6); SD2 and SD3 (6 each) have none."""
    return [person(f"P{number}", **facts) for number in range(8)]


def pins(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Return rows of the sheet of pins."""
    return [{"reason": "uji"} | row for row in rows]


def made(plan: Plan) -> dict[str, Limit]:
    """Return the limits of a plan by name."""
    return {limit.name: limit for limit in plan.round.problem.limits}


def ways(plan: Plan, row: Row) -> set[tuple[str, str, str, int]]:
    """Return (person, from, to, factor) of the moves of a row."""
    found = set()
    for term in row.terms:
        family = plan.round.problem.families[term.family]
        moves = np.arange(len(family.moves)) if term.move is None else term.move
        factors = np.ones(len(moves), int) if term.factor is None else term.factor
        assert (np.diff(moves) > 0).all()
        for move, factor in zip(moves.tolist(), factors.tolist(), strict=True):
            who = int(family.moves.person[move])
            ends = [family.origin[who], family.moves.seat[move]]
            units = [family.seats.id[seat].split("|")[0] for seat in ends]
            name = plan.round.problem.names[family.name][who]
            found.add((name, *units, factor))
    return found


def hidden(plan: Plan, *people: str) -> str:
    """Return the pseudonyms as the names of limits have them."""
    return "+".join(sorted(pseudonym(one, plan.round.salt) for one in people))


def test_without_limits_there_is_no_row() -> None:
    plan = plan_of(regency(crowd()))
    assert plan.round.problem.limits == ()
    assert plan.round.problem.longest_chain is None
    assert plan.linked is None


def test_a_cap_on_moves_counts_every_move_of_the_round(tmp_path: Path) -> None:
    nurses = [person(f"N{at}", **NURSE) for at in range(5)]
    plan = plan_of(regency([*crowd(), *nurses]), max_moves=3)
    row = made(plan)["max_moves"].rows[0]
    assert (row.low, row.high, len(row.terms)) == (None, 3, 2)
    assert all(term.move is None and term.factor is None for term in row.terms)
    record = write(plan, tmp_path)
    assert record["limits"][0]["rows"] == [{"low": None, "high": 3, "activity": 3}]
    assert len(record["moves"]) == 3


def test_a_budget_counts_whole_rupiah_by_the_road_between_the_units(
    tmp_path: Path,
) -> None:
    travel = [{"from_id": "SD1", "to_id": "SD2", "minutes": 30, "km": 12}]
    snapshot = regency(crowd(), travel=travel)
    plan = plan_of(snapshot, budget_rupiah=2000, move_cost_rupiah=PRICE)
    cost = {
        to: price for _, _, to, price in ways(plan, made(plan)["budget_rupiah"].rows[0])
    }
    tenths = way.tenths_of_km(snapshot, LOCAL)[0, 2]  # SD1 → SD3 by the straight line
    assert cost == {"SD2": 620, "SD3": 500 + int(tenths)}
    (limit,) = write(plan, tmp_path)["limits"]
    assert limit["rows"][0]["activity"] == 620 * 3
    assert not [one for one in plan.problems if one.code == "way_unknown"]


def test_a_way_nobody_knows_costs_as_much_as_the_farthest() -> None:
    blank = {"latitude": None, "longitude": None, "village_id": None}
    units = [
        unit | (blank | {"district_id": "K9"} if unit["unit_id"] == "SD2" else {})
        for unit in UNITS
    ]
    snapshot = regency(crowd(), units=units)
    tenths = way.tenths_of_km(snapshot, LOCAL)
    assert tenths[0, 1] == tenths.max() > 0
    assert tenths[1, 1] == 0
    plan = plan_of(snapshot, budget_rupiah=2000, move_cost_rupiah=PRICE)
    (told_,) = [one for one in plan.problems if one.code == "way_unknown"]
    assert "1" in str(told_.found)
    assert not [one for one in plan_of(snapshot).problems if one.code == "way_unknown"]


def area(**changes: Any) -> dict[str, Any]:
    """Return a cap on leaving and arriving."""
    nothing = {"district_id": None, "agency_id": None, "leaving": None}
    return {"name": "a", "arriving": None} | nothing | changes


def test_caps_of_an_area_do_not_count_moves_inside_it(tmp_path: Path) -> None:
    caps = [area(district_id="K1", leaving=1, arriving=0)]
    plan = plan_of(regency([*crowd(), person("Q", unit_id="SD3")]), move_caps=caps)
    leaving = ways(plan, made(plan)["move_caps: a, leaving"].rows[0])
    assert {(start, end) for _, start, end, _ in leaving} == {("SD1", "SD3")}
    arriving = ways(plan, made(plan)["move_caps: a, arriving"].rows[0])
    assert arriving == {("Q", "SD3", "SD1", 1), ("Q", "SD3", "SD2", 1)}
    ends = [move["to_unit"] for move in write(plan, tmp_path)["moves"]]
    assert ends.count("SD3") == 1
    assert ends.count("SD2") > 1


def test_an_agency_has_its_own_office_in_its_area() -> None:
    units = [
        unit | ({"agency_id": "BKD"} if unit["unit_id"] == "SD3" else {})
        for unit in UNITS
    ]
    caps = [
        area(agency_id="BKD", arriving=1),
        area(name="b", agency_id="SD2", arriving=0),
    ]
    plan = plan_of(regency(crowd(), units=units), move_caps=caps)
    ends = {name: {end for _, _, end, _ in ways(plan, limit.rows[0])}
            for name, limit in made(plan).items()}  # fmt: skip
    assert ends == {
        "move_caps: a, arriving": {"SD3"},
        "move_caps: b, arriving": {"SD2"},
    }


def test_an_area_that_nobody_touches_is_no_limit() -> None:
    plan = plan_of(regency(crowd()), move_caps=[area(district_id="K1", arriving=0)])
    assert made(plan) == {}


def test_areas_not_in_the_data_are_told() -> None:
    caps = [area(district_id="K9", leaving=1), area(name="b", agency_id="X", leaving=1)]
    plan = plan_of(regency(crowd()), move_caps=caps)
    codes = [
        dict(one.found.facts)["code"]
        for one in plan.problems
        if one.code == "local_without_effect"
    ]
    assert codes == ["K9", "X"]


def married() -> list[dict[str, Any]]:
    """Return the crowd; P0 is married to a nurse, P1 to somebody not there."""
    people = crowd()
    people[0]["spouse_id"] = "N0"
    people[1]["spouse_id"] = "GONE"
    return people


def test_a_couple_moves_into_one_district_or_stays() -> None:
    plan = plan_of(regency([*married(), person("N0", **NURSE)]), couples="hard")
    name = f"couple: {hidden(plan, 'P0', 'N0')}"
    assert list(made(plan)) == [name]
    districts = []
    for row in made(plan)[name].rows:
        assert (row.low, row.high) == (0, 0)
        found = ways(plan, row)
        signs = {who: factor for who, _, _, factor in found}
        assert len(set(signs.values())) == len(signs)
        districts.append({end for _, _, end, _ in found})
    assert districts == [{"SD2"}, {"SD3", "PK2"}]


def test_a_couple_within_so_many_km() -> None:
    snapshot = regency([*married(), person("N0", **NURSE)])
    plan = plan_of(snapshot, couples="hard", couple_zone=50)
    (limit,) = made(plan).values()
    both, *near = limit.rows
    assert (both.low, both.high) == (0, 0)
    assert {who for who, *_ in ways(plan, both)} == {"P0", "N0"}
    assert all((row.low, row.high) == (None, 0) for row in near)
    pairs = set()
    for row in near:
        found = ways(plan, row)
        (one,) = [end for _, _, end, factor in found if factor == 1]
        pairs |= {frozenset((one, end)) for _, _, end, factor in found if factor == -1}
    assert pairs == {frozenset(("SD2", "PK2"))}  # SD3 and PK2 are farther apart


@pytest.mark.parametrize("stuck", ["discipline", "pin"])
def test_who_cannot_move_keeps_the_partner_in_place(stuck: str, tmp_path: Path) -> None:
    nurse = person("N0", **NURSE)
    rows: list[dict[str, Any]] = []
    if stuck == "discipline":
        nurse["discipline"] = "severe"
    else:
        rows = pins({"kind": "stays", "person_id": "N0"})
    people = [*married()[:1], *crowd(spouse_id="N0")[1:], nurse]
    plan = plan_of(regency(people, pins=rows), couples="hard")
    assert len(made(plan)) == 8
    for limit in made(plan).values():
        (row,) = limit.rows
        assert (row.low, row.high) == (0, 0)
        assert len({who for who, *_ in ways(plan, row)}) == 1
    assert write(plan, tmp_path)["moves"] == []


def test_a_group_of_three_is_tied_to_its_first() -> None:
    rows = pins(
        *({"kind": "together", "person_id": f"P{at}", "group": "A"} for at in range(3))
    )
    plan = plan_of(regency(crowd(), pins=rows))
    (name,) = made(plan)
    assert name == f"together: {hidden(plan, 'P0', 'P1', 'P2')}"
    assert len(made(plan)[name].rows) == 4  # two others, two districts
    far = plan_of(regency(crowd(), pins=rows), couple_zone=5)
    assert len(next(iter(made(far).values())).rows) == 9  # three pairs, 1 + 2 units


def test_as_many_come_as_pinned_people_leave(tmp_path: Path) -> None:
    rows = pins(
        *({"kind": "after_replacement", "person_id": f"P{at}"} for at in range(7)),
        {"kind": "after_replacement", "person_id": "Q0"},
    )
    still = person("Q0", unit_id="SD2", discipline="severe")
    plan = plan_of(regency([*crowd(), still], pins=rows))
    assert list(made(plan)) == ["replacement: SD1|guru-kelas"]
    (row,) = made(plan)["replacement: SD1|guru-kelas"].rows
    assert (row.low, row.high) == (None, 0)
    assert {(who, factor) for who, _, _, factor in ways(plan, row)} == {
        (f"P{at}", 1) for at in range(7)
    }
    assert [move["person_id"] for move in write(plan, tmp_path)["moves"]] == ["P7"]


def test_a_pinned_person_without_a_move_asks_for_no_row() -> None:
    rows = pins(
        {"kind": "after_replacement", "person_id": "P0"},
        {"kind": "must_go", "person_id": "P0", "unit_id": "PK1"},
    )
    plan = plan_of(regency(crowd(), pins=rows))
    assert made(plan) == {}
    assert plan.status is Status.INFEASIBLE


def test_who_must_go_goes_there_and_nowhere_else(tmp_path: Path) -> None:
    rows = pins({"kind": "must_go", "person_id": "P5", "unit_id": "SD3"})
    plan = plan_of(regency(crowd(), pins=rows))
    record = write(plan, tmp_path)
    went = {move["person_id"]: move["to_unit"] for move in record["moves"]}
    assert went["P5"] == "SD3"
    problem = json.loads(plan.round.problem.as_json())
    names = plan.round.problem.names["guru-sd-kelas"]
    (people,) = [
        one["people"] for one in problem["families"] if one["family"] == "guru-sd-kelas"
    ]
    assert people["leave"] == [names.index("P5")]


@pytest.mark.parametrize(
    ("pin", "facts", "name", "words"),
    [
        ({"unit_id": "SD3"}, {"discipline": "severe"}, "pemerataan", "R4"),
        ({"unit_id": "PK1"}, {}, "pemerataan", "G16"),
        ({"unit_id": "SD3"}, {}, "sukarela", "G17"),
        ({"unit_id": "SD3"}, {"status": "non_asn"}, "pemerataan", ""),
    ],
)
def test_a_pin_that_no_rule_allows_is_told_with_the_rule(
    pin: dict[str, Any], facts: dict[str, Any], name: str, words: str, tmp_path: Path
) -> None:
    rows = pins({"kind": "must_go", "person_id": "P0"} | pin)
    people = [person("P0", **facts), *crowd()[1:]]
    plan = plan_of(regency(people, pins=rows), name)
    assert plan.status is Status.INFEASIBLE
    assert not plan.made
    with speaking("en"):
        record = write(plan, tmp_path)
    assert f"P0 must go to {pin['unit_id']}" in record["reason"]
    assert words in record["reason"]
    assert record["moves"] == []
    assert "plan" not in record["summary"]


def test_several_pins_that_cannot_be_kept_are_told_together() -> None:
    rows = pins(
        *({"kind": "must_go", "person_id": f"P{at}", "unit_id": "PK1"} for at in (3, 5))
    )
    with speaking("en"):
        reason = str(plan_of(regency(crowd(), pins=rows)).reason)
    assert "P3 must go" in reason
    assert "P5 must go" in reason


def test_limits_that_cannot_hold_together_are_named(tmp_path: Path) -> None:
    rows = pins(
        *({"kind": "must_go", "person_id": f"P{at}", "unit_id": "SD3"} for at in (3, 5))
    )
    plan = plan_of(regency(crowd(), pins=rows), max_moves=1)
    assert plan.status is Status.INFEASIBLE
    with speaking("en"):
        record = write(plan, tmp_path)
    assert record["reason"] == (
        "These cannot hold together, and without any one of them there is a plan: "
        "at most 1 moves in the round; pin: P3 must go; pin: P5 must go."
    )
    assert record["limits"][0]["rows"] == [{"low": None, "high": 1, "activity": None}]
    certificate = json.loads((tmp_path / "certificate.json").read_text())
    assert certificate["status"] == "INFEASIBLE"


def test_a_place_that_takes_nobody_is_named() -> None:
    rows = pins({"kind": "must_go", "person_id": "P3", "unit_id": "SD3"})
    posts = [{"unit_id": "SD3", "job_id": "guru-kelas", "establishment": 0}]
    plan = plan_of(regency(crowd(), pins=rows, positions=posts))
    with speaking("en"):
        assert "SD3|guru-kelas takes nobody above its establishment" in str(plan.reason)


def test_a_chain_too_short_for_the_pins_is_told() -> None:
    """P3 must go where nobody may come unless Q leaves."""
    rows = pins({"kind": "must_go", "person_id": "P3", "unit_id": "SD3"})
    posts = [{"unit_id": "SD3", "job_id": "guru-kelas", "establishment": 1}]
    people = [*crowd(), person("Q", unit_id="SD3")]
    snapshot = regency(people, pins=rows, positions=posts)
    assert plan_of(snapshot, longest_chain=2).status is Status.OPTIMAL
    plan = plan_of(snapshot, longest_chain=1)
    assert plan.status is Status.INFEASIBLE
    with speaking("en"):
        assert str(plan.reason) == (
            "These cannot hold together, and without any one of them there is a plan: "
            "at most 1 moves follow one another; pin: P3 must go; SD3|guru-kelas takes "
            "nobody above its establishment."
        )


def test_options_replace_the_parameters_for_one_run(tmp_path: Path) -> None:
    plan = plan_of(regency(crowd()), options={"max_moves": 2}, max_moves=7)
    record = write(plan, tmp_path)
    assert record["options"] == {"max_moves": 2}
    assert record["local"]["max_moves"]["value"] == 7
    assert len(record["moves"]) == 2
    with pytest.raises(LocalFileError, match="move_cost_rupiah"):
        plan_of(regency(crowd()), options={"budget_rupiah": 2})
    with pytest.raises(LocalFileError, match="max_moves"):
        plan_of(regency(crowd()), options={"max_moves": -2})


def proof(**changes: Any) -> LinkedProof:
    """Return a proof that leaves a gap."""
    base = {
        "goal": "shortage", "rank": 0, "threshold": 0,
        "scale": 6, "exact": True, "value": -50, "bound": Fraction(-111, 2),
        "closed": False, "denominator": 2, "rows": [0], "earlier": [], "potentials": [],
    }  # fmt: skip
    return LinkedProof(**(base | changes))


def test_a_plan_when_time_ran_out_tells_its_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = plan_of(regency(crowd()), max_moves=2)
    assert best.linked is not None
    closed = proof(goal="compulsory", value=2, bound=Fraction(1), closed=True)
    tight = proof(goal="travel", value=2, bound=Fraction(3, 2))
    late = replace(best.linked, status="TIME_LIMIT", proofs=(proof(), closed, tight))
    monkeypatch.setattr(solve, "solve_linked", lambda *_, **__: late)
    plan = plan_of(regency(crowd()), max_moves=2)
    assert (plan.status, plan.made) == (Status.TIME_LIMIT, True)
    with speaking("en"):
        record = write(plan, tmp_path)
    assert record["status"] == "TIME_LIMIT"
    assert "not proved to be the best" in record["reason"]
    assert record["gaps"] == [
        {"goal": "shortage", "rank": 0, "threshold": 0, "scale": 6, "value": -50,
         "bound": [-111, 2]}
    ]  # fmt: skip
    assert record["summary"]["plan"]["moves"] == 2


def test_no_plan_in_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: Any, **__: Any) -> Linked:
        raise OutOfTimeError

    monkeypatch.setattr(solve, "solve_linked", late)
    plan = plan_of(regency(crowd()), max_moves=2, time=0.5)
    assert (plan.status, plan.made) == (Status.TIME_LIMIT, False)
    with speaking("en"):
        assert "Time ran out before any plan" in write(plan, tmp_path)["reason"]


def test_words_of_every_kind_of_limit() -> None:
    rows = pins(
        *({"kind": "together", "person_id": f"P{at}", "group": "A"} for at in (2, 3)),
        {"kind": "after_replacement", "person_id": "P4"},
    )
    caps = [
        area(district_id="K1", leaving=3),
        area(name="b", district_id="K2", arriving=2),
    ]
    units = [
        unit | ({"agency_id": "BKD"} if unit["unit_id"] in ("SD2", "SD3") else {})
        for unit in UNITS
    ]
    group = {"job_family": "guru-sd-kelas", "district_id": None, "agency_id": None}
    groups = [
        group | {"name": "K1", "district_id": "K1", "maximum": 7},
        group | {"name": "dinas", "agency_id": "BKD", "maximum": 3},
    ]
    plan = plan_of(
        regency([*married(), person("N0", **NURSE)], pins=rows, units=units),
        max_moves=4,
        budget_rupiah=10**7,
        move_cost_rupiah=PRICE,
        move_caps=caps,
        maximum_groups=groups,
        couples="hard",
    )
    ids = told.people(plan.round.problem)
    spent = str(told.words(made(plan)["budget_rupiah"], ids))
    assert spent == "paling banyak 10.000.000 rupiah untuk semua perpindahan"
    with speaking("en"):
        words = [str(told.words(one, ids)) for one in plan.round.problem.limits]
    assert words == [
        "at most 4 moves in the round",
        "at most 10,000,000 rupiah for all moves",
        "a: at most 3 people leave",
        "b: at most 2 people arrive",
        "K1: at most 0 people more than today",
        "dinas: at most 3 people more than today",
        "pin: nobody pinned leaves SD1|guru-kelas before somebody comes",
        "couple N0, P0: both move into one zone, or stay",
        "pin: P2, P3 move into one zone together, or stay",
    ]
