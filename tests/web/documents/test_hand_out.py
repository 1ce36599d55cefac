"""Handing out: extracts, files by unit, a scan cut by person, receipts, copies."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.documents import actions, handout
from seimbang_web.documents.actions import handing
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.documents.sealing import Secret
from seimbang_web.documents.sealing.test_key import TestKey
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.queries import profile
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.models import Person
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]
COPIES = "Inspektur Kabupaten\nYang bersangkutan."


@pytest.fixture
def decree(room: Room, own: None, numbered: Step, user: Users, now: datetime) -> Letter:
    """Return a signed decree of three people, two of them of one unit."""
    held = profile()
    content = {**held.told, "decree_copies": COPIES}
    save_profile(content=content, base=held.number, actor=None, now=now)
    people = Person.objects.filter(present=True).order_by("pk")
    first = people[0]
    second = people.filter(unit=first.unit).exclude(pk=first.pk)[0]
    other = people.exclude(unit=first.unit)[0]
    room.extracts = ["entry:1", "entry:2", "entry:3"]
    room.people = dict(zip(room.extracts, (second, other, first), strict=True))
    letter = numbered()
    actions.sign_by_scan(
        letter=letter, content=b"%PDF-1.4 scan", actor=user("rina"), now=now, day=DAY
    )
    letter.refresh_from_db()
    return letter


@pytest.fixture
def extracts(decree: Letter, user: Users, now: datetime) -> list[Letter]:
    """Return the extracts, which wait for their signature."""
    return actions.make_extracts(decree=decree, actor=user("dedi"), now=now, day=DAY)


def address(letter: Letter, more: str = "") -> str:
    return f"/surat/{letter.pk}/serahkan/{more}"


def pair(letter: Letter) -> handout.Bundle:
    """Return the bundle of two."""
    return next(one for one in handout.bundles(letter) if len(one.letters) == 2)


def scan(pages: int) -> SimpleUploadedFile:
    made, out = pikepdf.new(), io.BytesIO()
    for width in range(pages):
        made.add_blank_page(page_size=(200 + width, 300))
    made.save(out)
    return SimpleUploadedFile("scan.pdf", out.getvalue(), "application/pdf")


def test_the_clerk_makes_the_extracts_by_a_button(decree: Letter, as_: As) -> None:
    page = as_("dedi").get(address(decree)).content.decode()
    assert "Buat petikan" in page
    assert as_("dedi").get(f"/surat/{decree.pk}/petikan/").status_code == 404
    for _twice in range(2):
        as_("dedi").post(f"/surat/{decree.pk}/petikan/")
    assert decree.children.filter(kind=Kind.EXTRACT).count() == 3


def test_an_officer_without_the_numbers_is_told_who_makes_them(
    decree: Letter, as_: As
) -> None:
    page = as_("rina").post(f"/surat/{decree.pk}/petikan/", follow=True)
    assert not decree.children.exists()
    assert "petugas penomoran" in page.content.decode().casefold()


def test_they_are_sorted_by_unit_and_name(
    decree: Letter, extracts: list[Letter]
) -> None:
    found = handout.bundles(decree)
    assert [one.unit and one.unit.name for one in found] == sorted(
        str(one.unit) for one in found
    )
    names = [str(one.person) for one in pair(decree).letters]
    assert names == sorted(names)


def test_the_files_of_a_unit_hold_its_letters_and_are_recorded(
    decree: Letter, extracts: list[Letter], as_: As
) -> None:
    of = pair(decree)
    for form, pages in (("cetak", 2), ("daftar", 1)):
        answer = as_("rina").get(address(decree, f"{of.key}/berkas/{form}/"))
        with pikepdf.open(io.BytesIO(answer.content)) as file:
            assert len(file.pages) == pages
    assert Entry.objects.filter(act="letter.file").count() == 2


def test_letters_signed_electronically_are_printed_page_by_page(
    numbered: Step, user: Users, now: datetime, tmp_path: Path
) -> None:
    letters = [numbered("dossier:1"), numbered("dossier:2")]
    actions.sign_letters(
        letters=letters, sealer=TestKey(tmp_path), secret=Secret(),
        actor=user("bupati"), now=now, day=DAY,
    )  # fmt: skip
    with pikepdf.open(io.BytesIO(handout.print_file(letters))) as file:
        assert len(file.pages) == 2
        assert not any("/Annots" in page for page in file.pages)


def test_the_zip_has_a_folder_a_unit_and_no_number_of_a_person(
    decree: Letter, extracts: list[Letter], as_: As
) -> None:
    answer = as_("rina").get(address(decree, "berkas/zip/"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        names = made.namelist()
    assert len([one for one in names if one.endswith("-surat.pdf")]) == 3
    assert len([one for one in names if one.endswith("/daftar.pdf")]) == 2
    assert len([one for one in names if one.endswith("/cetak.pdf")]) == 1
    assert "tembusan.pdf" in names
    nips = {one.person.nip for one in extracts if one.person}
    told = " ".join(names) + answer.headers["Content-Disposition"]
    assert not any(nip in told for nip in nips)


def test_the_list_has_the_names_in_order(
    decree: Letter, extracts: list[Letter]
) -> None:
    of = pair(decree)
    assert handout.list_file(decree, of) == handout.list_file(decree, of)
    assert handout.copies(decree) == ["Inspektur Kabupaten"]


@pytest.mark.parametrize(
    "more", ["berkas/x/", "0/berkas/cetak/", "{key}/berkas/x/", "0/", "0/pindaian/"]
)
def test_what_is_not_there_is_not_found(
    decree: Letter, extracts: list[Letter], as_: As, more: str
) -> None:
    more = more.format(key=pair(decree).key)
    assert as_("rina").get(address(decree, more)).status_code == 404


def test_one_scan_of_a_unit_signs_each_letter_by_its_pages(
    decree: Letter, extracts: list[Letter], as_: As
) -> None:
    of = pair(decree)
    page = address(decree, f"{of.key}/pindaian/")
    wrong = as_("rina").post(page, {"scan": scan(3)})
    assert "3 halaman" in wrong.content.decode()
    assert {one.state for one in pair(decree).letters} == {State.NUMBERED}
    as_("rina").post(page, {"scan": scan(2), "key": "k" * 32})
    widths = []
    for letter in pair(decree).letters:
        assert letter.state == State.SIGNED
        content = bytes(letter.files.get(form="scan").content)
        with pikepdf.open(io.BytesIO(content)) as file:
            widths.append(int(file.pages[0].mediabox[2]))
    assert widths == [200, 201]


@pytest.mark.parametrize("content", [b"\x89PNG", b"%PDF-1.4 broken", b"MZ"])
def test_what_cannot_be_cut_signs_nothing(
    decree: Letter, extracts: list[Letter], as_: As, content: bytes
) -> None:
    page = address(decree, f"{pair(decree).key}/pindaian/")
    answer = as_("rina").post(page, {"scan": SimpleUploadedFile("x", content)})
    assert 'class="error-summary"' in answer.content.decode()
    assert {one.state for one in pair(decree).letters} == {State.NUMBERED}


@pytest.fixture
def signed(
    decree: Letter, extracts: list[Letter], user: Users, now: datetime
) -> list[Letter]:
    """Return the extracts, signed."""
    for one in extracts:
        actions.sign_by_scan(
            letter=one, content=b"%PDF-1.4 x", actor=user("rina"), now=now, day=DAY
        )
    return extracts


def test_the_receipts_of_a_unit_are_kept_once(
    decree: Letter, signed: list[Letter], as_: As
) -> None:
    of = pair(decree)
    page = address(decree, f"{of.key}/")
    told = {"letters": [of.letters[0].pk], "way": "unit", "received_on": "2026-01-01"}
    for _twice in range(2):
        as_("rina").post(page, told)
    (receipt,) = of.letters[0].deliveries.all()
    assert (receipt.to, receipt.way) == (str(of.letters[0].person), "unit")
    assert not of.letters[1].deliveries.exists()
    shown = as_("rina").get(address(decree)).content.decode()
    assert "1 dari 3 surat sudah diterima" in shown


def test_a_receipt_before_the_day_of_the_letter_keeps_none(
    decree: Letter, signed: list[Letter], as_: As
) -> None:
    of = pair(decree)
    told = {
        "letters": [one.pk for one in of.letters], "to": "Operator sekolah",
        "way": "langsung", "received_on": "2025-12-31",
    }  # fmt: skip
    answer = as_("rina").post(address(decree, f"{of.key}/"), told)
    assert 'class="error-summary"' in answer.content.decode()
    assert not any(one.deliveries.exists() for one in of.letters)


def test_a_copy_is_received_by_its_addressee(
    decree: Letter, signed: list[Letter], as_: As
) -> None:
    page = f"/surat/{decree.pk}/terima/"
    asked = as_("rina").get(f"{page}?to=Inspektur+Kabupaten").content.decode()
    assert 'value="Inspektur Kabupaten"' in asked
    told = {"to": "Inspektur Kabupaten", "way": "pos", "received_on": "2026-01-01"}
    as_("rina").post(page, told)
    (copy,) = handout.copies_received(decree)
    assert copy.receipt is not None
    assert copy.receipt.way == "pos"


def test_the_head_hands_out_the_letters_of_the_own_unit_only(
    room: Room, numbered: Step, user: Users, now: datetime, as_: As
) -> None:
    person = user("guru").person
    assert person is not None
    room.people = {"dossier:1": person}
    mine, other = numbered("dossier:1"), numbered("dossier:2")
    for one in (mine, other):
        actions.sign_by_scan(
            letter=one, content=b"%PDF-1.4 x", actor=user("rina"), now=now, day=DAY
        )
    assert as_("kepsek").get(address(mine)).status_code == 200
    told = {"letters": [mine.pk], "way": "langsung", "received_on": "2026-01-01"}
    room.extracts = []
    as_("kepsek").post(address(mine, f"{person.unit_id}/"), told)
    assert mine.deliveries.count() == 1
    assert as_("kepsek").get(address(other)).status_code == 404


@pytest.mark.parametrize("name", ["guru", "putri", "admin"])
def test_others_hand_out_nothing(
    decree: Letter, signed: list[Letter], as_: As, name: str
) -> None:
    key = pair(decree).key
    for page in (f"/surat/{decree.pk}/terima/", address(decree, f"{key}/")):
        assert as_(name).get(page).status_code == 404
        assert as_(name).post(page, {}).status_code == 404


def test_many_extracts_are_made_by_a_job_that_goes_on_where_it_stopped(
    decree: Letter, as_: As, user: Users, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(handing, "AT_ONCE", 2)
    monkeypatch.setattr("seimbang_web.jobs.worker.BEAT", 600.0)
    actions.make_extract(
        decree=decree, subject="entry:2", actor=user("dedi"), now=now, day=DAY
    )
    as_("dedi").post(f"/surat/{decree.pk}/petikan/")
    assert decree.children.count() == 3
    monkeypatch.setattr(handing, "AT_ONCE", 0)
    actions.void_letter(
        letter=decree.children.get(subject="entry:1"), why="x", actor=user("sari"),
        now=now, day=DAY,
    )  # fmt: skip
    as_("dedi").post(f"/surat/{decree.pk}/petikan/")
    assert decree.children.exclude(state=State.VOID).count() == 2
    assert "job" in as_("dedi").get(address(decree)).content.decode()
    drain()
    assert decree.children.exclude(state=State.VOID).count() == 3
    assert handout.work(decree) is None


def test_a_job_that_cannot_go_on_says_why(
    decree: Letter, as_: As, user: Users, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(handing, "AT_ONCE", 0)
    monkeypatch.setattr("seimbang_web.jobs.worker.BEAT", 600.0)
    as_("dedi").post(f"/surat/{decree.pk}/petikan/")
    actions.void_letter(letter=decree, why="x", actor=user("sari"), now=now, day=DAY)
    drain()
    job = handout.work(decree)
    assert job is not None
    assert job.problem
    assert not decree.children.exists()
