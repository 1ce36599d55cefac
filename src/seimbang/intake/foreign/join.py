"""
Join the people of SIASN and Dapodik, by NIP only; a likeness of name is told.

Precedence: SIASN, the legal record, wins for identity, status, grade, education, dates
and leave; Dapodik, the real place, for home, spouse, duties, hours and the subject of a
teacher, whom SIASN calls no more than "Guru". The unit is SIASN's, unless that is the
agency above the school where Dapodik sees the person. Every difference is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from seimbang.intake.foreign.crosswalk import fold
from seimbang.intake.foreign.record import Draft, Log
from seimbang.language import text
from seimbang.model.problem import Severity

SAME_NAME = 0.6  # names of one NIP less alike than this are told


@dataclass
class Person:
    """One person, from one system or both."""

    siasn: Draft | None
    dapodik: Draft | None
    values: dict[str, Any]

    @property
    def drafts(self) -> list[Draft]:
        """Return what the systems say, SIASN first."""
        return [draft for draft in (self.siasn, self.dapodik) if draft]


def join(siasn: Sequence[Draft], dapodik: Sequence[Draft], log: Log) -> list[Person]:
    """Return the people of both systems, each once."""
    first = _once(siasn, log)
    second = _once(dapodik, log)
    by_nip = {draft.nip: draft for draft in second if draft.nip}
    people = []
    for draft in first:
        twin = by_nip.pop(draft.nip, None) if draft.nip else None
        values = _merge(draft, twin, log) if twin else dict(draft.values)
        people.append(Person(draft, twin, values))
    taken = {id(person.dapodik) for person in people}
    rest = [draft for draft in second if id(draft) not in taken]
    _alike(people, rest, log)
    if first:
        for draft in rest:
            if draft.nip:
                log.tally(draft.row.sheet, "only_in_dapodik")
    return people + [Person(None, draft, dict(draft.values)) for draft in rest]


def _once(drafts: Sequence[Draft], log: Log) -> list[Draft]:
    """Return the drafts without those of a person who came before."""
    seen: dict[str, Draft] = {}
    once = []
    for draft in drafts:
        number = draft.nip or draft.nuptk or draft.stable
        if number and number in seen:
            _twice(draft, seen[number], log)
            continue
        if number:
            seen[number] = draft
        once.append(draft)
    return once


def _twice(draft: Draft, earlier: Draft, log: Log) -> None:
    row = earlier.row
    log.problems.append(
        draft.row.problem(
            Severity.ERROR,
            "duplicate_person",
            "NIP BARU" if draft.unit.system == "siasn" else "NIP",
            text(
                "The same person as in {file}, sheet {sheet}, row {row}",
                file=row.sheet.file,
                sheet=row.sheet.sheet,
                row=row.number,
            ),
            text("each person once in all files of a system"),
            text("Delete the row of the school or unit where the person is a guest."),
        )
    )


def _alike(people: Sequence[Person], rest: Sequence[Draft], log: Log) -> None:
    """Tell of people without a joined NIP whose name and birth date are another's."""
    known: dict[tuple[str, Any], list[Person]] = defaultdict(list)
    for person in people:
        if person.dapodik is None and person.values["birth_on"]:
            name = fold(person.values["name"]), person.values["birth_on"]
            known[name].append(person)
    for draft in rest:
        found = known.get((fold(draft.values["name"]), draft.values["birth_on"]))
        if draft.nip or not found or not found[0].siasn:
            continue
        asn = draft.values["status"] not in ("non_asn", None)
        log.problems.append(
            draft.row.problem(
                Severity.ERROR if asn else Severity.WARNING,
                "same_person_maybe",
                "NIP",
                text(
                    "Name and birth date of row {row} in {file}, but no NIP",
                    row=found[0].siasn.row.number,
                    file=found[0].siasn.row.sheet.file,
                ),
                text("the NIP, which alone joins two files"),
                text("If it is the same person, enter the NIP in Dapodik."),
            )
        )


_FIELDS = {  # both systems have them; the heading in Dapodik
    "birth_on": "Tanggal Lahir",
    "sex": "JK",
    "status": "Status Kepegawaian",
    "grade": "Pangkat Golongan",
    "pns_since": "TMT PNS",
}


def _merge(siasn: Draft, dapodik: Draft, log: Log) -> dict[str, Any]:
    """Return the values of one person, SIASN's first; tell each difference."""
    values = dict(siasn.values)
    for name, heading in _FIELDS.items():
        ours, theirs = values[name], dapodik.values[name]
        if ours is not None and theirs is not None and ours != theirs:
            _differs(siasn, dapodik, heading, log)
    likeness = SequenceMatcher(
        None, fold(values["name"]), fold(dapodik.values["name"])
    ).ratio()
    if likeness < SAME_NAME:
        _differs(siasn, dapodik, "Nama", log)
    for name, theirs in dapodik.values.items():
        if name == "duties":
            values[name] = list(dict.fromkeys([*(values[name] or ()), *theirs]))
        elif values.get(name) is None:
            values[name] = theirs
    return values


def _differs(siasn: Draft, dapodik: Draft, heading: str, log: Log) -> None:
    log.problems.append(
        dapodik.row.problem(
            Severity.WARNING,
            "sources_differ",
            heading,
            text("“{value}”", value=dapodik.row.text(heading)),
            text(
                "as in SIASN: {file}, row {row}",
                file=siasn.row.sheet.file,
                row=siasn.row.number,
            ),
            text("SIASN is used; correct the system that is wrong."),
        )
    )


def with_subject(draft: Draft, subject: str, kind: str | None) -> Draft:
    """Return a teacher of Dapodik whose job tells the subject and kind of school."""
    school = {"sd": "SD", "smp": "SMP"}.get(kind or "", "")
    name = " ".join(word for word in (draft.job.name, subject, school) if word)
    return replace(draft, job=replace(draft.job, name=name))
