"""Why a move: each cause, and that it is not told when it is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from seimbang.explain import Loss
from seimbang.explain.move import loss
from seimbang.explain.words import of_move
from seimbang.explain.words.move import met, without_data
from seimbang.language import speaking
from tests.explain.district import JOBS, person, told, wish


def test_a_move_tells_the_gaps_at_both_ends(tmp_path: Path) -> None:
    move = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path).reasons[
        "moves"
    ][0]
    ends = {
        end: (move[end]["need"], move[end]["before"], move[end]["after"])
        for end in ("origin", "target")
    }
    assert ends == {"origin": ([1, 1], 2, 1), "target": ([1, 1], 0, 1)}
    assert move["voluntary"] is False


def test_a_chain_is_told_by_units_in_the_order_of_the_places(tmp_path: Path) -> None:
    # from A only B is in reach of the rules, C gets somebody from B
    people = [person("P1"), person("P2"), person("P3", "B")]
    pins = [
        {"kind": "not_to", "person_id": who, "unit_id": "C", "reason": "uji"}
        for who in ("P1", "P2")
    ]
    found = told(people, {"A": 1, "B": 1, "C": 1}, tmp_path, tables={"pins": pins})
    (chain,) = found.reasons["chains"]
    assert chain["units"] == ["A", "B", "C"]
    assert chain["closed"] is False
    assert found.move("P3")["step"] == 2


def test_the_rules_a_move_passed_point_to_their_citations(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path).reasons
    move = found["moves"][0]
    assert move["rules"]["R1"] == {"job_since": "2015-03-01", "months": 24}
    for rule in move["rules"]:
        cited = found["rules"][rule]["citations"]
        assert cited
        assert all(found["citations"][at]["at"] for at in cited)
    assert len({str(one) for one in found["citations"]}) == len(found["citations"])


@pytest.mark.parametrize("rule", ["R1", "G9", "R7", "G3", "G16"])
def test_the_rules_are_those_of_the_findings(rule: str, tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path)
    move = found.reasons["moves"][0]
    asked = found.plan.eligibility.findings(move["person_id"], "B", "penata")
    passed = {
        one.rule for one in asked if one.role == "gate" and "compulsory" in one.modes
    }
    assert set(move["rules"]) == passed
    assert rule in passed


def test_distance_is_told_of_a_compulsory_move_and_the_wish_of_a_voluntary(
    tmp_path: Path,
) -> None:
    people = [person("P1"), person("P2")]
    free = told(people, {"A": 1, "B": 1}, tmp_path, max_distance_km=30).reasons[
        "moves"
    ][0]
    wished = told(
        people, {"A": 1, "B": 1}, tmp_path, tables={"wishes": [wish("P1", "B")]}
    ).move("P1")
    assert free["rules"]["R15"]["today"] == 0
    assert "G17" not in free["rules"]
    assert wished["rules"]["G17"] == {"rank": 1}
    assert "R15" not in wished["rules"]
    assert (wished["voluntary"], wished["rank"]) == (True, 1)


def test_without_a_maximum_distance_no_distance_is_told(tmp_path: Path) -> None:
    found = told(
        [person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path, max_distance_km=None
    )
    assert "R15" not in found.reasons["moves"][0]["rules"]


def test_a_waiver_is_told_without_its_basis(tmp_path: Path) -> None:
    people = [
        person("P1", job_since=date(2025, 6, 1)),
        person("P2", duties=["treasurer"]),
    ]
    waiver = {"person_id": "P1", "rule": "R1", "basis": "Surat rahasia"}
    found = told(people, {"A": 1, "B": 1}, tmp_path, tables={"waivers": [waiver]})
    assert found.move("P1")["rules"]["R1"] == {"waiver": True}
    with speaking("en"):
        words = list(map(str, of_move(found.reasons, found.move("P1"))))
    assert (
        "Lifted by a written waiver: Least time in the present post (R1) – look at it "
        "before a decree."
    ) in words
    assert "rahasia" not in str(found.reasons)
    assert told(people, {"A": 1, "B": 1}, tmp_path).reasons["moves"] == []


def test_a_waiver_for_the_place_is_told(tmp_path: Path) -> None:
    waiver = {"person_id": "P1", "rule": "R15", "basis": "Surat"}
    found = told(
        [person("P1"), person("P2", duties=["treasurer"])],
        {"A": 1, "J": 1},
        tmp_path,
        tables={"waivers": [waiver]},
        max_distance_km=30,
    )
    assert found.move("P1")["rules"]["R15"] == {"waiver": True}


def test_a_waiver_of_protection_does_not_tell_that_there_is_one(
    tmp_path: Path,
) -> None:
    people = [
        person("P1", protection="illness"),
        person("P2", duties=["treasurer"]),
    ]
    waiver = {"person_id": "P1", "rule": "G4", "basis": "Surat"}
    found = told(people, {"A": 1, "B": 1}, tmp_path, tables={"waivers": [waiver]})
    assert found.move("P1")["rules"]["G4"] == {}


def test_nothing_is_told_of_who_is_not_moved(tmp_path: Path) -> None:
    found = told([person("P1")], {"A": 1}, tmp_path)
    assert found.reasons["moves"] == found.reasons["chains"] == []


def test_what_is_let_through_is_told(tmp_path: Path) -> None:
    people = [person("P1", job_since=None), person("P2", duties=["treasurer"])]
    found = told(people, {"A": 1, "B": 1}, tmp_path, unknown_passes=["R1"])
    assert found.move("P1")["rules"]["R1"] == {"let_through": True}
    move = found.move("P1")
    assert without_data(move) == ["R1"]
    assert "R1" not in met(move)
    with speaking("en"):
        words = list(map(str, of_move(found.reasons, move)))
    assert (
        "Let through without data: Least time in the present post (R1) – check before "
        "a decree."
    ) in words
    assert any(one.startswith(f"Rules met: {len(move['rules']) - 1}.") for one in words)


OPEN = ["R9", "G2", "G10", "G12"]


def test_an_unknown_leave_let_through_is_told(tmp_path: Path) -> None:
    people = [person("P1", leave=None), person("P2", duties=["treasurer"])]
    found = told(people, {"A": 1, "B": 1}, tmp_path, unknown_passes=OPEN)
    assert "G12" in without_data(found.move("P1"))


def test_a_place_let_through_without_data_is_told(tmp_path: Path) -> None:
    people = [
        person("P1", home_latitude=None, home_longitude=None, education=None),
        person("P2", duties=["treasurer"]),
    ]
    jobs = [dict(one) for one in JOBS]
    jobs[1] |= {"education_min": "40", "majors": None}
    found = told(
        people,
        {"A": 1, "B|perencana": 1},
        tmp_path,
        tables={"jobs": jobs},
        max_distance_km=30,
        unknown_passes=["R15", "G7"],
    )
    assert without_data(found.move("P1")) == ["G7", "R15"]


def test_who_else_was_considered_is_a_count(tmp_path: Path) -> None:
    people = [person(f"P{number}") for number in range(8)]
    people += [person("H1", job_since=date(2025, 6, 1))]
    found = told(
        people,
        {"A": 8, "B": 1},
        tmp_path,
        tables={"wishes": [wish("P1", "B"), wish("P2", "B")]},
    )
    others = found.reasons["moves"][0]["others"]
    assert others == {"allowed": 7, "voluntary": None, "compulsory": None}
    assert found.reasons["not_allowed"]["B|penata"] == {
        "people": 1,
        "rules": [["R1", 1]],
    }


def test_five_wishes_for_a_place_are_told(tmp_path: Path) -> None:
    people = [person(f"P{number}") for number in range(8)]
    wishes = [wish(f"P{number}", "B") for number in range(6)]
    found = told(people, {"A": 7, "B": 1}, tmp_path, tables={"wishes": wishes})
    others = found.reasons["moves"][0]["others"]
    assert others == {"allowed": 7, "voluntary": 5, "compulsory": 2}


def test_few_people_with_a_personal_trait_are_not_counted(tmp_path: Path) -> None:
    people = [person("P1"), person("P2"), person("P3", protection="illness")]
    few = told(people, {"A": 2, "B": 1}, tmp_path)
    many = told(
        people + [person(f"Q{at}", protection="carer") for at in range(4)],
        {"A": 6, "B": 1},
        tmp_path,
    )
    assert few.reasons["not_allowed"]["B|penata"]["rules"] == [["private", None]]
    assert many.reasons["not_allowed"]["B|penata"]["rules"] == [["G4", 5]]


def test_those_without_a_wish_are_held_by_a_policy_of_wishes(tmp_path: Path) -> None:
    people = [person("P1"), *(person(f"P{at}") for at in range(2, 8))]
    found = told(
        people,
        {"A": 6, "B": 1},
        tmp_path,
        by="sukarela",
        tables={"wishes": [wish("P1", "B")]},
    )
    assert found.reasons["not_allowed"]["B|penata"]["rules"] == [["G17", 6]]


def test_the_loss_names_the_first_goal_that_is_worse(tmp_path: Path) -> None:
    must = [{"unit_id": "B", "job_id": "penata", "minimum": 1}]
    alone = told(
        [person("P1"), person("P2", duties=["treasurer"])],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"positions": must},
    )
    either = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path)
    assert alone.move("P1")["loss"] == {"goal": "nobody", "rank": 0, "amount": [1, 1]}
    assert loss(Loss(None)) == {"goal": "bounds", "rank": 0, "amount": None}
    assert either.reasons["moves"][0]["loss"]["goal"] is None


def test_a_lost_wish_is_told_with_its_rank(tmp_path: Path) -> None:
    people = [person("P1", "B"), person("P2", "C")]
    wishes = [wish("P1", "C", rank=2), wish("P2", "B", rank=2)]
    found = told(people, {"B": 1, "C": 1}, tmp_path, tables={"wishes": wishes})
    assert found.move("P1")["loss"] == {"goal": "wishes", "rank": 2, "amount": [2, 1]}


def test_travel_is_told_before_and_after(tmp_path: Path) -> None:
    move = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path).reasons[
        "moves"
    ][0]
    travel = move["travel"]
    assert travel["minutes_before"] == 0
    assert travel["minutes_after"] == travel["added"] > 0
    assert travel["home"] == "home"


def test_a_gap_of_competence_names_the_training(tmp_path: Path) -> None:
    gap = told(
        [person("P1", major="Akuntansi"), person("P2", duties=["treasurer"])],
        {"A": 1, "B|perencana": 1},
        tmp_path,
    )
    none = told(
        [
            person("P1", major="Perencanaan Wilayah"),
            person("P2", duties=["treasurer"]),
        ],
        {"A": 1, "B|perencana": 1},
        tmp_path,
    )
    assert gap.move("P1")["fit"] == {
        "misfit": 1,
        "regression": 1,
        "training": ["Diklat Perencanaan"],
    }
    assert none.move("P1")["fit"] == {"misfit": 0, "regression": 1}


def test_a_health_worker_needs_a_new_licence(tmp_path: Path) -> None:
    people = [
        person("P1", job_id="perawat"),
        person("P2", job_id="perawat", duties=["treasurer"]),
    ]
    nurse = told(people, {"A|perawat": 1, "B|perawat": 1}, tmp_path)
    clerk = told(
        [person("P1"), person("P2", duties=["treasurer"])], {"A": 1, "B": 1}, tmp_path
    )
    assert "R19" in nurse.move("P1")["flags"]
    assert "R19" not in clerk.move("P1")["flags"]


def test_a_parted_couple_is_flagged_without_the_other(tmp_path: Path) -> None:
    people = [
        person("P1", spouse_id="S1"),
        person("P2", duties=["treasurer"]),
        person("S1", job_id="perawat", spouse_id="P1"),
    ]
    needs = {"A": 1, "C": 1, "A|perawat": 1}
    parted = told(people, needs, tmp_path).move("P1")
    single = told([person("P1"), *people[1:2]], needs, tmp_path).move("P1")
    assert "couple_separated" in parted["flags"]
    assert "S1" not in str(parted)
    assert not [flag for flag in single["flags"] if "couple" in flag]


def test_a_pppk_keeps_the_job(tmp_path: Path) -> None:
    people = [
        person("P1", status="pppk", contract_until=date(2030, 1, 1)),
        person("P2", duties=["treasurer"]),
    ]
    found = told(people, {"A": 1, "B": 1}, tmp_path)
    assert "P2" in found.move("P1")["rules"]
    assert "P7" in found.move("P1")["rules"]


def test_a_rule_that_concerns_others_is_not_told(tmp_path: Path) -> None:
    people = [
        person("P1"),
        person(
            "P2", status="pppk", contract_until=date(2030, 1, 1), duties=["treasurer"]
        ),
    ]
    assert "P7" not in told(people, {"A": 1, "B": 1}, tmp_path).move("P1")["rules"]
