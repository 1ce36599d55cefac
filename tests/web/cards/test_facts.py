"""Facts of one person and one place: lessons, certificates, privacy."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from seimbang.rules import Eligibility
from seimbang_web.cards import lessons
from seimbang_web.cards.facts import destinations, facts_of
from seimbang_web.cards.judged import judged_now
from seimbang_web.cards.pictures import two_points
from seimbang_web.cards.rules import Kind, Sight
from seimbang_web.organisation.models import Unit

ALL = Sight(private=True, coarse=True)
HEAD = Sight(private=False, coarse=False)


@pytest.fixture
def answers() -> Eligibility:
    found = judged_now(date(2026, 1, 1))
    assert found is not None
    return found


def _person(answers: Eligibility, job: str) -> str:
    rows = answers.people.filter((pl.col("job_id") == job) & pl.col("counted"))
    return str(rows["person_id"][0])


def _there(answers: Eligibility, person: str) -> tuple[str, str]:
    return destinations(answers, person).select("unit_id", "job_id").row(0)


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        (["Sertifikat Pendidik: guru kelas"], "match"),
        (["STR Perawat", "sertifikat pendidik: Guru-Kelas"], "match"),
        (["Sertifikat Pendidik: pjok"], "other"),
        (["STR Perawat"], "none"),
        ([], "none"),
        (None, "unknown"),
    ],
)
def test_certificates_match_the_subject(held: list[str] | None, answer: str) -> None:
    assert lessons.match(held, "guru kelas") == answer


def test_hours_of_a_subject_are_classes_times_hours(answers: Eligibility) -> None:
    unit = answers.positions.filter(job_id="guru-smp-matematika")["unit_id"][0]
    found = lessons.Lessons(answers).school(unit, "guru-smp-matematika")
    assert found is not None
    assert found.hours is not None
    by_hand = sum(
        int(count) * int(hours)
        for _, rest in (part.split(": ") for part in found.parts)
        for count, hours in [rest.split(" × ")]
    )
    assert found.hours == by_hand
    assert found.each(2) == Fraction(found.hours, 2)
    assert found.each(0) is None
    assert found.least == 24


def test_only_counted_teachers_are_certified(answers: Eligibility) -> None:
    for unit in answers.positions.filter(job_id="guru-sd-kelas")["unit_id"][:40]:
        found = lessons.Lessons(answers).school(unit, "guru-sd-kelas")
        assert found is not None
        assert found.certified <= found.before


def test_where_no_lessons_are_counted(answers: Eligibility) -> None:
    puskesmas = answers.positions.filter(job_id="perawat")["unit_id"][0]
    assert lessons.Lessons(answers).school(puskesmas, "perawat") is None
    school = answers.positions.filter(job_id="guru-smp-bk")["unit_id"][0]
    assert lessons.Lessons(answers).school(school, "guru-smp-bk") is None
    assert lessons.Lessons(answers).school("nowhere", "guru-smp-bk") is None


def test_a_teacher_of_another_subject_would_lose_the_allowance(
    answers: Eligibility,
) -> None:
    holds = answers.judged.facts.filter(
        pl.col("certificates").list.contains("Sertifikat Pendidik: guru kelas")
        & (pl.col("job_id") == "guru-sd-kelas")
    )["person_id"][0]
    there = answers.positions.filter(job_id="guru-sd-pjok")["unit_id"][0]
    facts = facts_of(answers, holds, there, "guru-sd-pjok", voluntary=True, sight=ALL)
    assert facts.certificate == "other"
    assert facts.loses_allowance


def test_a_head_reads_no_private_rule(answers: Eligibility) -> None:
    person = _person(answers, "guru-sd-kelas")
    unit, job = _there(answers, person)
    told = {
        sight: {
            one.rule
            for one in facts_of(
                answers, person, unit, job, voluntary=False, sight=sight
            ).rules
        }
        for sight in (ALL, HEAD)
    }
    private = {"R4", "R5", "G4", "G12", "R9", "R16"}
    assert private & told[ALL]
    assert not private & told[HEAD]
    assert "" in told[HEAD]


def test_private_causes_stand_behind_one_word(answers: Eligibility) -> None:
    held = answers.people.filter(pl.col("failed_compulsory").list.contains("G4"))
    person = str(held["person_id"][0])
    unit, job = _there(answers, person)
    rules = facts_of(answers, person, unit, job, voluntary=False, sight=HEAD).rules
    (one,) = (one for one in rules if not one.rule)
    assert one.kind is Kind.WAIVER
    assert "pribadi" in one.words
    assert one.data is None


def test_a_waiver_lifts_a_rule(answers: Eligibility) -> None:
    held = answers.people.filter(pl.col("failed_voluntary").list.contains("R17"))
    person = str(held["person_id"][0])
    unit, job = _there(answers, person)
    facts = facts_of(
        answers, person, unit, job, voluntary=True, sight=ALL, waivers={"R17": "SK 1"}
    )
    assert "R17" in {one.rule for one in facts.rules if one.kind is Kind.WAIVED}


def test_a_place_without_the_job_receives_nobody(answers: Eligibility) -> None:
    person = _person(answers, "perawat")
    school = answers.positions.filter(job_id="guru-sd-kelas")["unit_id"][0]
    facts = facts_of(answers, person, school, voluntary=True, sight=ALL)
    assert facts.target is None
    assert facts.blocking


def test_the_present_job_is_meant_where_none_is_named(answers: Eligibility) -> None:
    person = _person(answers, "perawat")
    unit, _ = _there(answers, person)
    facts = facts_of(answers, person, unit, voluntary=True, sight=ALL)
    assert facts.target is not None
    assert facts.target.job_id == "perawat"
    assert facts.licence


def test_nobody_is_known_by_a_wrong_id(answers: Eligibility) -> None:
    with pytest.raises(KeyError):
        facts_of(answers, "nobody", "10500101", voluntary=True, sight=ALL)


def test_a_map_needs_two_points() -> None:
    here = Unit(latitude=-1.7, longitude=103.1)
    there = Unit(latitude=-1.8, longitude=103.2)
    drawn = two_points(here, there)
    assert drawn is not None
    assert float(drawn.here.y) < float(drawn.there.y)  # north is up
    assert float(drawn.here.x) < float(drawn.there.x)
    assert two_points(here, here)
    assert two_points(here, Unit(longitude=103.0)) is None
