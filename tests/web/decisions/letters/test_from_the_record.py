"""
Each letter of a decision is composed from a record, with all its parts, as one PDF.

What is withheld never stands in one: home, birth, health, family, reasons, points.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest

from seimbang.decide.procedure import procedure
from seimbang.document import words
from seimbang.document.block import from_json
from seimbang.document.plain import plain
from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import (
    Advice,
    Decision,
    Dossier,
    Entry,
    Objection,
    Recusal,
    Session,
    State,
    Vote,
)
from seimbang_web.decisions.objections.actions import decide_objection, file_objection
from seimbang_web.documents.actions import draft
from seimbang_web.documents.actions.signing import sign_by_scan
from seimbang_web.documents.check import by_code
from seimbang_web.documents.files import rendered
from seimbang_web.documents.frame import drafted
from seimbang_web.documents.models import Delivery, Kind, Letter
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.plans.models import Move
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as Proposed
from tests.web.decisions import sitting
from tests.web.decisions.sitting import (
    advised,
    dossier_at,
    plan_of_the_demo,
    session_of,
)

DAY, TMT = date(2026, 1, 1), date(2026, 2, 1)
RECEIVED = date(2026, 1, 12)
SECRET = "Ibu saya dirawat sejak Maret"
KEEP = os.environ.get("SEIMBANG_KEEP_LETTERS", "")  # a folder: to look at them
By = Callable[[str], User]
Decided = Callable[..., Dossier]


@dataclass(frozen=True)
class Made:
    """A drafted letter: its words, its parts, its pages."""

    letter: Letter
    text: str
    names: frozenset[str]
    pdf: bytes


def _moves(pppk: bool = False) -> Iterable[Move]:
    """Return moves whose units meet in no other of them."""
    seen: set[int] = set()
    rows = plan_of_the_demo().moves.select_related("person").order_by("pk")
    for move in rows:
        if (move.person.status == "pppk") != pppk:
            continue
        if not {move.from_unit_id, move.to_unit_id} & seen:
            seen |= {move.from_unit_id, move.to_unit_id}
            yield move


@pytest.fixture
def sent(user: By, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Decided:
    """Return a maker of dossiers that stand before the team."""

    def made(lane: str = "biasa", count: int = 3) -> Dossier:
        monkeypatch.setattr(sitting, "LANE", lane)
        monkeypatch.setattr(sitting, "WAY", procedure(lane).key)
        proposals = [
            Proposal.objects.create(
                round=move.plan.round, move=move, person=move.person, lane=lane,
                from_unit=move.from_unit, from_job=move.from_job,
                to_unit=move.to_unit, to_job=move.to_job,
                opened_at=now, opened_by=user("putri"), respond_until=DAY,
            )
            for move in islice(_moves(lane == "pppk"), count)
        ]  # fmt: skip
        return dossier_at("team", proposals, user("putri"), now)

    return made


@pytest.fixture
def decided(sent: Decided, user: By, now: datetime) -> Decided:
    """Return a maker of dossiers that were decided, all cases approved."""

    def made(lane: str = "biasa", count: int = 3) -> Dossier:
        dossier = sent(lane, count)
        advised(dossier, [user("sekda"), user("tono")], now)
        dossier.entries.update(outcome=Entry.Outcome.APPROVED)
        Decision.objects.create(
            dossier=dossier, digest=dossier.digest, effective_on=TMT,
            decided_by=user("bupati"), decided_at=now,
        )  # fmt: skip
        Dossier.objects.filter(pk=dossier.pk).update(state=State.DECIDED)
        Proposal.objects.filter(entries__dossier=dossier).update(state=Proposed.DECIDED)
        return Dossier.objects.get(pk=dossier.pk)

    return made


@pytest.fixture
def write(user: By, now: datetime) -> Callable[[Kind, str], Made]:
    """Draft a letter, and check what holds of every one of them."""

    def written(kind: Kind, subject: str) -> Made:
        letter = draft(kind=kind, subject=subject, actor=user("rina"), now=now, day=DAY)
        blocks = from_json(letter.blocks)
        text, pdf = plain(drafted(letter)), rendered(letter)
        assert "{" not in text
        assert "None" not in text
        assert not re.search(r"\b(peringkat|skor|ranking)\b", text, re.IGNORECASE)
        assert SECRET not in text
        assert pdf.startswith(b"%PDF")
        if KEEP:
            Path(KEEP, f"{kind}-{subject.partition(':')[0]}.pdf").write_bytes(pdf)
        return Made(
            letter,
            text,
            frozenset(one.name for one in blocks)
            | {one.name.split(".")[0] for one in blocks},
            pdf,
        )

    return written


Write = Callable[[Kind, str], Made]


def _withheld(made: Made, dossier: Dossier) -> None:
    """Check that no private fact of the people of a dossier stands in a letter."""
    assert dossier.plan is not None
    people = snapshot_of(dossier.plan.version)["people"]
    refs = list(dossier.entries.values_list("proposal__person__ref", flat=True))
    names = dict(zip(people["person_id"], people["name"], strict=True))
    for row in people.filter(people["person_id"].is_in(refs)).iter_rows(named=True):
        home = (row["home_latitude"], row["home_longitude"])
        told = [f"{at:.3f}" for at in home if at is not None]
        told += [row["home_place_id"]] if row["home_place_id"] else []
        if row["birth_on"]:
            told += [words.day(row["birth_on"]), f"{row['birth_on']:%d-%m-%Y}"]
        told += [names[row["spouse_id"]]] if row["spouse_id"] else []
        assert [one for one in told if one in made.text] == []
    for word in (
        "lahir",
        "alamat rumah",
        "disiplin",
        "cuti",
        "sakit",
        "suami",
        "istri",
    ):
        assert word not in made.text.lower(), word


def _numbered(made: Made, number: str = "800.1.3.1/7/2026") -> Letter:
    """Return the letter as its number left it."""
    Letter.objects.filter(pk=made.letter.pk).update(
        number=number, dated_on=DAY, state="dinomori", year=2026, series="decree"
    )
    return Letter.objects.get(pk=made.letter.pk)


def test_an_extract_has_number_and_signer_of_the_decree(
    decided: Decided, write: Write
) -> None:
    dossier = decided()
    whole = write(Kind.DECREE, f"dossier:{dossier.pk}")
    letter = _numbered(whole)
    second = dossier.entries.order_by("order")[1]
    made = write(Kind.EXTRACT, f"entry:{second.pk}")
    assert made.letter.parent == letter
    assert made.names >= {
        "judul", "nomor-keputusan", "tentang", "menimbang", "mengingat", "memutuskan",
        "sesuai", "pengesahan.tanda-tangan", "tembusan",
    }  # fmt: skip
    assert "nomor urut 2 (dua)" in made.text
    assert letter.number in made.text
    assert "Petikan sesuai dengan aslinya" in made.text
    others = dossier.entries.exclude(pk=second.pk)
    for one in others.select_related("proposal__person"):
        assert one.proposal.person.name not in made.text
        assert one.proposal.person.nip not in made.text
    _withheld(made, dossier)


def _sat(dossier: Dossier, members: list[User], now: datetime) -> Session:
    """Return a closed session: one steps aside, one case is postponed."""
    session = session_of(dossier, members, now)
    entries = list(dossier.entries.order_by("order"))
    Recusal.objects.create(
        session=session, entry=entries[0], user=members[1], found="relative",
        why="Adik kandung saya", made_at=now,
    )  # fmt: skip
    for at, entry in enumerate(entries):
        for who in members:
            if at == 0 and who == members[1]:
                continue
            choice = Vote.Choice.POSTPONE if at == 2 else Vote.Choice.FOR
            Vote.objects.create(
                session=session, entry=entry, user=who, choice=choice,
                digest=dossier.digest, cast_at=now,
            )  # fmt: skip
        Advice.objects.create(
            session=session, entry=entry, made_at=now,
            choice=Advice.Choice.POSTPONE if at == 2 else Advice.Choice.CARRY,
            condition="setelah pengganti hadir" if at == 1 else "",
        )  # fmt: skip
    Session.objects.filter(pk=session.pk).update(closed_at=now)
    return session


def test_minutes_tell_who_sat_who_stepped_aside_and_the_votes(
    sent: Decided, write: Write, user: By, now: datetime
) -> None:
    dossier = sent()
    members = [user("sekda"), user("tono"), user("wulan")]
    session = _sat(dossier, members, now)
    made = write(Kind.MINUTES, f"session:{session.pk}")
    assert made.names >= {
        "judul", "waktu", "kuorum", "anggota", "bahan", "pembahasan", "usul",
        "penarikan-diri", "syarat", "ditunda", "penutup", "tanda-tangan", "lampiran",
        "daftar-hadir",
    }  # fmt: skip
    assert "Kamis tanggal satu bulan Januari" in made.text
    assert "usul nomor 1: Tono (kepala badan kepegawaian)" in made.text
    assert "usul nomor 2: setelah pengganti hadir" in made.text
    assert "Ditunda: usul nomor 3" in made.text
    assert "2/0/0" in made.text
    assert "3/0/0" in made.text
    assert "0/0/3" in made.text
    assert dossier.digest in made.text
    assert "Adik kandung" not in made.text
    for entry in dossier.entries.select_related("proposal__person"):
        assert entry.proposal.person.name in made.text
    _withheld(made, dossier)


def test_an_assignment_moves_nobody(decided: Decided, write: Write) -> None:
    dossier = decided("dalam", 1)
    entry = dossier.entries.select_related("proposal__person", "proposal__to_unit")[0]
    made = write(Kind.ASSIGNMENT, f"entry:{entry.pk}")
    assert made.names >= {
        "judul", "menugaskan", "kepada", "untuk", "kedudukan", "penutup",
        "tanda-tangan", "tembusan",
    }  # fmt: skip
    assert entry.proposal.person.name in made.text
    assert f"pada {entry.proposal.to_unit.name} sejak tanggal 1 Februari" in made.text
    assert "tidak mengubah jabatan dan unit kerja induk" in made.text
    assert "Memindahkan" not in made.text
    _withheld(made, dossier)


def test_an_addendum_changes_the_unit_of_a_contract(
    decided: Decided, write: Write
) -> None:
    dossier = decided("pppk", 2)
    _numbered(write(Kind.DECREE, f"dossier:{dossier.pk}"))
    entry = dossier.entries.select_related(
        "proposal__person", "proposal__from_unit", "proposal__to_unit"
    ).order_by("order")[0]
    made = write(Kind.ADDENDUM, f"entry:{entry.pk}")
    proposal = entry.proposal
    assert made.names >= {
        "judul", "waktu", "pihak-pertama", "pihak-kedua", "pasal.1", "pasal.2",
        "pasal.3", "penutup", "tanda-tangan",
    }  # fmt: skip
    assert f"semula {proposal.from_unit.name} diubah" in made.text
    assert f"menjadi {proposal.to_unit.name}" in made.text
    assert "800.1.3.1/7/2026" in made.text
    assert "PIHAK KEDUA" in made.text
    assert made.letter.person == proposal.person
    _withheld(made, dossier)


@pytest.fixture
def asn(now: datetime) -> Callable[[Proposal], User]:
    def account(proposal: Proposal) -> User:
        made = User.objects.create_user("asn", "seimbang-contoh-2026")
        made.name, made.person = proposal.person.name, proposal.person
        made.save()
        return made

    return account


def test_an_objection_to_a_decree_is_answered_and_the_decree_changed(
    decided: Decided,
    write: Write,
    user: By,
    now: datetime,
    asn: Callable[[Proposal], User],
) -> None:
    dossier = decided()
    letter = _numbered(write(Kind.DECREE, f"dossier:{dossier.pk}"))
    entry = dossier.entries.select_related("proposal__person").order_by("order")[1]
    part = write(Kind.EXTRACT, f"entry:{entry.pk}").letter
    Letter.objects.filter(pk=part.pk).update(
        state="ditandatangani", number=letter.number, dated_on=DAY
    )
    Delivery.objects.create(
        letter=part, to="asn", received_on=RECEIVED, recorded_by=user("rina"),
        recorded_at=now,
    )  # fmt: skip
    proposal = Proposal.objects.get(pk=entry.proposal_id)
    one = file_objection(
        proposal=proposal, actor=asn(proposal), reasons=["merawat"], told=SECRET,
        now=now, day=RECEIVED,
    )  # fmt: skip
    receipt = write(Kind.OBJECTION, f"objection-receipt:{one.pk}")
    assert receipt.names >= {"fakta", "tenggat", "akibat", "tanda-tangan"}
    assert one.receipt in receipt.text
    assert letter.number in receipt.text
    assert str(one.due_on.year) in receipt.text
    one = decide_objection(
        objection=one, version=one.version, upheld=True, why="Pengganti belum ada.",
        considered="Unit asal akan kosong.", actor=user("bupati"), now=now,
        day=RECEIVED,
    )  # fmt: skip
    answer = write(Kind.OBJECTION, f"objection:{one.pk}")
    assert answer.names >= {"judul", "menimbang", "memutuskan", "tanda-tangan"}
    assert "Unit asal akan kosong" in answer.text
    assert f"Saudara tetap bertugas di {proposal.from_unit.name}" in answer.text
    change = write(Kind.CHANGE, f"objection:{one.pk}")
    assert change.letter.parent == letter
    assert change.names >= {
        "menimbang", "mengingat", "memutuskan", "perubahan", "diktum.ubah",
        "diktum.tetap", "diktum.tmt", "diktum.perbaikan", "diktum.berlaku",
        "tanda-tangan", "tembusan",
    }  # fmt: skip
    assert letter.number in change.text
    assert "termasuk nomornya, tetap berlaku" in change.text
    assert "Lampiran nomor urut 2" in change.text
    assert f"dipindahkan ke {proposal.to_unit.name}" in change.text
    assert f"tetap bertugas di {proposal.from_unit.name}" in change.text
    for made in (receipt, answer, change):
        assert "merawat" not in made.text.lower()
        _withheld(made, dossier)


@pytest.mark.parametrize("upheld", [True, False])
def test_an_objection_to_a_proposal_speaks_of_no_decree(
    upheld: bool,
    sent: Decided,
    write: Write,
    user: By,
    now: datetime,
    asn: Callable[[Proposal], User],
) -> None:
    dossier = sent()
    proposal = Proposal.objects.get(entries__dossier=dossier, entries__order=1)
    one = file_objection(
        proposal=proposal, actor=asn(proposal), reasons=["merawat"], told=SECRET,
        now=now, day=DAY,
    )  # fmt: skip
    receipt = write(Kind.OBJECTION, f"objection-receipt:{one.pk}")
    assert "tetap berlaku" not in receipt.text
    one = decide_objection(
        objection=one, version=one.version, upheld=upheld, why="Pengganti belum ada.",
        considered="Unit asal akan kosong.", actor=user("bupati"), now=now, day=DAY,
    )  # fmt: skip
    answer = write(Kind.OBJECTION, f"objection:{one.pk}")
    assert "dikeberati" not in answer.text
    assert str(proposal.to_unit) in answer.text
    assert ("Usulan itu tidak dilanjutkan" in answer.text) == upheld
    assert ("mengajukan keberatan administratif dalam" in answer.text) != upheld
    _withheld(answer, dossier)


def test_a_signed_change_ends_one_move_and_the_old_decree_says_so(
    decided: Decided,
    write: Write,
    user: By,
    now: datetime,
    asn: Callable[[Proposal], User],
) -> None:
    def sign(letter: Letter) -> Letter:
        return sign_by_scan(
            letter=letter, content=b"%PDF-1.7 scan", actor=user("rina"), now=now,
            day=DAY,
        )  # fmt: skip

    dossier = decided()
    letter = sign(_numbered(write(Kind.DECREE, f"dossier:{dossier.pk}")))
    tracks = Track.objects.filter(letter=letter)
    assert tracks.filter(ended_at=None).count() == 3
    proposal = Proposal.objects.get(entries__dossier=dossier, entries__order=2)
    Delivery.objects.create(
        letter=letter, to="asn", received_on=RECEIVED, recorded_by=user("rina"),
        recorded_at=now,
    )  # fmt: skip
    one = Objection.objects.create(
        proposal=proposal, stage="keputusan", year=2026, number=9, filed_on=RECEIVED,
        due_on=RECEIVED, decree=letter, received_on=RECEIVED, outcome="diterima",
        filed_by=asn(proposal), filed_at=now,
    )  # fmt: skip
    made = write(Kind.CHANGE, f"objection:{one.pk}")
    assert "Lampiran nomor urut 2" in made.text
    assert tracks.filter(ended_at=None).count() == 3
    assert by_code(letter.token).verdict == "genuine"
    change = sign(_numbered(made, "800.1.3.1/8/2026"))
    ended = tracks.get(ended_at__isnull=False)
    assert (ended.proposal, ended.ended_by) == (proposal, change)
    assert "800.1.3.1/8/2026" in ended.why
    proposal.refresh_from_db()
    assert proposal.state == Proposed.REFUSED
    told = by_code(letter.token)
    assert (told.verdict, told.by) == ("changed", (change,))
    letter.refresh_from_db()
    assert letter.number == "800.1.3.1/7/2026"
    with pytest.raises(ActError):
        sign(change)
