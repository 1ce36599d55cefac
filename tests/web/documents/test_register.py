"""The register: filters, the light of the numbers, its file; the reach of a head."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.documents import actions, register
from seimbang_web.documents.models import Letter, Register
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]
PAGE = "/surat/"


@pytest.fixture
def three(numbered: Step, ready: Step, user: Users, now: datetime) -> list[Letter]:
    """Return a signed decree, a void one, one that waits for its number."""
    signed, void = numbered("dossier:1"), numbered("dossier:2")
    actions.sign_by_scan(
        letter=signed, content=b"%PDF-1.4 scan", actor=user("rina"), now=now, day=DAY
    )
    actions.void_letter(
        letter=void, why="Salah ketik TMT", actor=user("sari"), now=now, day=DAY
    )
    return [signed, void, ready("dossier:3")]


def test_the_page_shows_state_reason_digest_and_signature(
    three: list[Letter], as_: As
) -> None:
    page = as_("inspektur").get(PAGE).content.decode()
    digest = three[0].files.get(form="scan").digest
    for words in (
        "Salah ketik TMT",
        digest[:12],
        "ditandatangani di kertas",
        "Nomor 1–2 lengkap",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"1", "2", "3"}),
        ("?state=dibatalkan", {"2"}),
        ("?state=ditandatangani&year=2026&series=decree", {"1"}),
        ("?kind=telaahan", set()),
        ("?state=nonsense&year=x&series=nonsense", {"1", "2", "3"}),
    ],
)
def test_the_filters_are_the_address(
    three: list[Letter], as_: As, query: str, found: set[str]
) -> None:
    page = as_("rina").get(PAGE + query)
    shown = {
        row.letter.subject.removeprefix("dossier:") for row in page.context["rows"]
    }
    assert shown == found


def test_a_lost_letter_turns_the_light_red(three: list[Letter], as_: As) -> None:
    Register.objects.create(series="memo", year=2026, last=2)
    decrees, memos = register.lights()
    assert (decrees.complete, decrees.void) == (True, 1)
    assert (memos.complete, memos.missing) == (False, (1, 2))
    assert "Tidak ada surat dengan nomor" in as_("rina").get(PAGE).content.decode()


def test_a_register_elsewhere_promises_nothing(
    ready: Step, user: Users, now: datetime, as_: As
) -> None:
    actions.number_letter(
        letter=ready(), number="188/7/HK", dated_on=DAY, actor=user("dedi"), now=now,
        day=DAY,
    )  # fmt: skip
    (light,) = register.lights()
    assert (light.last, light.typed) == (0, 1)
    page = as_("rina").get(PAGE).content.decode()
    assert "kami tidak dapat menjamin" in page
    assert "lengkap." not in page


def test_a_head_sees_letters_of_the_own_unit_and_no_lights(
    room: Room, numbered: Step, user: Users, as_: As
) -> None:
    person = user("guru").person
    assert person is not None
    room.people = {"dossier:1": person}
    letter, _other = numbered("dossier:1"), numbered("dossier:2")
    page = as_("kepsek").get(PAGE)
    assert [row.letter.pk for row in page.context["rows"]] == [letter.pk]
    assert page.context["lights"] == []


def test_the_file_has_all_rows_by_number_and_is_recorded(
    three: list[Letter], as_: As
) -> None:
    answer = as_("inspektur").get(f"{PAGE}ekspor/xlsx/?year=2026")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:3]] == [three[0].number, three[1].number]
    assert rows[2][10] == "Salah ketik TMT"
    assert rows[1][11] == three[0].files.get(form="scan").digest
    assert Entry.objects.filter(act="letter.export").count() == 1
    assert as_("inspektur").get(f"{PAGE}ekspor/csv/").status_code == 200
    assert as_("inspektur").get(f"{PAGE}ekspor/pdf/").status_code == 404


def test_who_may_not_export_finds_nothing(three: list[Letter], as_: As) -> None:
    for name in ("kepsek", "guru", "putri"):
        assert as_(name).get(f"{PAGE}ekspor/csv/").status_code == 404


def test_more_letters_ask_no_more_of_the_database(
    three: list[Letter], as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_("rina")
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        client.get(PAGE)
