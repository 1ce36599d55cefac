"""Consent of a unit (L2) and usul of the agency (L3), from the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.urls import reverse

from seimbang.document.block import Block, missing
from seimbang.document.plain import plain
from seimbang_web.accounts.models import User
from seimbang_web.documents.actions.draft import draft
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.frame import dressed
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.lib.act import ActError
from seimbang_web.proposals import actions, respond, unit
from seimbang_web.proposals.letters import usul_subject
from seimbang_web.proposals.models import Proposal, Response, State, UnitInput
from seimbang_web.proposals.queries import Said
from tests.web.conftest import As

DAY = date(2026, 1, 1)
Give = Callable[..., UnitInput]
Draft = Callable[[Kind, str], Letter]


@pytest.fixture
def give(proposal: Proposal, head: User, new_head: User, now: datetime) -> Give:
    """Let the head of the unit left ("lepas") or of the new one answer."""

    def made(side: str, answer: str, condition: str = "", cover: str = "") -> UnitInput:
        lets_go = side == "lepas"
        return unit.give_input(
            proposal=proposal,
            side=UnitInput.Side(side),
            unit=proposal.from_unit if lets_go else proposal.to_unit,
            view=unit.View(answer, condition, cover),
            actor=head if lets_go else new_head,
            now=now,
            day=DAY,
        )

    return made


@pytest.fixture
def write(user: Callable[[str], User], now: datetime) -> Draft:
    """Draft a letter of a subject."""

    def made(kind: Kind, subject: str) -> Letter:
        return draft(kind=kind, subject=subject, actor=user("rina"), now=now, day=DAY)

    return made


def parts(letter: Letter) -> dict[str, Block]:
    return {one.name: one for one in dressed(letter, number="421/7/2026", on=DAY)}


def words(letter: Letter) -> str:
    return plain(list(parts(letter).values()))


def test_a_unit_lets_go_after_the_replacement(
    give: Give, write: Draft, proposal: Proposal, head: User
) -> None:
    given = give("lepas", "pengganti", cover="Guru kelas 5.")
    letter = write(Kind.CONSENT, f"input:{given.pk}")
    blocks = parts(letter)
    assert missing(list(blocks.values())) == []
    assert letter.unit == proposal.from_unit
    assert "menyetujui untuk melepas" in blocks["putusan"].text
    assert blocks["syarat"].text.endswith("pengganti telah melaksanakan tugas.")
    assert blocks["pengganti"].text.endswith("oleh: Guru kelas 5.")
    assert proposal.from_unit.name.upper() in blocks["kop"].lines
    assert blocks["tanda-tangan"].text == head.name.upper()
    assert f"{proposal} tanggal 1 Januari 2026" in blocks["dasar"].text
    assert blocks["tembusan"].lines == (f"Kepala {proposal.to_unit}",)


def test_the_staff_of_the_unit_is_told_before_and_after(
    give: Give, write: Draft, proposal: Proposal
) -> None:
    for side, job, change in (
        ("lepas", proposal.from_job, -1),
        ("terima", proposal.to_job, 1),
    ):
        letter = write(Kind.CONSENT, f"input:{give(side, 'ya').pk}")
        table = parts(letter)["keadaan-pegawai"]
        moved = [row for row in table.rows if int(row[5]) - int(row[3])]
        assert [row[1] for row in moved] == [job.name]
        assert int(moved[0][5]) - int(moved[0][3]) == change
        assert len(table.rows) > 1


def test_a_unit_that_does_not_agree_says_why(
    give: Give, write: Draft, proposal: Proposal
) -> None:
    given = give("terima", "tidak", "Ruang kelas belum ada.")
    blocks = parts(write(Kind.CONSENT, f"input:{given.pk}"))
    assert "tidak menyetujui untuk menerima" in blocks["putusan"].text
    assert blocks["alasan"].text == "Alasannya: Ruang kelas belum ada."
    assert "syarat" not in blocks
    assert blocks["hal"].text.startswith("Tidak menyetujui menerima")


def test_only_the_last_answer_of_a_unit_becomes_a_letter(give: Give) -> None:
    first = give("lepas", "ya")
    blocked = COMPOSERS[Kind.CONSENT].blocked
    assert blocked(f"input:{first.pk}") == ""
    give("lepas", "pengganti")
    assert "menjawab lagi" in blocked(f"input:{first.pk}")


def test_the_agency_proposes_all_who_leave_it(
    opened: actions.Opened, proposal: Proposal, write: Draft
) -> None:
    subject = usul_subject(proposal)
    letter = write(Kind.USUL, subject)
    blocks = parts(letter)
    assert missing(list(blocks.values())) == []
    agency = proposal.from_unit.agency
    assert agency is not None and letter.unit == agency
    leave = [
        one
        for one in opened.new
        if agency in (one.from_unit, one.from_unit.agency) and one.lane != "dalam"
    ]
    rows = blocks["daftar"].rows
    assert len(rows) == len(leave)
    assert {row[2] for row in rows} == {one.person.nip for one in leave}
    assert blocks["tujuan"].lines[:2] == (
        "Yth. Bupati Batang Hari",
        "c.q. Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah",
    )
    assert "kekurangan" in blocks["maksud"].text
    assert len(blocks["maksud"].text.split()) < 50
    assert blocks["lampiran.tanda-tangan"].lines == (f"KEPALA {agency.name.upper()},",)


def test_a_row_tells_need_and_staff_and_lessons_of_both_units(
    proposal: Proposal, write: Draft
) -> None:
    table = parts(write(Kind.USUL, usul_subject(proposal)))["daftar"]
    row = next(one for one in table.rows if one[2] == proposal.person.nip)
    told = dict(zip(table.columns, row, strict=True))
    assert proposal.from_unit.name in told["Unit asal (butuh/ada)"]
    assert "/" in told["Unit tujuan (butuh/ada)"].rpartition("(")[2]
    assert told["Dasar usul"] in ("kebutuhan organisasi", "permohonan sendiri")
    assert told["Ket."] == "setelah pengganti tiba"
    before, after = told["JTM asal/ tujuan"].split("/")
    assert float(before.replace(",", ".")) > 0 and float(after.replace(",", ".")) > 0


def test_nothing_that_is_withheld_stands_in_the_letters(
    give: Give, write: Draft, proposal: Proposal, person: User, now: datetime
) -> None:
    respond.give_response(
        proposal=proposal,
        said=Said("keberatan", ["kesehatan"], told="Sakit ginjal"),
        seen=0,
        actor=person,
        now=now,
        day=DAY,
    )
    letters = [
        write(Kind.CONSENT, f"input:{give('lepas', 'ya').pk}"),
        write(Kind.USUL, usul_subject(proposal)),
    ]
    assert Response.objects.count() == 1
    for one in letters:
        for held in ("ginjal", "eberatan", "sehat", " menit", " km"):
            assert held not in words(one).replace("Kesehatan", "")


def test_nobody_left_to_propose(
    proposal: Proposal, write: Draft, user: Callable[[str], User], now: datetime
) -> None:
    subject = usul_subject(proposal)
    assert COMPOSERS[Kind.USUL].blocked(subject) == ""
    Proposal.objects.update(state=State.WITHDRAWN)
    assert COMPOSERS[Kind.USUL].blocked(subject)
    with pytest.raises(ActError):
        write(Kind.USUL, subject)


def test_a_head_drafts_the_consent_of_the_own_unit(
    give: Give, proposal: Proposal, as_: As
) -> None:
    given = give("lepas", "ya")
    page = as_("lama").get(reverse("unit-input", args=[proposal.pk, "lepas"]))
    assert f'value="input:{given.pk}"' in page.content.decode()
    body = {"kind": "persetujuan", "subject": f"input:{given.pk}", "key": "k"}
    assert as_("baru").post(reverse("letter-new"), body).status_code == 404
    assert as_("kapus").post(reverse("letter-new"), body).status_code == 404
    there = as_("lama").post(reverse("letter-new"), body)["Location"]
    assert as_("lama").post(reverse("letter-new"), body)["Location"] == there
    assert Letter.objects.count() == 1
    page = as_("lama").get(reverse("unit-input", args=[proposal.pk, "lepas"]))
    assert there in page.content.decode()


def test_an_agency_drafts_its_own_usul(proposal: Proposal, as_: As) -> None:
    subject = usul_subject(proposal)
    page = as_("disdik").get(reverse("proposal-list")).content.decode()
    assert f'value="{subject}"' in page
    body = {"kind": "usul", "subject": subject, "key": "k"}
    for name in ("dinkes", "kepsek", "guru"):
        assert as_(name).post(reverse("letter-new"), body).status_code == 404
    assert as_("disdik").post(reverse("letter-new"), body).status_code == 302
    assert Letter.objects.get().kind == Kind.USUL


@pytest.mark.parametrize(
    "subject",
    ["", "input:", "input:x", "input:0", "usul:1", "usul:0:0", "proposal:0", "wish:1"],
)
def test_what_is_no_record_is_not_there(subject: str, as_: As) -> None:
    for kind in ("usul", "persetujuan"):
        body = {"kind": kind, "subject": subject}
        assert as_("rina").post(reverse("letter-new"), body).status_code == 404
