"""Pairs of people and seats: gates, fit and facts of the pair come together."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from seimbang.rules import PAIR_RULES, Eligibility, Pairs, Verdict, conclude
from tests.rules.regency import DAY, UNITS, judged, person

FAMILY = "guru-sd-kelas"


def seats(answers: Eligibility, family: str = FAMILY) -> NDArray[np.int64]:
    return np.flatnonzero(answers.positions["family"].to_numpy() == family)


def block(answers: Eligibility, family: str = FAMILY) -> Pairs:
    people = np.flatnonzero(answers.people["family"].to_numpy() == family)
    return answers.pairs(people, seats(answers, family))


def barring(pairs: Pairs, row: int, column: int) -> list[str]:
    bits = int(pairs.blocked[row, column])
    return [key for at, key in enumerate(PAIR_RULES) if bits >> at & 1]


def found(answers: Eligibility, rule: str, *place: str) -> Any:
    told = answers.findings("P1", *place)
    return next(finding for finding in told if finding.rule == rule)


def test_the_own_seat_is_never_allowed() -> None:
    answers = judged([person()])
    pairs = block(answers)
    assert pairs.allowed_compulsory.tolist() == [[False, True, False]]
    assert answers.seat_rows.tolist() == [seats(answers)[0]]
    assert found(answers, "G16", "SD1").facts == {"why": "own_seat"}


def test_gates_of_the_person_hold_for_every_pair() -> None:
    pairs = block(
        judged([person(discipline="pending"), person("P2", protection="carer")])
    )
    assert not pairs.allowed_compulsory.any()


def test_a_block_has_one_family() -> None:
    answers = judged([person(), person("P2", job_id="perawat", unit_id="PK1")])
    with pytest.raises(ValueError, match="one family"):
        answers.pairs(np.array([1]), seats(answers))


def test_far_places_are_barred_without_a_wish_only() -> None:
    wishes = [{"person_id": "P1", "rank": 1, "kind": "unit", "target_id": "SD3"}]
    answers = judged([person()], tables={"wishes": wishes})
    pairs = block(answers)
    assert barring(pairs, 0, 2) == ["R15"]
    assert pairs.allowed_compulsory.tolist() == [[False, True, False]]
    assert pairs.allowed_voluntary.tolist() == [[False, False, True]]
    distance = found(answers, "R15", "SD3")
    assert distance.verdict is Verdict.FAIL
    assert distance.facts["km"] == pytest.approx(102.2)
    assert distance.facts["today"] == 0


def test_without_a_maximum_nothing_is_far() -> None:
    answers = judged([person()], max_distance_km=None)
    assert block(answers).allowed_compulsory.tolist() == [[False, True, True]]
    assert "R15" not in {one.rule for one in answers.findings("P1", "SD3")}


def test_far_but_nearer_than_today_is_allowed() -> None:
    far = {"home_latitude": -2.6, "home_longitude": 104.0}
    answers = judged([person(**far)])
    pairs = block(answers)
    assert pairs.km[0, 2] > 30
    assert pairs.allowed_compulsory[0].tolist() == [False, True, True]
    assert found(answers, "R15", "SD3").verdict is Verdict.PASS


def test_as_far_as_today_is_not_nearer() -> None:
    units = [unit | {"latitude": -1.7, "longitude": 103.1} for unit in UNITS]
    far = {"home_latitude": -2.6, "home_longitude": 104.0}
    pairs = block(judged([person(**far)], tables={"units": units}))
    assert not pairs.allowed_compulsory.any()


def test_an_unknown_home_bars_moves_without_a_wish() -> None:
    nowhere = {"home_latitude": None, "home_longitude": None}
    wishes = [{"person_id": "P1", "rank": 1, "kind": "unit", "target_id": "SD2"}]
    answers = judged([person(**nowhere)], tables={"wishes": wishes})
    pairs = block(answers)
    assert barring(pairs, 0, 1) == ["R15"]
    assert pairs.allowed_voluntary.tolist() == [[False, True, False]]
    assert pairs.minutes_before.tolist() == [0]
    assert pairs.minutes[0, 1] == 8, "from the present unit"
    assert pairs.estimated_home.tolist() == [True]
    assert found(answers, "R15", "SD2").verdict is Verdict.UNKNOWN
    through = judged([person(**nowhere)], unknown_passes=["R15"])
    assert block(through).allowed_compulsory.tolist() == [[False, True, True]]
    assert found(through, "R15", "SD2").verdict is Verdict.PASS


def test_through_means_unknown_only() -> None:
    answers = judged([person()], unknown_passes=["R15"])
    assert block(answers).allowed_compulsory.tolist() == [[False, True, False]]


def test_a_place_without_coordinates_is_as_far_as_today() -> None:
    units = [unit | {"village_id": None} for unit in UNITS]
    places = [{"place_id": "K1", "name": "Satu", "kind": "district"},
              {"place_id": "K2", "name": "Dua", "kind": "district"}]  # fmt: skip
    answers = judged([person()], tables={"units": units, "places": places})
    pairs = block(answers)
    assert np.isnan(pairs.km[0, 1])
    assert pairs.minutes[0, 1] == pairs.minutes_before[0] == 0
    assert barring(pairs, 0, 1) == ["R15"]
    distance = found(answers, "R15", "SD2")
    assert (distance.verdict, distance.facts["km"]) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ({"pins": [{"kind": "unit_closed", "unit_id": "SD2", "reason": "x"}]},
         "pinned_closed"),
        ({"units": [u | {"closed_since": DAY} if u["unit_id"] == "SD2" else u
                    for u in UNITS]}, "closed"),
        ({"needs": [{"unit_id": "SD1", "job_id": "guru-kelas", "need_num": 6,
                     "need_den": 1, "source": "x"}],
          "positions": [{"unit_id": "SD2", "job_id": "guru-kelas"}]}, "unmeasured"),
    ],
)  # fmt: skip
def test_closed_and_unmeasured_places_receive_nobody(
    tables: dict[str, Any], why: str
) -> None:
    wishes = [{"person_id": "P1", "rank": 1, "kind": "district", "target_id": "K1"}]
    answers = judged([person()], tables=tables | {"wishes": wishes})
    pairs = block(answers)
    assert not pairs.allowed_compulsory[0, 1]
    assert not pairs.allowed_voluntary.any()
    assert "G16" in barring(pairs, 0, 1)
    assert found(answers, "G16", "SD2").facts == {"why": why}


def test_a_unit_closes_on_its_day() -> None:
    units = [unit | {"closed_since": date(2026, 1, 2)} for unit in UNITS]
    answers = judged([person()], tables={"units": units})
    assert block(answers).allowed_compulsory[0, 1]


def test_posts_of_another_lane_receive_nobody() -> None:
    answers = judged([person(job_id="camat", unit_id="BKD")])
    assert barring(block(answers, "camat"), 0, 0) == ["G16"]


def test_a_pppk_goes_where_the_need_is_measured() -> None:
    pppk = {"status": "pppk", "contract_until": date(2028, 1, 1)}
    open_ = judged([person(**pppk)])
    assert found(open_, "P3", "SD2").verdict is Verdict.PASS
    closed = judged(
        [person(**pppk)],
        tables={
            "needs": [{"unit_id": "SD1", "job_id": "guru-kelas", "need_num": 6,
                       "need_den": 1, "source": "x"}],
            "positions": [{"unit_id": "SD2", "job_id": "guru-kelas"}],
        },
    )  # fmt: skip
    assert found(closed, "P3", "SD2").verdict is Verdict.FAIL


def test_a_pin_bars_one_person_from_one_place() -> None:
    pins = [
        {"kind": "not_to", "person_id": "P1", "unit_id": "SD2", "reason": "SK 1"},
        {"kind": "not_to", "person_id": "P1", "unit_id": "PK1", "reason": "SK 2"},
        {"kind": "not_to", "person_id": "P9", "unit_id": "SD2", "reason": "SK 3"},
        {"kind": "not_to", "person_id": "N1", "unit_id": "SD2", "reason": "SK 4"},
    ]
    nurse = person("N1", job_id="perawat", unit_id="PK1")
    answers = judged([person(), person("P2"), nurse], tables={"pins": pins})
    pairs = block(answers)
    assert barring(pairs, 0, 1) == ["G15"]
    assert barring(pairs, 1, 1) == []
    assert found(answers, "G15", "SD2").facts == {"reason": "SK 1"}
    assert found(answers, "G15", "SD3").verdict is Verdict.PASS


def test_a_pin_to_one_place_bars_all_others_and_obeys_the_rules() -> None:
    pins = [
        {"kind": "must_go", "person_id": "P1", "unit_id": "SD3", "reason": "SK 1"},
        {"kind": "must_go", "person_id": "N1", "unit_id": "PK2", "reason": "SK 2"},
    ]
    nurse = person("N1", job_id="perawat", unit_id="PK1")
    answers = judged([person(), person("P2"), nurse], tables={"pins": pins})
    pairs = block(answers)
    assert barring(pairs, 0, 1) == ["G15"]
    assert barring(pairs, 0, 2) == ["R15"]  # too far: the pin does not help
    assert barring(pairs, 1, 1) == []
    assert found(answers, "G15", "SD2").facts == {"reason": "SK 1"}
    assert found(answers, "G15", "SD3").verdict is Verdict.PASS
    near = block(judged([person()], tables={"pins": pins}, max_distance_km=None))
    assert near.allowed_compulsory.tolist() == [[False, False, True]]


def test_no_waiver_lifts_a_pin_to_one_place() -> None:
    pins = [{"kind": "must_go", "person_id": "P1", "unit_id": "SD3", "reason": "SK"}]
    waivers = [{"person_id": "P1", "rule": "G15", "basis": "x"}]
    answers = judged([person()], tables={"pins": pins, "waivers": waivers})
    assert barring(block(answers), 0, 1) == ["G15"]
    assert found(answers, "G15", "SD2").verdict is Verdict.FAIL


def test_wishes_rank_units_and_districts() -> None:
    wishes = [
        {"person_id": "P1", "rank": 1, "kind": "unit", "target_id": "SD3"},
        {"person_id": "P1", "rank": 2, "kind": "district", "target_id": "K1"},
        {"person_id": "P1", "rank": 3, "kind": "district", "target_id": "K2"},
        {"person_id": "P2", "rank": 4, "kind": "unit", "target_id": "SD2"},
        {"person_id": "P2", "rank": 1, "kind": "unit", "target_id": "XX"},
        {"person_id": "P9", "rank": 1, "kind": "unit", "target_id": "SD2"},
    ]
    answers = judged([person(), person("P2")], tables={"wishes": wishes})
    pairs = block(answers)
    assert pairs.wish_rank.tolist() == [[2, 2, 1], [0, 4, 0]]
    assert pairs.allowed_voluntary.tolist() == [[False, True, True], [False] * 3]
    assert found(answers, "G17", "SD3").facts == {"rank": 1, "ranks": 3}


def test_the_last_wish_that_is_looked_at_counts_and_the_next_does_not() -> None:
    wishes = [
        {"person_id": "P1", "rank": rank, "kind": "unit", "target_id": unit}
        for rank, unit in ((1, "BKD"), (2, "SD2"), (3, "SD3"))
    ]
    for ranks, allowed in ((1, [0, 0, 0]), (2, [0, 1, 0]), (3, [0, 1, 1])):
        answers = judged([person()], tables={"wishes": wishes}, wish_ranks=ranks)
        assert block(answers).allowed_voluntary.tolist() == [list(map(bool, allowed))]
        assert (found(answers, "G17", "SD3").verdict is Verdict.PASS) == allowed[2]


def test_the_order_of_rows_is_the_caller_s() -> None:
    wishes = [{"person_id": "P2", "rank": 1, "kind": "unit", "target_id": "SD3"}]
    answers = judged([person(), person("P2", unit_id="SD2")], tables={"wishes": wishes})
    turned = answers.pairs(np.array([1, 0]), seats(answers)[::-1])
    straight = answers.pairs(np.array([0, 1]), seats(answers))
    for name in ("allowed_compulsory", "wish_rank", "minutes", "km", "blocked"):
        one, other = getattr(turned, name), getattr(straight, name)
        assert one.tolist() == other[::-1, ::-1].tolist(), name


def test_findings_and_blocks_conclude_the_same() -> None:
    wishes = [
        {"person_id": "P2", "rank": 1, "kind": "unit", "target_id": "SD3"},
        {"person_id": "P4", "rank": 1, "kind": "district", "target_id": "K1"},
    ]
    people = [
        person("P1"),
        person("P2", job_since=None),
        person("P3", protection="illness"),
        person("P4", unit_id="SD3", home_latitude=None),
    ]
    answers = judged(people, tables={"wishes": wishes})
    pairs = block(answers)
    for row, one in enumerate(answers.people["person_id"]):
        for at, seat in enumerate(seats(answers)):
            told = answers.findings(one, answers.positions["unit_id"][int(seat)])
            for mode, allowed in (
                ("compulsory", pairs.allowed_compulsory),
                ("voluntary", pairs.allowed_voluntary),
            ):
                passed = conclude(told, mode) is Verdict.PASS
                assert allowed[row, at] == passed, (one, at, mode)


def test_the_job_meant_is_the_present_one_or_of_its_family() -> None:
    answers = judged([person(job_id="perawat", unit_id="PK1", major="Ners")])
    assert found(answers, "G7", "PK2").facts == {"job_id": "perawat"}
    assert found(answers, "G7", "PK2", "perawat-ahli").facts["job_id"] == "perawat-ahli"
    analyst = judged([person(job_id="analis-keuangan", unit_id="BKD")])
    assert found(analyst, "G7", "BAP").facts["job_id"] == "perencana"


@pytest.mark.parametrize(("unit", "job"), [("PK1", None), ("SD2", "perawat")])
def test_a_place_without_the_post_receives_nobody(unit: str, job: str | None) -> None:
    told = judged([person()]).findings("P1", unit, job)
    assert told[-1].facts == {"why": "no_such_post"}
    assert conclude(told) is Verdict.FAIL


def test_unknown_people_and_units_are_refused() -> None:
    answers = judged([person()])
    with pytest.raises(KeyError, match="P9"):
        answers.findings("P9")
    with pytest.raises(KeyError, match="XX"):
        answers.findings("P1", "XX")
