"""What letters say of a proposal: the person, need and staff of posts, lessons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from seimbang.document.letter import facts
from seimbang.model.tables.choices import DUTIES
from seimbang.rules import Eligibility
from seimbang_web.cards import lessons
from seimbang_web.cards.facts import Tables
from seimbang_web.cards.judged import judged_now, judged_of
from seimbang_web.cases.models import Kind as Asked
from seimbang_web.documents.people import person_facts
from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.organisation.queries import current
from seimbang_web.proposals.models import Proposal

DUTY_WORDS = {code: words for words, code in DUTIES.items()}
BASES = {
    Asked.AGENCY: "kebutuhan organisasi",
    Asked.OWN: "permohonan sendiri",
    Asked.PENALTY: "hukuman disiplin",
    Asked.ORDER: "kebutuhan organisasi",
}
LICENCE = "STR "


@dataclass(frozen=True)
class Data:
    """The data a proposal rests on: of its plan, else those of today."""

    answers: Eligibility
    version: Version

    @property
    def on(self) -> date:
        """Return the day the data speak of."""
        return self.version.taken_on or self.version.since

    @cached_property
    def tables(self) -> Tables:
        """Return where posts and lessons are looked up."""
        return Tables(self.answers)

    def post(self, unit: Unit, job: Job) -> dict[str, Any]:
        """Return need (None: not measured), staff and who retires at a post."""
        unknown = {"need_rounded": None, "present": 0, "retire5": 0}
        return self.tables.seat(unit.code, job.code) or unknown

    def certificates(self, proposal: Proposal) -> list[str]:
        """Return the certificates of the person in the data."""
        people = self.answers.snapshot["people"].select("person_id", "certificates")
        rows = people.filter(person_id=proposal.person.ref)
        return [] if rows.is_empty() else rows.row(0)[1] or []


def data_of(proposal: Proposal, day: date) -> Data | None:
    """Return the data a proposal rests on; None: there are none."""
    if proposal.move is not None:
        plan = proposal.move.plan
        version = Version.objects.defer("content").get(pk=plan.version_id)
        return Data(judged_of(plan), version)
    newest, answers = current(), judged_now(day)
    if newest is None or answers is None:
        return None
    return Data(answers, newest)


def person_of(proposal: Proposal, day: date) -> facts.Person:
    """Return the person with the job and unit of the proposal."""
    return person_facts(
        proposal.person, day, job=proposal.from_job, unit=proposal.from_unit
    )


def staff_of(data: Data, unit: Unit, job: Job, change: int) -> tuple[facts.Staff, ...]:
    """
    Return need and staff of all jobs of a unit.

    ``change``: how many more people the move brings to ``job`` there.
    """
    names = data.answers.snapshot["jobs"].select("job_id", "name")
    rows = (
        data.answers.positions.filter(unit_id=unit.code)
        .filter((pl.col("present") > 0) | (pl.col("need_rounded") > 0))
        .join(names, on="job_id")
        .sort("name")
        .select("job_id", "name", "need_rounded", "present", "retire5")
    )
    found = [
        facts.Staff(
            job=name,
            need=need,
            have=present,
            after=present + (change if code == job.code else 0),
            leaving=retire or 0,
        )
        for code, name, need, present, retire in rows.iter_rows()
    ]
    if job.code not in rows["job_id"]:
        post = data.post(unit, job)
        need, have = post["need_rounded"], post["present"]
        found.append(facts.Staff(job.name, need, have, max(0, have + change)))
    return tuple(found)


def gap_of(data: Data, unit: Unit, job: Job) -> facts.Gap:
    """Return need and staff of a post; not measured: it says so."""
    post = data.post(unit, job)
    need = post["need_rounded"]
    return facts.Gap(unit.name, job.name, need or 0, post["present"], need is not None)


def nominee_of(data: Data, proposal: Proposal, day: date) -> facts.Nominee:
    """Return a proposal as a row of the list of names."""
    held = data.certificates(proposal)
    licences = [one.removeprefix(LICENCE) for one in held if one.startswith(LICENCE)]
    taught = [one for one in held if one.lower().startswith(lessons.CERTIFICATE)]
    return facts.Nominee(
        person=person_of(proposal, day),
        from_gap=gap_of(data, proposal.from_unit, proposal.from_job),
        to_gap=gap_of(data, proposal.to_unit, proposal.to_job),
        basis=_basis(proposal),
        certificate="; ".join(taught),
        hours_from=_hours(data, proposal.from_unit, proposal.from_job, 0),
        hours_to=_hours(data, proposal.to_unit, proposal.to_job, 1),
        registration="; ".join(licences),
        duties=", ".join(DUTY_WORDS.get(one, one) for one in proposal.person.duties),
        remark="setelah pengganti tiba" if proposal.after_id else "",
    )


def _basis(proposal: Proposal) -> str:
    if proposal.case is not None:
        return BASES[Asked(proposal.case.kind)]
    wished = proposal.move is not None and proposal.move.voluntary
    return BASES[Asked.OWN if wished else Asked.AGENCY]


def _hours(data: Data, unit: Unit, job: Job, more: int) -> str:
    """Return the lesson hours a teacher of the subject has there, as a letter does."""
    school = data.tables.lessons.school(unit.code, job.code)
    each = school.each(school.before + more) if school else None
    if each is None:
        return ""
    return f"{float(each):.1f}".removesuffix(".0").replace(".", ",")
