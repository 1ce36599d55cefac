"""A teacher short of four years at the school, a place, a letter, a registered case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from seimbang.rules import Verdict
from seimbang_web.accounts.models import User
from seimbang_web.cards.facts import destinations
from seimbang_web.cards.judged import judged_now
from seimbang_web.cases import actions
from seimbang_web.cases.actions import Paper, Place
from seimbang_web.cases.models import Case, Kind
from seimbang_web.cases.scan import Letter
from seimbang_web.organisation.models import Job, Person, Unit

DAY = date(2026, 1, 1)
PDF = b"%PDF-1.4 one page"
PAPER = Paper(kind=Kind.OWN, number="800/12/SD", on=date(2025, 12, 20))
Register = Callable[..., Case]


@pytest.fixture
def early() -> Person:
    """Return a PNS class teacher with 24 months in the job but not 4 years there."""
    answers = judged_now(DAY)
    assert answers is not None
    verdicts, facts = answers.judged.verdicts, answers.judged.facts
    for row, (tenure, school) in enumerate(
        zip(verdicts["R1"], verdicts["R17"], strict=True)
    ):
        found = answers.people["failed_voluntary"][row].to_list()
        fits = tenure == Verdict.PASS and school == Verdict.FAIL and found == ["R17"]
        teaches = facts["job_id"][row] == "guru-sd-kelas"
        if fits and teaches and facts["status"][row] == "pns":
            return Person.objects.get(ref=facts["person_id"][row])
    raise AssertionError


@pytest.fixture
def free() -> Person:
    """Return a PNS class teacher whom no rule holds."""
    return _free("guru-sd-kelas", "pns")


def _free(job: str, status: str) -> Person:
    answers = judged_now(DAY)
    assert answers is not None
    facts = answers.judged.facts
    for row, (job_id, held) in enumerate(
        zip(facts["job_id"], answers.people["failed_compulsory"], strict=True)
    ):
        if job_id == job and not len(held) and facts["status"][row] == status:
            return Person.objects.get(ref=facts["person_id"][row])
    raise AssertionError


@pytest.fixture
def pppk() -> Person:
    """Return a PPPK class teacher whom no rule holds."""
    return _free("guru-sd-kelas", "pppk")


@pytest.fixture
def places() -> Callable[[Person], list[Place]]:
    """Return where a person may ask to go: units that need people, most first."""

    def found(person: Person) -> list[Place]:
        answers = judged_now(DAY)
        assert answers is not None
        rows = destinations(answers, person.ref).sort("gap_num", nulls_last=True)
        return [
            (Unit.objects.get(code=unit), Job.objects.get(code=job))
            for unit, job in rows.select("unit_id", "job_id").head(5).iter_rows()
        ]

    return found


@pytest.fixture
def register(
    user: Callable[[str], User],
    places: Callable[[Person], list[Place]],
    now: datetime,
) -> Register:
    """Register a case of a person at the places, or the neediest one."""

    def registered(
        person: Person,
        wishes: list[Place] | None = None,
        paper: Paper = PAPER,
        by: str = "rina",
    ) -> Case:
        return actions.register_case(
            person=person,
            wishes=wishes or places(person)[:1],
            paper=paper,
            scans=[Letter("application/pdf", PDF)],
            actor=user(by),
            now=now,
            day=DAY,
        )

    return registered
