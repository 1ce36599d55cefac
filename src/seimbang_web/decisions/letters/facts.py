"""From the record to plain facts: persons, gaps, rows, rules, citations, days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet

from seimbang.document.letter import facts as core
from seimbang.model.tables.choices import DUTIES
from seimbang_web.cases.models import Kind as Asked
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.authority.queries import days_for, families_of
from seimbang_web.decisions.freeze import digest_of
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.documents.people import person_facts
from seimbang_web.institution.queries import profile
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Person, Version
from seimbang_web.regulations.queries import local_version

TEACHERS = ("guru", "teacher")  # families of jobs begin so
NUMBERED = (State.NUMBERED, State.SIGNED, State.DELIVERED)
DUTY_WORDS = {code: words for words, code in DUTIES.items()}


def entries_of(dossier: Dossier) -> list[Entry]:
    """Return the entries that letters speak of: approved ones once it is decided."""
    rows = _entries(dossier).select_related(
        "proposal__person__unit",
        "proposal__person__job",
        "proposal__from_unit",
        "proposal__from_job",
        "proposal__to_unit",
        "proposal__to_job",
        "proposal__case",
    )
    return list(rows)


def numbers_of(dossier: Dossier) -> list[int]:
    """Return the ids of the entries that letters speak of, in their order."""
    return list(_entries(dossier).values_list("pk", flat=True))


def names_of(dossier: Dossier) -> dict[int, str]:
    """Return whom letters speak of, by entry; the record itself is not read."""
    return dict(_entries(dossier).values_list("pk", "proposal__person__name"))


def _entries(dossier: Dossier) -> QuerySet[Entry]:
    rows = dossier.entries.order_by("order")
    if hasattr(dossier, "decision"):
        rows = rows.filter(outcome=Entry.Outcome.APPROVED)
    return rows


def decree_of(*entries: Entry) -> Letter | None:
    """Return a numbered decree in which one of the entries stands; None: none yet."""
    whole = Q(
        kind=Kind.DECREE, subject__in={f"dossier:{one.dossier_id}" for one in entries}
    )
    alone = Q(kind=Kind.SINGLE, subject__in=[f"entry:{one.pk}" for one in entries])
    return Letter.objects.filter(whole | alone, state__in=NUMBERED).first()


def standing(dossier: Dossier, entries: Sequence[Entry], start: date) -> str:
    """
    Return a digest of what a letter on a dossier rests on: whom it moves, and when.

    A draft made before the decision holds where all of it is decided as it was drafted,
    else it is made again.
    """
    return digest_of([dossier.digest, sorted(one.pk for one in entries), start])


def version_of(entries: Sequence[Entry], dossier: Dossier) -> Version:
    """Return the version of the data that a dossier rests on."""
    if dossier.plan is not None:
        return dossier.plan.version
    return Version.objects.get(number=entries[0].facts["data"])


def data_on(dossier: Dossier) -> date:
    """Return the day of the workload analysis that a dossier rests on."""
    entries = list(dossier.entries.all()[:1])
    version = version_of(entries, dossier)
    return version.taken_on or version.since


def person_of(entry: Entry, day: date) -> core.Person:
    """Return the person of an entry with the old job and unit."""
    proposal = entry.proposal
    return person_facts(
        proposal.person, day, job=proposal.from_job, unit=proposal.from_unit
    )


def gap_of(entry: Entry, role: str) -> core.Gap | None:
    """Return need and staff at the old ("origin") or new ("target") post, as frozen."""
    for place in entry.facts["units"]:
        if place["role"] == role and place["need"] is not None:
            need, have = int(place["need"]), int(place["before"])
            return core.Gap(place["unit"], place["job"], need, have)
    return None


def unmeasured(entry: Entry, role: str) -> core.Gap:
    """Return a post of an office that was not measured."""
    proposal = entry.proposal
    unit = proposal.from_unit if role == "origin" else proposal.to_unit
    job = proposal.from_job if role == "origin" else proposal.to_job
    return core.Gap(unit.name, job.name, 0, 0, measured=False)


def gaps_of(entries: Iterable[Entry]) -> tuple[core.Gap, ...]:
    """Return the gaps of all posts concerned, each once, in order."""
    found: dict[tuple[str, str], core.Gap] = {}
    for entry in entries:
        for role in ("target", "origin"):
            gap = gap_of(entry, role)
            if gap is not None:
                found.setdefault((gap.unit, gap.job), gap)
    return tuple(found.values())


def effects_of(entries: Iterable[Entry]) -> tuple[core.Effect, ...]:
    """Return need, staff before and after all moves, of each post concerned once."""
    found: dict[tuple[str, str], core.Effect] = {}
    for entry in entries:
        for one in entry.facts["units"]:
            if one["need"] is None:
                continue
            effect = core.Effect(
                one["unit"], one["job"], one["need"], one["before"], one["after"]
            )
            found.setdefault((effect.unit, effect.job), effect)
    return tuple(found.values())


def nominee_of(entry: Entry, day: date, rows: pl.DataFrame) -> core.Nominee:
    """Return an entry as a row of the list of names."""
    case = entry.proposal.case
    wished = case is not None and case.kind == Asked.OWN
    return core.Nominee(
        person=person_of(entry, day),
        from_gap=gap_of(entry, "origin") or unmeasured(entry, "origin"),
        to_gap=gap_of(entry, "target") or unmeasured(entry, "target"),
        basis="permohonan sendiri" if wished else "kebutuhan organisasi",
        certificate="; ".join(_cell(rows, entry, "certificates") or ()),
        duties=", ".join(duties_of(entry.proposal.person)),
    )


def people_rows(dossier: Dossier, entries: Sequence[Entry]) -> pl.DataFrame:
    """Return the rows of the data of the persons of a dossier."""
    people = snapshot_of(version_of(entries, dossier))["people"]
    held = [entry.proposal.person.ref for entry in entries]
    return people.filter(pl.col("person_id").is_in(held))


def _cell(rows: pl.DataFrame, entry: Entry, name: str) -> Any:
    found = rows.filter(person_id=entry.proposal.person.ref)[name].to_list()
    return found[0] if found else None


def duties_of(person: Person) -> list[str]:
    """Return the additional duties in words; they end with the move."""
    return [DUTY_WORDS.get(one, one) for one in person.duties]


def transfer_of(
    entry: Entry, effective_on: date, day: date, rows: pl.DataFrame
) -> core.Transfer:
    """Return an entry as a row of a decree's annex."""
    proposal = entry.proposal
    return core.Transfer(
        person=person_of(entry, day),
        new_job=proposal.to_job.name,
        new_unit=proposal.to_unit.name,
        effective_on=effective_on,
        certificate="; ".join(_cell(rows, entry, "certificates") or ()),
        subject=proposal.to_job.name if teaches(proposal.to_job) else "",
        contract_to=_cell(rows, entry, "contract_until"),
        ends=tuple(duties_of(proposal.person)),
    )


