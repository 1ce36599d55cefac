"""Give joined people our ids, units, jobs and places: rows of the table ``people``."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

import polars as pl

from seimbang.intake.foreign.crosswalk import IGNORED, Crosswalk, fold
from seimbang.intake.foreign.join import Person, with_subject
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.places import Villages
from seimbang.intake.foreign.record import Draft, Log, Source
from seimbang.intake.foreign.sheets import Row
from seimbang.intake.foreign.teaching import Teaching
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE

GENERAL = "guru"  # the job of many teachers in SIASN, whatever they teach


@dataclass
class Unmatched:
    """A source that joins nothing: who has it, and how many have nothing else."""

    drafts: list[Draft] = field(default_factory=list)
    lost: int = 0


@dataclass
class Placed:
    """The rows of the table ``people``, where each is from, and what joins nothing."""

    frame: pl.DataFrame
    origins: tuple[Row, ...]
    unmatched: dict[Source, Unmatched]


def place(
    people: Sequence[Person],
    frames: Mapping[str, pl.DataFrame],
    crosswalk: Crosswalk,
    teaching: Teaching,
    log: Log,
    held: pl.DataFrame,
) -> Placed:
    """
    Return the people who have a unit, a job and a status, as rows with our ids.

    A person whom the regency's own table holds (by NIP) stays as there. Who is a mere
    "Guru" in SIASN, in the unit where ``held`` (people known so far) has them, teaches
    what they taught.
    """
    own = frames.get("people", TABLE["people"].empty())
    placing = _Placing(frames, crosswalk, teaching, log, held)
    numbers = set(own["nip"].drop_nulls())
    kept: list[Person] = []
    for person in people:
        if person.values.get("nip") in numbers:
            log.tally(person.drafts[0].row.sheet, "own_row_kept")
        elif placing.seat(person):
            kept.append(person)
    _name(kept, set(own["person_id"]))
    by_nip = dict(
        own.filter(pl.col("nip").is_not_null()).select("nip", "person_id").rows()
    )
    by_nip |= {p.values["nip"]: p.values["person_id"] for p in kept if p.values["nip"]}
    for person in kept:
        if person.dapodik and person.dapodik.spouse_nip:
            person.values["spouse_id"] = by_nip.get(person.dapodik.spouse_nip)
    schema = TABLE["people"].schema()
    rows = [{name: p.values.get(name) for name in schema} for p in kept]
    origins = tuple(person.drafts[0].row for person in kept)
    return Placed(pl.DataFrame(rows, schema=schema), origins, placing.unmatched)


def _name(people: Sequence[Person], taken: set[str]) -> None:
    """
    Give each person an id that does not reveal the NIP.

    From SIASN: of the PNS ID, a random number of 128 bits that nobody can count
    through, so the id is the same in the next export. Others have nothing of the kind
    (a NUPTK and a NIP can be counted through): a running number, in the order of unit,
    name and birth date.
    """
    rest = []
    for person in people:
        stable = person.siasn.stable if person.siasn else ""
        if stable:
            digest = blake2b(fold(stable).encode(), digest_size=7).digest()
            name = "S" + base64.b32encode(digest).decode()[:10]
            person.values["person_id"] = name
            taken.add(name)
        else:
            rest.append(person)
    rest.sort(key=_order)
    number = 0
    for person in rest:
        number += 1
        while f"D{number:04d}" in taken:
            number += 1
        person.values["person_id"] = f"D{number:04d}"


def _order(person: Person) -> tuple[str, str, str]:
    values = person.values
    return values["unit_id"], fold(values["name"]), str(values["birth_on"])


class _Placing:
    """Find the unit, job, home and hours of people one by one."""

    def __init__(
        self,
        frames: Mapping[str, pl.DataFrame],
        crosswalk: Crosswalk,
        teaching: Teaching,
        log: Log,
        held: pl.DataFrame,
    ) -> None:
        units = frames.get("units", TABLE["units"].empty())
        self.kinds = dict(units.select("unit_id", "kind").rows())
        self.agencies = dict(units.select("unit_id", "agency_id").rows())
        self.villages = Villages(frames.get("places", TABLE["places"].empty()))
        self.crosswalk = crosswalk
        self.teaching = teaching
        self.log = log
        self.unmatched: dict[Source, Unmatched] = defaultdict(Unmatched)
        known = held.filter(pl.col("nip").is_not_null())
        self.held = {
            (nip, unit): job
            for nip, unit, job in known.select("nip", "unit_id", "job_id").iter_rows()
        }

    def seat(self, person: Person) -> bool:
        """Fill a person's unit, job, home and hours; tell whether they can count."""
        unit = self._unit(person)
        job = self._job(person, unit)
        if IGNORED in (unit, job):
            self.log.tally(person.drafts[0].row.sheet, "ignored")
            return False
        person.values |= {"unit_id": unit, "job_id": job}
        if person.dapodik:
            self._home(person, person.dapodik)
            self._hours(person, person.dapodik)
        return None not in (unit, job, person.values["status"])

    def _unit(self, person: Person) -> str | None:
        found = {
            draft.unit.system: self.crosswalk.target(draft.unit)
            for draft in person.drafts
        }
        legal, real = found.get("siasn"), found.get("dapodik")
        for draft in person.drafts:
            if found[draft.unit.system] is None:
                self._miss(self._unit_source(draft.unit), draft, not (legal or real))
        if legal and real and legal != real:
            if self.agencies.get(real) == legal:
                self.log.tally(person.drafts[1].row.sheet, "school_inside_agency")
                return real
            self._differs(person, "NPSN", "unit_differs")
        return legal or real

    def _job(self, person: Person, unit: str | None) -> str | None:
        legal = real = None
        told: Draft = person.drafts[-1]
        if person.siasn:
            legal = self.crosswalk.target(person.siasn.job)
        if person.dapodik:
            told = person.dapodik
            subject = self.teaching.subjects.get(told.nuptk, "") if told.teaches else ""
            told = with_subject(told, subject, self.kinds.get(unit or ""))
            real = self.crosswalk.target(told.job)
        if legal is None and real is None and key(told.job.name) == GENERAL:
            legal = self.held.get((person.values.get("nip"), unit))
        if legal is None and real is None:
            self._miss(replace(told.job, code="", alias=""), told, True)
        if real and person.siasn and key(person.siasn.job.name) == GENERAL:
            return real
        if legal and real and legal != real:
            self._differs(person, "Jenis PTK", "job_differs")
        return legal or real

    def _unit_source(self, source: Source) -> Source:
        """Return a source by its name; with its code when the name is not enough."""
        if self.crosswalk.key(source) == source.name:
            return replace(source, code="")
        return source

    def _miss(self, source: Source, draft: Draft, lost: bool) -> None:
        entry = self.unmatched[source]
        entry.drafts.append(draft)
        entry.lost += lost

    def _differs(self, person: Person, heading: str, code: str) -> None:
        siasn, dapodik = person.drafts
        self.log.problems.append(
            dapodik.row.problem(
                Severity.WARNING,
                code,
                heading,
                text(
                    "{dapodik}",
                    dapodik=(
                        dapodik.unit if code == "unit_differs" else dapodik.job
                    ).label,
                ),
                text(
                    "as in SIASN: {siasn}",
                    siasn=(siasn.unit if code == "unit_differs" else siasn.job).label,
                ),
                text("SIASN is used; correct the system that is wrong."),
            )
        )

    def _home(self, person: Person, draft: Draft) -> None:
        if not any(draft.home):
            return
        found = self.villages.find(*draft.home)
        person.values["home_place_id"] = found
        if found is None:
            self.log.tally(draft.row.sheet, "home_unmatched")

    def _hours(self, person: Person, draft: Draft) -> None:
        hours = self.teaching.hours.get(draft.nuptk) if draft.nuptk else None
        high = TABLE["people"].column("teaching_hours").high
        if hours is not None and high is not None and hours > high:
            self.log.tally(draft.row.sheet, "hours_too_many")
            hours = None
        person.values["teaching_hours"] = hours


def sources(people: Iterable[Draft]) -> list[Source]:
    """Return the units that people name."""
    return [draft.unit for draft in people]
