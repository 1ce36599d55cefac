"""Gates and flags of the person, one fact changed at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.law import Law, Local, NotInForceError
from seimbang.rules import RULES, Ground, Verdict
from seimbang.rules.person import answer
from tests.rules.regency import DAY, judged, person, verdict

NURSE = {"job_id": "perawat", "unit_id": "PK1"}
SECOND = person("P2")


def told(rule: str, **facts: Any) -> str:
    return verdict(judged([person(**facts), SECOND]), rule)


def test_somebody_with_all_facts_passes_every_gate() -> None:
    people = judged([person()]).people
    assert people["compulsory"].to_list() == [1]
    assert people["voluntary"].to_list() == [1]
    assert people["failed_compulsory"].to_list() == [[]]
    assert people["missing"].to_list() == [[]]
    assert people["flags"].to_list() == [["R2"]]


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("G1", {"status": "cpns"}),
        ("G2", {"status": "non_asn"}),
        ("G2", {"status": "special_assignment"}),
        ("P5", {"status": "pppk_part_time"}),
        ("G3", {"duties": ["treasurer"]}),
        ("G3", {"duties": ["class_guardian", "village_midwife"]}),
        ("G5", {"person_id": "PIN"}),
        ("G6", {"unit_id": "BKD", "job_id": "perencana"}),
        ("G10", {"bonded_until": date(2026, 1, 2)}),
        ("G11", {"duties": ["head_of_puskesmas"], **NURSE}),
        ("G11", {"job_id": "camat", "unit_id": "BKD"}),
        ("G11", {"job_id": "kepala-sd"}),
        ("G13", {"status": "non_asn"}),
        ("R4", {"discipline": "pending"}),
        ("R5", {"absence_days": 11}),
        ("R9", {"leave": "unpaid"}),
        ("R18", {"job_id": "kepala-sd"}),
    ],
)
def test_gate_fails_in_both_modes(rule: str, facts: dict[str, Any]) -> None:
    one = person(**facts)
    pins = [{"kind": "stays", "person_id": "PIN", "reason": "SK"}]
    answers = judged([one], tables={"pins": pins})
    assert verdict(answers, rule, one["person_id"]) == "fail"
    assert rule in answers.people["failed_compulsory"][0]
    assert rule in answers.people["failed_voluntary"][0]
    assert answers.people["compulsory"][0] == Verdict.FAIL
    assert answers.people["voluntary"][0] == Verdict.FAIL


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("R7", {"retires_on": date(2027, 12, 31)}),
        ("G4", {"protection": "carer"}),
        ("G12", {"leave": "maternity"}),
    ],
)
def test_gate_bars_only_moves_without_a_wish(rule: str, facts: dict[str, Any]) -> None:
    people = judged([person(**facts)]).people
    assert people["failed_compulsory"][0].to_list() == [rule]
    assert people["compulsory"][0] == Verdict.FAIL
    assert people["voluntary"][0] == Verdict.PASS


@pytest.mark.parametrize(
    ("rule", "facts", "column"),
    [
        ("R1", {"job_since": None}, "job_since"),
        ("R4", {"discipline": None}, "discipline"),
        ("R8", {"birth_on": None}, "birth_on"),
        ("G9", {"performance_before": None}, "performance_before"),
        ("P7", {"status": "pppk"}, "contract_until"),
    ],
)
def test_a_missing_fact_is_unknown_and_named(
    rule: str, facts: dict[str, Any], column: str
) -> None:
    people = judged([person(**facts)]).people
    assert rule in people["failed_voluntary"][0]
    assert people["missing"][0].to_list() == [column]
    assert people["voluntary"][0] == Verdict.UNKNOWN


@pytest.mark.parametrize(
    "facts",
    [
        {"protection": None},
        {"duties": None},
        {"spouse_id": None},
        {"absence_days": None},
    ],
)
def test_nothing_entered_means_none(facts: dict[str, Any]) -> None:
    assert judged([person(**facts)]).people["compulsory"][0] == Verdict.PASS


def test_fail_outweighs_unknown() -> None:
    people = judged([person(job_since=None, discipline="pending")]).people
    assert people["failed_compulsory"][0].to_list() == ["R1", "R4"]
    assert people["compulsory"][0] == Verdict.FAIL
    assert people["missing"][0].to_list() == ["job_since"]


def test_flags_do_not_bar() -> None:
    people = judged(
        [person(spouse_id="P2"), person("P2", certificates=["STR"], **NURSE)]
    ).people
    assert people["flags"].to_list() == [["R2", "R16"], ["R2", "R19"]]
    assert people["compulsory"].to_list() == [1, 1]


def test_the_certificate_of_the_present_job_is_flagged() -> None:
    people = judged(
        [
            person("P1", certificates=["Guru Kelas"]),
            person("P2", certificates=[]),
            person("P3", certificates=None),
            person("P4", **NURSE | {"certificates": None}),  # nothing is asked
        ]
    )
    assert [verdict(people, "G14", one) for one in ("P1", "P2", "P3", "P4")] == [
        "pass",
        "fail",
        "unknown",
        "pass",
    ]
    assert "G14" not in people.people["flags"][2]


def test_the_region_may_shorten_the_tenure_with_its_basis() -> None:
    young = person(job_since=date(2025, 7, 1))
    told = judged([young], tenure_months=6, tenure_basis="SE uji").findings("P1")
    first = next(finding for finding in told if finding.rule == "R1")
    assert first.verdict is Verdict.PASS
    assert first.facts["basis"] == "SE uji"
    with speaking("en"):
        assert str(first.sentence).endswith(", at least 6 months. Basis: SE uji.")
    cited = [(one.source, one.title) for one in first.citations]
    assert ("local", "SE uji") in cited
    assert verdict(judged([young]), "R1") == "fail"
    (plain, *_) = judged([young]).findings("P1")
    assert [one.source for one in plain.citations] == ["pp-11-2017"]


def test_a_rule_begins_with_its_law() -> None:
    head = person(job_id="kepala-sd", job_since=date(2015, 3, 1))
    assert verdict(judged([head], day=date(2024, 12, 31)), "R18") == "silent"
    assert verdict(judged([head], day=date(2025, 1, 1)), "R18") == "fail"


def test_law_that_staff_needs_must_be_in_force() -> None:
    with pytest.raises(NotInForceError):
        judged([person()], day=date(2016, 12, 31))


def test_rules_that_concern_nobody_need_no_law() -> None:
    answers = judged([person()], day=date(2022, 6, 1))
    assert "P7" not in answers.judged.judged
    assert "R10" not in answers.judged.judged


def test_unknown_may_pass_by_local_decision() -> None:
    answers = judged([person(job_since=None)], unknown_passes=["R1", "R2"])
    assert answers.people["compulsory"][0] == Verdict.PASS
    found = {finding.rule: finding for finding in answers.findings("P1")}
    assert found["R1"].verdict is Verdict.PASS
    assert found["R1"].facts["let_through"] is True
    assert found["R2"].verdict is Verdict.UNKNOWN, "a flag is not let through"


def test_a_single_answer_needs_a_rule_that_judges_people() -> None:
    with pytest.raises(ValueError, match="G7"):
        answer("G7", {}, day=DAY, law=Law.load(), local=Local.load(None))


def test_citations_name_law_source_and_region() -> None:
    ground = Ground(Law.load(), Local.load(None), DAY)
    cited = {rule.key: rule.citations(ground) for rule in RULES}
    assert cited["R1"][0].at == "pasal 190 ayat (3)"
    assert cited["G3"][0].source == "project"
    assert cited["R15"][0].key == "local.max_distance_km"
    assert all(cited.values()), "every rule stands somewhere"


def test_nothing_is_cited_before_it_is_in_force() -> None:
    ground = Ground(Law.load(), Local.load(None), date(2024, 1, 1))
    found = {rule.key: rule for rule in RULES}
    assert found["R18"].citations(ground) == ()
