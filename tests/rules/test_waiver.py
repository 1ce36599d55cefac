"""Waivers lift one rule for one person within their period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.rules import Verdict
from tests.rules.regency import DAY, judged, person, verdict
from tests.rules.test_pairs import block

YOUNG = {"job_since": date(2025, 6, 1)}


def waived(rule: str, **period: Any) -> dict[str, Any]:
    waiver = {"person_id": "P1", "rule": rule, "basis": "SK 7", **period}
    return {"waivers": [waiver]}


def test_a_waiver_lifts_the_rule_and_is_told() -> None:
    answers = judged([person(**YOUNG), person("P2", **YOUNG)], tables=waived("R1"))
    assert answers.people["compulsory"].to_list() == [1, 0]
    lifted = answers.findings("P1")[0]
    assert (lifted.verdict, lifted.facts["waiver"]) == (Verdict.PASS, "SK 7")
    with speaking("en"):
        assert str(lifted.sentence) == (
            "Least time in the present post: lifted by a waiver (SK 7)."
        )


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"since": DAY}, "pass"),
        ({"since": DAY + timedelta(1)}, "fail"),
        ({"until": DAY}, "fail"),
        ({"until": DAY + timedelta(1)}, "pass"),
    ],
)
def test_a_waiver_has_a_period(period: dict[str, Any], expected: str) -> None:
    answers = judged([person(**YOUNG)], tables=waived("R1", **period))
    assert verdict(answers, "R1") == expected


def test_a_waiver_lifts_what_is_unknown_too() -> None:
    answers = judged([person(job_since=None)], tables=waived("R1"))
    assert answers.people["compulsory"][0] == Verdict.PASS
    assert answers.people["missing"][0].to_list() == []


def test_a_waiver_of_what_passes_is_not_told() -> None:
    told = judged([person()], tables=waived("R1")).findings("P1")
    assert all("waiver" not in finding.facts for finding in told)


def test_rules_of_pairs_can_be_lifted() -> None:
    pins = [{"kind": "not_to", "person_id": "P1", "unit_id": "SD2", "reason": "x"}]
    answers = judged([person(), person("P2")], tables=waived("R15") | {"pins": pins})
    assert block(answers).allowed_compulsory.tolist() == [
        [False, False, True],
        [False, True, False],
    ]


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("G1", {"status": "cpns"}),
        ("G13", {"status": "non_asn"}),
        ("G11", {"job_id": "kepala-sd", "recommendation": "1"}),
        ("R8", {"retires_on": DAY}),
    ],
)
def test_some_rules_no_waiver_lifts(rule: str, facts: dict[str, Any]) -> None:
    answers = judged([person(**facts)], tables=waived(rule))
    assert verdict(answers, rule) == "fail"
    assert answers.people["compulsory"][0] == Verdict.FAIL
    (problem,) = answers.problems
    assert (problem.code, problem.sheet) == ("waiver_without_rule", "Pengecualian")


def test_rules_that_do_not_exist_are_told() -> None:
    answers = judged(
        [person()], tables=waived("R99"), unknown_passes=["R98", "R1", "R8"]
    )
    assert [(one.code, one.sheet) for one in answers.problems] == [
        ("waiver_without_rule", "Pengecualian"),
        ("unknown_passes_without_rule", None),
    ]
    with speaking("en"):
        assert str(answers.problems[0].found) == (
            "Rule R99 of P1: there is no such rule"
        )
        assert str(answers.problems[1].found) == (
            "Local parameter unknown_passes: no rule R98"
        )
        assert "R17" in str(answers.problems[0].todo)
        assert "R8" not in str(answers.problems[0].expected).split(", ")
        assert "R8" in str(answers.problems[1].expected).split(", ")


def test_a_code_in_small_letters_is_the_same_rule() -> None:
    recent = {"job_since": date(2025, 6, 1)}
    answers = judged([person(**recent)], tables=waived(" r1 "))
    assert verdict(answers, "R1") == "pass"
    assert answers.problems == ()


def test_a_problem_names_a_few_of_many_people() -> None:
    rows = [
        {"person_id": f"P{at}", "rule": "masa kerja", "basis": "Surat"}
        for at in range(5)
    ]
    people = [person(f"P{at}") for at in range(5)]
    (problem,) = judged(people, tables={"waivers": rows}).problems
    with speaking("en"):
        assert str(problem.found) == (
            "Rule masa kerja of P0, P1, P2, …: there is no such rule"
        )
