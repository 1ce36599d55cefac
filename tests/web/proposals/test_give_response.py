"""The person answers: one question a page, check, send once, change until the day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Content, Entry
from seimbang_web.lib.act import StaleError
from seimbang_web.proposals import respond
from seimbang_web.proposals.models import Draft, Proposal, Response
from seimbang_web.proposals.queries import Said, draft_of, response_of
from tests.web.conftest import As
from tests.web.proposals.conftest import DAY, UNTIL

SECRET = "Ibu saya dirawat dan hanya saya yang menjaga"
By = Callable[[str], User]


def hidden(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page, as a browser would send them."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if told.get("type") == "hidden" and "name" in told:
            found.setdefault(told["name"], []).append(told.get("value", ""))
    return found


def check_page(client: Client, proposal: Proposal) -> str:
    """Answer every question of an objection and return the check page."""
    url = f"/usulan/saya/{proposal.pk}/"
    client.post(url, {"step": "answer", "answer": "keberatan"})
    told = {"step": "reasons", "reasons": ["merawat", "jarak"], "told": SECRET}
    return client.post(url, told, follow=True).content.decode()


def send(client: Client, proposal: Proposal, **more: object) -> Response | None:
    page = check_page(client, proposal)
    client.post(f"/usulan/saya/{proposal.pk}/", {**hidden(page), **more})
    return response_of(proposal)


def test_from_question_to_receipt(proposal: Proposal, person: User, as_: As) -> None:
    client = as_("asn")
    page = check_page(client, proposal)
    assert SECRET in page
    assert not Response.objects.exists()
    assert SECRET not in str(Draft.objects.get().content)
    body = hidden(page)
    answer = client.post(f"/usulan/saya/{proposal.pk}/", body, follow=True)
    response = response_of(proposal)
    assert response is not None
    assert response.receipt == "T-2026-000001"
    assert response.receipt in answer.content.decode()
    assert response.reasons == ["jarak", "merawat"]
    assert SECRET.encode() not in bytes(response.told or b"")
    assert not Draft.objects.exists()
    again = client.post(f"/usulan/saya/{proposal.pk}/", body, follow=True)
    assert response.receipt in again.content.decode()
    assert Response.objects.count() == 1
    assert Entry.objects.filter(act="response.give").count() == 1
    assert not Content.objects.filter(content__icontains=SECRET[:20]).exists()


def test_the_same_key_with_another_body_is_refused(
    proposal: Proposal, person: User, as_: As
) -> None:
    client = as_("asn")
    body = hidden(check_page(client, proposal))
    url = f"/usulan/saya/{proposal.pk}/"
    client.post(url, body)
    answer = client.post(url, {**body, "answer": "bersedia"})
    assert answer.status_code == 200
    assert 'class="error-summary"' in answer.content.decode()
    last = response_of(proposal)
    assert last is not None
    assert last.answer == "keberatan"
    assert Response.objects.count() == 1


def test_two_sessions_with_different_answers(
    proposal: Proposal, person: User, as_: As
) -> None:
    phone, office = as_("asn"), as_("asn")
    first = hidden(check_page(phone, proposal))
    second = {**hidden(check_page(office, proposal)), "answer": "bersedia"}
    url = f"/usulan/saya/{proposal.pk}/"
    phone.post(url, first)
    page = office.post(url, second).content.decode()
    assert "error-summary" in page
    assert "Saya bersedia" in page
    assert "Saya keberatan" in page
    assert Response.objects.count() == 1
    body = {**hidden(page), "step": "check"}
    office.post(url, body)
    assert [one.answer for one in Response.objects.all()] == ["keberatan", "bersedia"]


def test_stale_holds_both_values(
    proposal: Proposal, person: User, now: datetime
) -> None:
    def give(answer: str, seen: int) -> None:
        respond.give_response(
            proposal=proposal, said=Said(answer), seen=seen, actor=person, now=now,
            day=DAY,
        )  # fmt: skip

    give("bersedia", 0)
    with pytest.raises(StaleError) as told:
        give("belum", 0)
    assert list(told.value.mine) == list(told.value.theirs)
    give("belum", 1)
    assert [one.number for one in Response.objects.all()] == [1, 2]


def test_going_back_keeps_what_was_written(
    proposal: Proposal, person: User, as_: As
) -> None:
    client = as_("asn")
    body = hidden(check_page(client, proposal))
    page = client.post(f"/usulan/saya/{proposal.pk}/", {**body, "go": "reasons"})
    assert SECRET in page.content.decode()
    page = client.post(f"/usulan/saya/{proposal.pk}/", {**body, "go": "answer"})
    assert hidden(page.content.decode())["told"] == [SECRET]


def test_the_choices_outlive_the_session_but_not_the_text(
    proposal: Proposal, person: User, as_: As
) -> None:
    check_page(as_("asn"), proposal)
    client = as_("asn")
    page = client.get("/usulan/saya/").content.decode()
    assert "tidak kami simpan" in page
    page = client.get(f"/usulan/saya/{proposal.pk}/?langkah=reasons").content.decode()
    assert SECRET not in page
    draft = draft_of(proposal)
    assert draft is not None
    assert draft.answer == "keberatan"


@pytest.mark.parametrize(
    ("answer", "more", "way"),
    [
        ("bersedia", {}, ["check"]),
        ("syarat", {"condition": "Setelah semester"}, ["condition", "check"]),
        ("keliru", {}, ["check"]),
        ("belum", {}, ["check"]),
    ],
)
def test_the_questions_of_each_answer(
    proposal: Proposal,
    person: User,
    as_: As,
    answer: str,
    more: dict[str, str],
    way: list[str],
) -> None:
    client, url = as_("asn"), f"/usulan/saya/{proposal.pk}/"
    there = client.post(url, {"step": "answer", "answer": answer})["Location"]
    assert there.endswith(way[0])
    if more:
        there = client.post(url, {"step": way[0], **more})["Location"]
    body = hidden(client.get(there).content.decode())
    client.post(url, body)
    last = response_of(proposal)
    assert last is not None
    assert (last.answer, last.condition) == (answer, more.get("condition", ""))


def test_what_is_missing_is_said(proposal: Proposal, person: User, as_: As) -> None:
    client, url = as_("asn"), f"/usulan/saya/{proposal.pk}/"
    for body in (
        {"step": "answer"},
        {"step": "check", "answer": "syarat", "seen": "0"},
        {"step": "check", "answer": "keberatan", "seen": "0"},
    ):
        page = client.post(url, body).content.decode()
        assert "error-summary" in page, body
    assert not Response.objects.exists()


def test_it_needs_post_and_the_person(
    proposal: Proposal, person: User, head: User, as_: As
) -> None:
    url = f"/usulan/saya/{proposal.pk}/"
    body = {"step": "check", "answer": "bersedia", "seen": "0"}
    for name in ("guru", "lama", "rina", "putri", "sari"):
        assert as_(name).post(url, body).status_code == 404
    as_("asn").get(url, body)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("moment", "taken"), [("23:59:59.900", True), ("00:00:00.100", False)]
)
def test_the_last_day_ends_at_midnight_of_the_office(
    proposal: Proposal,
    person: User,
    as_: As,
    monkeypatch: pytest.MonkeyPatch,
    settings: object,
    moment: str,
    taken: bool,
) -> None:
    client = as_("asn")
    day = UNTIL if taken else UNTIL + timedelta(days=1)
    when = datetime.fromisoformat(f"{day}T{moment}").replace(
        tzinfo=ZoneInfo("Asia/Jakarta")
    )
    settings.SEIMBANG_DAY = None  # type: ignore[attr-defined]
    monkeypatch.setattr(timezone, "now", lambda: when)
    body = {"step": "check", "answer": "bersedia", "seen": "0"}
    client.post(f"/usulan/saya/{proposal.pk}/", body)
    assert Response.objects.exists() == taken
    page = client.get("/usulan/saya/").content.decode()
    assert ("Batas waktu sudah lewat" in page) != taken


def test_an_empty_page_and_a_light_one(
    proposal: Proposal, person: User, as_: As
) -> None:
    page = as_("guru").get("/usulan/saya/").content.decode()
    assert "Tidak ada usulan pemindahan untuk Anda" in page
    page = as_("asn").get("/usulan/saya/").content.decode()
    assert "<script" not in page
    assert len(page.encode()) < 40_000
    others = Proposal.objects.exclude(pk=proposal.pk).values_list(
        "person__name", flat=True
    )
    main = page[page.index("<main") :]
    assert [name for name in others if name != person.name and name in main] == []
