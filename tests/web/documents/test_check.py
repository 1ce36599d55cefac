"""The check page: open to all, no more than is printed, one answer for no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions, check, views_check
from seimbang_web.documents.files import pdf_of
from seimbang_web.documents.models import File, Kind, Letter, State
from seimbang_web.organisation.models import Person
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]
START = "/surat/periksa/"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def letter(room: Room, numbered: Step) -> Letter:
    """Return a numbered decree of a person whose name no check page may tell."""
    person = Person.objects.filter(present=True).order_by("pk")[0]
    room.people = {"dossier:1": person, "entry:1": person}
    return numbered()


def page(letter: Letter) -> str:
    return Client().get(f"{START}{letter.token}/").content.decode()


def signed(letter: Letter, user: Users, now: datetime) -> None:
    actions.sign_by_scan(
        letter=letter, content=b"%PDF-1.4 scan", actor=user("rina"), now=now, day=DAY
    )


def test_it_tells_what_is_printed_and_no_name(
    letter: Letter, user: Users, now: datetime
) -> None:
    assert "belum ditandatangani" in page(letter)
    signed(letter, user, now)
    told = page(letter)
    assert "Periksa keaslian" in told
    assert "Surat ini asli." in told
    assert letter.number in told
    assert letter.signer["office"] in told
    assert letter.person is not None
    assert letter.person.name not in told
    assert letter.person.nip not in told


def test_a_void_letter_is_said_to_be_void_without_the_reason(
    letter: Letter, user: Users, now: datetime
) -> None:
    actions.void_letter(
        letter=letter, why="Salah nama", actor=user("sari"), now=now, day=DAY
    )
    told = page(letter)
    assert "dibatalkan" in told
    assert "Salah nama" not in told


def test_a_decree_of_change_is_named_on_the_decree_and_the_extract_of_its_person(
    letter: Letter, user: Users, now: datetime
) -> None:
    signed(letter, user, now)
    mine, other = actions.make_extracts(
        decree=letter, actor=user("dedi"), now=now, day=DAY
    )
    Letter.objects.filter(parent=letter).update(state=State.SIGNED)
    Letter.objects.create(
        kind=Kind.CHANGE, subject="objection:1", title="Perubahan", blocks=[],
        state=State.SIGNED, number="800/77/2026", year=2026, series="decree",
        dated_on=DAY, parent=letter, person=letter.person, token="c" * 32, made_at=now,
    )  # fmt: skip
    assert "800/77/2026" in page(letter)
    assert "800/77/2026" in page(mine)
    assert "800/77/2026" not in page(other)


def test_unknown_codes_and_drafts_have_one_answer_and_the_same_questions(
    ready: Step, letter: Letter
) -> None:
    from django.db import connection

    draft = ready("dossier:9")
    answers, counts = set(), set()
    for token in ("x" * 32, draft.token, letter.token):
        with CaptureQueriesContext(connection) as asked:
            answer = check.by_code(token)
        counts.add(len(asked))
        answers.add((answer.verdict, answer.letter and answer.letter.pk))
    assert answers == {("unknown", None), ("unsigned", letter.pk)}
    assert len(counts) == 1
    assert Client().get(f"{START}{draft.token}/").status_code == 404


def test_a_file_is_compared_by_its_bytes_and_never_kept(
    letter: Letter, user: Users, now: datetime
) -> None:
    signed(letter, user, now)
    pdf = pdf_of(letter)
    held = File.objects.count()

    def sent(content: bytes, address: str) -> str:
        file = SimpleUploadedFile("x.pdf", content, "application/pdf")
        return Client().post(address, {"file": file}).content.decode()

    for address in (START, f"{START}{letter.token}/"):
        assert "sama persis" in sent(pdf, address)
        assert "bukan yang kami simpan" in sent(pdf + b" ", address)
    assert "Surat ini asli." in sent(pdf, START)
    assert "Surat ini asli." not in sent(pdf + b" ", START)
    assert File.objects.count() == held


def test_the_file_of_another_letter_is_not_that_of_this_one(
    letter: Letter, numbered: Step
) -> None:
    other = pdf_of(numbered("dossier:2"))
    file = SimpleUploadedFile("x.pdf", other)
    assert check.by_file(file, letter.token).file is False


def test_the_start_takes_a_typed_code_or_says_what_is_missing(letter: Letter) -> None:
    answer = Client().post(START, {"code": f" {letter.token} "})
    assert answer.headers["Location"] == f"{START}{letter.token}/"
    for told in ({}, {"code": "<script>"}):
        answer = Client().post(START, told)
        assert 'class="error"' in answer.content.decode()


def test_pages_are_kept_out_of_search_engines_and_of_scripts(letter: Letter) -> None:
    for address in (START, f"{START}{letter.token}/"):
        answer = Client().get(address)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "<script" not in answer.content.decode()


def test_one_address_asks_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views_check, "MOST", 2)
    asked = [Client().get(START).status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert other.get(START).status_code == 200