def teaches(job: Job) -> bool:
    """Tell whether a job is a teacher's."""
    return job.family.startswith(TEACHERS)


def variant_of(entries: Sequence[Entry]) -> str:
    """Return the variant of a decree: umum, guru, pppk."""
    if entries and all(one.proposal.lane == Lane.PPPK for one in entries):
        return "pppk"
    if entries and all(teaches(one.proposal.to_job) for one in entries):
        return "guru"
    return "umum"


def effective_on(dossier: Dossier, entries: Sequence[Entry], day: date) -> date:
    """Return the TMT: as decided, else the first that the jobs' calendar allows."""
    decision = getattr(dossier, "decision", None)
    if decision is not None and decision.effective_on is not None:
        decided: date = decision.effective_on
        return decided
    return next(days_for(families_of(list(entries)), day))


def rules_of(entries: Iterable[Entry]) -> tuple[core.Rule, ...]:
    """Return the rules that were used, each citation once, with how many they hold."""
    count: Counter[tuple[str, str]] = Counter()
    confirmed: dict[str, bool] = {}
    for entry in entries:
        for citation, title, sure in _cited(entry):
            count[citation, title] += 1
            confirmed[citation] = confirmed.get(citation, True) and sure
    return tuple(
        core.Rule(citation, f"{title}: {number} orang", confirmed[citation])
        for (citation, title), number in sorted(count.items())
    )


def _cited(entry: Entry) -> Iterator[tuple[str, str, bool]]:
    for rule in entry.facts["rules"]:
        for source in rule["sources"]:
            citation = f"{source['title']} {source['at']}"
            yield citation, rule["title"]["id"], not source["open"]


def local_rules(day: date) -> tuple[core.Local, ...]:
    """Return the regulation of the region that its own parameters rest on."""
    version = local_version(day)
    basis = getattr(version, "basis", "")
    if version is None or not basis:
        return ()
    return (core.Local(title=basis, year=version.since.year),)


def cited(letter: Letter, title: str) -> core.Cited:
    """Return a letter as another one cites it."""
    return core.Cited(title, letter.number, letter.dated_on)


def mindful_of(dossier: Dossier, entries: Sequence[Entry]) -> tuple[core.Cited, ...]:
    """Return what exists for Memperhatikan: usul, minutes, recommendations."""
    found = [
        core.Cited(
            f"Surat {'permohonan' if case.kind == Asked.OWN else 'usul'}",
            case.letter_number,
            case.letter_on,
        )
        for case in dict.fromkeys(one.proposal.case for one in entries)
        if case is not None
    ]
    session = last_session(dossier)
    if session is not None:
        minutes = Letter.objects.filter(
            kind=Kind.MINUTES, subject=f"session:{session.pk}", state__in=NUMBERED
        ).first()
        if minutes is not None:
            found.append(cited(minutes, "Berita Acara Sidang Tim Penilai Kinerja"))
    found += [
        core.Cited("Rekomendasi I-Mut", number)
        for number in dict.fromkeys(one.facts["recommendation"] for one in entries)
        if number
    ]
    return tuple(found)


def last_session(dossier: Dossier) -> Any:
    """Return the last closed session on a dossier; None: there was none."""
    rows = dossier.sessions.filter(closed_at__isnull=False)
    return rows.order_by("-held_on", "-pk").first()


def authority() -> str:
    """Return whose decree it is: "Bupati Batang Hari"."""
    held = profile()
    return f"{held.head_called} {held.place}"


ABOUT = {
    "guru": "Pemindahan Pegawai Negeri Sipil dalam Jabatan Fungsional Guru",
    "pppk": "Pemindahan Unit Kerja Pegawai Pemerintah dengan Perjanjian Kerja",
    "umum": "Pemindahan Pegawai Negeri Sipil",
}


def about(entries: Sequence[Entry]) -> str:
    """Return what a decree is about."""
    place = profile().regency
    return f"{ABOUT[variant_of(entries)]} di Lingkungan Pemerintah {place}"


def row_of(entry: Entry) -> int:
    """Return the number of an entry in the annex of its decree, from 1."""
    rows = numbers_of(entry.dossier)
    return rows.index(entry.pk) + 1 if entry.pk in rows else entry.order
