"""A person as letters write one: rank and grade by the names of the law."""

from __future__ import annotations

from datetime import date

from seimbang.document.letter import facts
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.regulations.queries import law


def rank_of(person: Person, day: date) -> str:
    """Return the rank and grade as letters write them."""
    if not person.grade:
        return ""
    if person.status == "pppk":
        return f"Golongan {person.grade}"
    names = law().value("grade.names", day).value
    return f"{names[person.grade]}, {person.grade}" if person.grade in names else ""


def person_facts(person: Person, day: date, *, job: Job, unit: Unit) -> facts.Person:
    """Return a person with a job and unit, which may be the present or the old one."""
    return facts.Person(
        name=person.name,
        nip=person.nip,
        rank=rank_of(person, day),
        job=job.name,
        unit=unit.name,
        status="PPPK" if person.status == "pppk" else "PNS",
        job_since=person.job_since,
    )
