"""The whole: frames in the order of the file, counts of people lost, couples, heads."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from seimbang.rules import Verdict, conclude
from seimbang.rules.facts import SCHEMA, of_people, rows
from tests.rules.regency import DAY, Law, judged, needed, person, regency


def test_people_keep_the_order_of_the_file() -> None:
    ids = ["P3", "P1", "P2"]
    answers = judged([person(one) for one in ids])
    assert answers.people["person_id"].to_list() == ids
    assert answers.people.schema == {
        "person_id": pl.String,
        "unit_id": pl.String,
        "job_id": pl.String,
        "family": pl.String,
        "counted": pl.Boolean,
        "compulsory": pl.Int8,
        "voluntary": pl.Int8,
        "failed_compulsory": pl.List(pl.String),
        "failed_voluntary": pl.List(pl.String),
        "missing": pl.List(pl.String),
        "flags": pl.List(pl.String),
    }


def test_a_head_sits_in_the_head_s_seat() -> None:
    head = person(duties=["head_of_school"])
    answers = judged([head])
    assert answers.people.select("job_id", "family").row(0) == (
        "kepala-sd",
        "kepala-sekolah",
    )
    assert "G11" in answers.people["failed_compulsory"][0]


def test_facts_have_one_schema() -> None:
    snapshot = regency([person()])
    facts = of_people(snapshot, needed(snapshot), Law.load(), DAY)
    assert facts.schema == SCHEMA


def test_without_people_there_are_answers_about_nobody() -> None:
    answers = judged([])
    assert answers.people.is_empty()
    assert answers.lost().is_empty()
    block = answers.pairs(np.array([], dtype=int), np.array([0]))
    assert block.allowed_compulsory.shape == (0, 1)


def test_lost_people_are_counted_per_gate_and_missing_column() -> None:
    answers = judged(
        [
            person("P1", job_since=None),
            person("P2", job_since=None, discipline="pending"),
            person("P3", protection="carer"),
            person("P4", status="non_asn"),
            person("P5"),
        ]
    )
    assert answers.lost().rows() == [
        ("gate", "R1", 2, 2, 1),
        ("gate", "G4", 1, 0, 1),
        ("gate", "R4", 1, 1, 0),
        ("column", "job_since", 2, 2, 1),
    ]


def test_couples_are_named_once() -> None:
    answers = judged(
        [
            person("P1"),
            person("P2", spouse_id="P4"),
            person("P3", spouse_id="P3"),
            person("P4", spouse_id="P2"),
            person("P5", spouse_id="P1"),
            person("P6", spouse_id="X"),
        ]
    )
    assert answers.couples().rows() == [(0, 4), (1, 3)]


def test_heads_are_counted_not_named() -> None:
    heads = [
        {"unit_id": "SD1", "job_id": "guru-kelas", "status": "pns", "number": 2},
        {"unit_id": "SD1", "job_id": "guru-kelas", "status": "cpns", "number": 1},
        {"unit_id": "SD1", "job_id": "guru-kelas", "status": "non_asn", "number": 4},
        {"unit_id": "SD2", "job_id": "guru-kelas", "status": "pppk", "number": 0},
    ]
    answers = judged([], tables={"headcounts": heads})
    assert answers.people.select("person_id", "compulsory").rows() == [
        ("SD1|guru-kelas|pns|0", 1),
        ("SD1|guru-kelas|pns|1", 1),
        ("SD1|guru-kelas|cpns|0", 0),
    ]
    seats = np.flatnonzero(answers.positions["family"].to_numpy() == "guru-sd-kelas")
    block = answers.pairs(np.arange(3), seats)
    assert block.allowed_compulsory.tolist() == [
        [False, True, False],
        [False, True, False],
        [False, False, False],
    ]
    assert block.minutes[0].tolist() == [0, 8, 204], "from the present unit"
    assert block.estimated_home.all()
    told = {one.rule for one in answers.findings("SD1|guru-kelas|pns|0")}
    assert "R1" not in told
    assert {"G1", "G6"} <= told


def test_named_people_win_over_head_counts() -> None:
    heads = [{"unit_id": "SD1", "job_id": "guru-kelas", "status": "pns", "number": 2}]
    snapshot = regency([person()], headcounts=heads)
    assert rows(snapshot)["person_id"].to_list() == ["P1"]


def test_findings_conclude_as_the_columns_do() -> None:
    answers = judged(
        [
            person("P1"),
            person("P2", job_since=None),
            person("P3", protection="carer"),
            person("P4", status="cpns", job_since=None),
        ]
    )
    for mode in ("compulsory", "voluntary"):
        concluded = [conclude(answers.findings(f"P{at}"), mode) for at in (1, 2, 3, 4)]
        assert answers.people[mode].to_list() == concluded
    overall = [conclude(answers.findings(f"P{at}")) for at in (1, 2, 3, 4)]
    assert overall == [Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL, Verdict.FAIL]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_sentence_can_be_said(lang: str) -> None:
    from seimbang.language import speaking

    answers = judged(
        [person("P1"), person("P2", status="pppk", leave="study", duties=["treasurer"])]
    )
    with speaking(lang):
        said = [
            str(finding.sentence)
            for one in ("P1", "P2")
            for finding in answers.findings(one, "SD3")
        ]
    assert all("{" not in words and words for words in said)


def test_codes_are_said_in_words() -> None:
    from seimbang.language import speaking

    answers = judged([person(leave="unpaid", duties=["treasurer", "acting_head"])])
    told = {one.rule: one.sentence for one in answers.findings("P1")}
    with speaking("en"):
        assert "treasurer, acting head" in str(told["G3"])
        assert "last day: unknown" in str(told["R9"])


def test_a_finding_is_data() -> None:
    told = judged([person(job_since=None)]).findings("P1")[0].as_dict()
    assert told["verdict"] == "unknown"
    assert told["facts"]["missing"] == ["job_since"]
    assert told["modes"] == ["compulsory", "voluntary"]
    assert told["citations"][0]["key"] == "transfer.minimum_tenure"
