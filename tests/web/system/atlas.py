"""
Every page of the application with an object that is somebody else's.

``others()`` makes the rows; ``address`` fills an address with them. A page with a part
in its address that nobody here fills fails the crawl: a new kind of object is added to
``others``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

import seimbang
from seimbang.decide.procedure import procedure
from seimbang_web.accounts.models import EmergencyAccess, Grant, Role, User
from seimbang_web.audit.models import Entry
from seimbang_web.cards.models import IncomeTable
from seimbang_web.cases.models import Case, Kind, Lane
from seimbang_web.decisions.freeze import digest_of
from seimbang_web.decisions.models import Dossier, Objection
from seimbang_web.decisions.models import Entry as Entry_
from seimbang_web.documents.models import Letter, SignerRule
from seimbang_web.follow_up.models import Talk, Task, TaskRule, Track
from seimbang_web.imports.models import (
    Correction,
    Difference,
    Import,
    Reconciliation,
)
from seimbang_web.imports.models import State as ImportState
from seimbang_web.institution.models import Logo
from seimbang_web.jobs.models import Job as Work
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.outreach.models import Circular, Faq, Question
from seimbang_web.plans.models import Move, Plan, Round
from seimbang_web.proposals.models import Dialogue, Proposal, Response, Support
from seimbang_web.regulations.models import LocalVersion, PolicyVersion
from seimbang_web.wishes.models import Wish
from seimbang_web.workloads.models import Barrier, Report

DAY = date(2026, 1, 1)
HOUR = timedelta(hours=1)
POLICY = Path(seimbang.__file__).parent / "plan" / "policies" / "pemerataan.yaml"
MARK = "RAHASIA-MILIK-ORANG-LAIN"
NOT_USED = "account_"  # allauth's pages that the matrix does not name are refused
Names = dict[str, tuple[str, ...]]


@cache
def pages() -> Names:
    """Return every URL name with the parts of its address."""
    return dict(sorted(_walk(get_resolver())))


def _walk(resolver: URLResolver) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            assert one.name, f"Expected a name for the address {one.pattern}."
            yield one.name, tuple(one.pattern.converters)
        else:
            yield from _walk(one)


def stranger() -> Person:
    """Return a civil servant of a health centre: no school, no office of schools."""
    people = Person.objects.filter(present=True, unit__kind="puskesmas")
    return people.exclude(unit__agency=None).order_by("pk")[0]


def others(now: datetime) -> dict[str, dict[str, Any]]:
    """Make one object of each kind; return parts of addresses by their beginning."""
    person, dedi = stranger(), User.objects.get(username="dedi")
    version = current()
    assert version is not None
    by = {"proposed_by": dedi, "proposed_at": now}
    rows: dict[str, Any] = {
        "akun/darurat/": EmergencyAccess.objects.create(
            user=dedi, scope="people", reason=MARK, since=now - 3 * HOUR,
            until=now - 2 * HOUR,
        ),
        "akun/pengguna/": dedi,
        "akun/peran/": Grant.objects.create(
            user=dedi, role=Role.PLANNER, since=DAY, proposed_by_id=_pk("admin")
        ),
        "akun/sesi/": dedi,
        "aspirasi/": Wish.objects.create(
            round=Round.objects.all()[0], person=person, state="terkirim", year=2026,
            number=1, from_unit=person.unit, from_job=person.job, goal=MARK,
            sent_on=DAY, sent_at=now, sent_by=dedi, helper=dedi,
        ),
        "aspirasi/untuk/": person,
        "audit/": Entry.objects.order_by("-seq")[0],
        "aturan/daerah/": LocalVersion.objects.order_by("pk")[0],
        "aturan/kebijakan/versi/": PolicyVersion.objects.create(
            name="x", number=1, content=POLICY.read_text(), basis="x", since=DAY, **by
        ),
        "beban-kerja/jabatan/": person.job,
        "beban-kerja/laporan/": Report.objects.create(
            unit=person.unit, text=MARK, made_at=now, made_by=dedi
        ),
        "beban-kerja/unit/": person.unit,
        "beban-kerja/waktu-tempuh/": Barrier.objects.create(
            lines={}, crossings=[], version=version, made_at=now, made_by=dedi
        ),
        "impor/": Import.objects.create(
            name=MARK, digest="x", state=ImportState.FAULTY, uploaded_by=dedi,
            uploaded_at=now,
        ),
        "impor/cocokkan/": (reconciled := _reconciled(person, dedi, now)),
        "impor/cocokkan/beda/": Difference.objects.create(
            reconciliation=reconciled, person=person, subject="dossier:0", title=MARK,
            field="grade", version=version, ours=MARK, theirs=MARK,
        ),
        "impor/perbaikan/": Correction.objects.create(
            person=person, field="name", wanted=MARK, asked_by=dedi, asked_at=now,
            due_at=now,
        ),
        "instansi/lambang/": Logo.objects.create(
            digest="x", media_type="image/png", content=b"\x89PNG\r\n\x1a\n"
        ),
        "kartu/": _move(person),
        "kartu/tpp/": IncomeTable.objects.create(
            since=DAY, basis=MARK, rates={}, **by
        ),
        "kasus/": Case.objects.create(
            year=2026, number=1, kind=Kind.AGENCY, lane=Lane.ORDINARY, person=person,
            from_unit=person.unit, from_job=person.job, letter_number=MARK,
            letter_on=DAY, data=version, registered_on=DAY, registered_by=dedi,
            registered_at=now,
        ),
        "kasus/baru/": person,
        "keputusan/": (entry := _entry(person, dedi, now)).dossier,
        "keputusan/entri/": entry,
        "keputusan/keberatan/": Objection.objects.create(
            proposal=entry.proposal, stage="usulan", year=2026, number=900_000,
            filed_on=DAY, due_on=DAY, considered=MARK, filed_by=dedi, filed_at=now,
        ),
        "keputusan/perubahan/": entry.amendments.create(
            letter=(changed := _decree(entry, now)), field="nama", old=MARK, new=MARK,
            why=MARK, proposed_by=dedi, proposed_at=now,
        ),
        "keputusan/perubahan/surat/": changed,
        "keputusan/sidang/": entry.dossier.sessions.create(
            held_on=DAY, place=MARK, basis=MARK, called_by=dedi, called_at=now
        ),
        "meja/": Plan.objects.filter(solved_at__isnull=False)[0],
        "meja/pindah/": _move(person),
        "pegawai/": person,
        "pekerjaan/": Work.objects.create(
            kind="plans.solve", asked_by=dedi, asked_at=now, note={"best": MARK}
        ),
        "rencana/putaran/": Round.objects.all()[0],
        "sebutan/": person.unit,
        "sosialisasi/edaran/": Circular.objects.create(
            audience="tpk", title=MARK, body=MARK, short=MARK, published_by=dedi,
            published_at=now,
        ),
        "sosialisasi/pertanyaan/": Question.objects.create(
            text=MARK, asked_by=dedi, asked_at=now
        ),
        "sosialisasi/tanya-jawab/": Faq.objects.create(
            audience="tpk", question=MARK, answer=MARK, made_by=dedi, made_at=now
        ),
        "surat/": Letter.objects.create(
            kind="telaahan", subject="dossier:0", title=MARK, token="t" * 32,
            state="dibatalkan",
            blocks=[
                {"name": "isi", "kind": "paragraph", "text": MARK, "editable": True}
            ],
            made_by=dedi, made_at=now,
        ),
        "tindak-lanjut/": (track := _track(entry.proposal, now)),
        "tindak-lanjut/kabar/": Talk.objects.create(
            track=track, days=30, due_on=DAY, held_on=DAY, going="berat", missing=MARK
        ),
        "tindak-lanjut/tabel/": TaskRule.objects.create(
            key="lain", title=MARK, who="kantor", days=0, since=DAY, until=DAY
        ),
        "tindak-lanjut/tugas/": Task.objects.create(
            track=track, key="sip", title=MARK, who="pegawai", due_on=DAY,
            proof=b"%PDF-", proof_type="application/pdf",
        ),
        "surat/penanda-tangan/": SignerRule.objects.order_by("pk")[0],
        "uraian-tugas/": person.unit,
        "usulan/": (held := _proposal(person, dedi, now)),
        "usulan/bantuan/": Support.objects.create(
            proposal=held, kind="kunjungan", asked_at=now, due_on=DAY
        ),
        "usulan/dialog/": Dialogue.objects.create(
            proposal=held, held_on=DAY, said=MARK, recorded_by=dedi, recorded_at=now
        ),
        "usulan/tanda-terima/": Response.objects.create(
            proposal=held, year=2026, number=900_000, answer="syarat", condition=MARK,
            given_by=dedi, given_on=DAY, given_at=now,
        ),
    }  # fmt: skip
    parts = {prefix: {"pk": row.pk} for prefix, row in rows.items()}
    for prefix in ("bandingkan/", "rencana/"):
        parts[prefix] = parts["meja/"]
    parts["kasus/baru/"] = {"person": person.pk}
    parts["aspirasi/"]["key"] = "1"
    parts["tindak-lanjut/"]["kind"] = "spmt"
    parts["surat/"]["name"] = "isi"
    parts["aspirasi/untuk/"] = {"person": person.pk}
    fixed = {
        "job": person.job_id, "unit": person.unit_id, "form": "csv", "kind": "csv",
        "name": "pindah.csv", "number": 1, "code": person.unit.district_code,
        "order": 1, "side": "lepas",
    }  # fmt: skip
    words = {
        "sosialisasi/formulir/": {"form": "aspirasi"},
        "surat/periksa/": {"token": "x" * 32},
        "impor/mutu/": {"code": "birth"},
        "aturan/butir/": {"key": "R1"},
        "aturan/nilai/": {"key": "transfer.minimum_tenure"},
        "aturan/sumber/": {"id": "pp-11-2017"},
        "usulan/buka/kasus/": {"case": parts["kasus/"]["pk"]},
        "usulan/unit/": {"side": "lepas"},
        "keputusan/prosedur/": {"lane": "biasa"},
        "keputusan/keberatan/baru/": {"proposal": entry.proposal.pk},
        "keputusan/keberatan/loket/": {"proposal": entry.proposal.pk},
        "aturan/kebijakan/": {"name": "pemerataan"},
        "tindak-lanjut/sistem/": {"name": "siasn"},
    }
    return {"": fixed} | words | parts


def _entry(person: Person, by: User, now: datetime) -> Entry_:
    """Return an entry of a dossier on its way, of a proposal that was withdrawn."""
    proposal = _proposal(person, by, now)
    facts = {
        "person": MARK, "units": [], "rules": [], "met": 0, "response": None,
        "inputs": [], "licence": False, "after": None, "exceptions": [],
    }  # fmt: skip
    content = {
        "entries": [{"proposal": proposal.pk, "order": 1, "facts": facts, "blocks": []}]
    }
    dossier = Dossier.objects.create(
        number=900_000, lane=Lane.ORDINARY, procedure=procedure("biasa").key,
        content=content, digest=digest_of(content), made_by=by, made_at=now,
    )  # fmt: skip
    return Entry_.objects.create(
        dossier=dossier, proposal=proposal, order=1, facts=facts
    )


def _decree(entry: Entry_, now: datetime) -> Letter:
    """Return the signed decree of an entry."""
    return Letter.objects.create(
        kind="keputusan-tunggal", subject=f"entry:{entry.pk}", title=MARK,
        token="p" * 32, state="ditandatangani", number="1", dated_on=DAY, made_at=now,
        blocks=[{"name": "pegawai.nama", "kind": "field", "text": MARK}],
    )  # fmt: skip


def _reconciled(person: Person, by: User, now: datetime) -> Reconciliation:
    """Return a fresh export that was compared."""
    source = Import.objects.create(
        name=MARK, digest="y", taken_on=DAY, state=ImportState.DISCARDED,
        uploaded_by=by, uploaded_at=now,
    )  # fmt: skip
    made = Reconciliation.objects.create(source=source, system="siasn", compared_at=now)
    made.people.add(person)
    return made


def _proposal(person: Person, by: User, now: datetime) -> Proposal:
    """Return a withdrawn proposal: it is before no team, and in no list of a head."""
    return Proposal.objects.create(
        round=Round.objects.all()[0], person=person, from_unit=person.unit,
        from_job=person.job, to_unit=person.unit, to_job=person.job, lane=Lane.ORDINARY,
        state="dibatalkan", why=MARK, opened_on=DAY, opened_at=now, opened_by=by,
        respond_until=DAY,
    )  # fmt: skip


def _track(proposal: Proposal, now: datetime) -> Track:
    """Return a move after its decree that has ended: it is in no list of tasks."""
    letter = Letter.objects.create(
        kind="keputusan-tunggal", subject="entry:0", title=MARK, token="d" * 32,
        state="dibatalkan", blocks=[], made_at=now,
    )  # fmt: skip
    return Track.objects.create(
        proposal=proposal, letter=letter, decided_on=DAY, effective_on=DAY,
        begun_at=now, ended_at=now, why=MARK,
    )  # fmt: skip


def _pk(name: str) -> int:
    return User.objects.get(username=name).pk


def _move(person: Person) -> Move:
    """Return a move that touches no unit of the heads of the cast."""
    heads = Grant.objects.exclude(unit=None).values_list("unit", flat=True)
    far = Unit.objects.exclude(pk__in=heads).exclude(agency__in=heads)
    moves = Move.objects.filter(from_unit__in=far, to_unit__in=far)
    return moves.first() or Move.objects.all()[0]


def address(name: str, parts: dict[str, dict[str, Any]], path: str = "") -> str:
    """Return the address of a page, its parts from the nearest beginning."""
    wanted = pages()[name]
    if not wanted:
        return reverse(name)
    route = _route(name)
    held: dict[str, Any] = {}
    for prefix in sorted(parts, key=len):
        if route.startswith(prefix):
            held |= parts[prefix]
    lacking = set(wanted) - set(held)
    assert not lacking, f"{name}: nobody fills {lacking}; add it to atlas.others()."
    return reverse(name, kwargs={part: held[part] for part in wanted})


@cache
def _routes() -> dict[str, str]:
    return dict(_paths(get_resolver(), ""))


def _paths(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield str(one.name), path
        else:
            yield from _paths(one, path)


def _route(name: str) -> str:
    return _routes()[name]
