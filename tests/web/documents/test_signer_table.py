"""The table of signers: proposed by one, put in force by another, ended by date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.models import Letter, SignerRule
from seimbang_web.documents.signer import rules
from tests.web.accounts.proving import prove, signed_in
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Step

PAGE = "/surat/penanda-tangan/"
TOLD = {
    "kind": "keputusan",
    "lane": "biasa",
    "post": "secretary",
    "basis": "delegasi",
    "through": "",
    "source": "Peraturan Bupati Nomor 13 Tahun 2025 Pasal 4",
    "since": "2026-01-01",
}


def proving(name: str) -> Client:
    return prove(signed_in(name))


def proposed() -> SignerRule:
    return SignerRule.objects.get(source=TOLD["source"])


@pytest.fixture
def rule(user: Callable[[str], User], now: datetime) -> SignerRule:
    """Return a row that Rina proposed."""
    told: dict[str, Any] = {**TOLD, "since": DAY}
    return actions.propose_signer(actor=user("rina"), now=now, **told)


def test_a_row_is_proposed_once_and_is_not_in_force_yet(as_: As) -> None:
    client = as_("rina")
    assert client.get(f"{PAGE}baru/").status_code == 200
    for _twice in range(2):
        client.post(f"{PAGE}baru/", {**TOLD, "key": "s" * 32})
    assert proposed().open
    assert proposed() not in rules("keputusan", "biasa", DAY)
    assert "menunggu orang kedua" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": " "},
        {"basis": "mandat", "post": "head"},
        {"through": "office_head"},
        {"basis": "mandat", "through": "secretary"},
        {"since": "x"},
        {"kind": ""},
    ],
)
def test_what_cannot_be_is_said(as_: As, wrong: dict[str, str]) -> None:
    page = as_("rina").post(f"{PAGE}baru/", {**TOLD, **wrong}).content.decode()
    assert 'class="error-summary"' in page
    assert not SignerRule.objects.filter(source=TOLD["source"]).exists()


def test_the_second_person_puts_it_in_force(rule: SignerRule) -> None:
    proving("rina").post(f"{PAGE}{rule.pk}/setujui/")
    assert proposed().open
    proving("sari").post(f"{PAGE}{rule.pk}/setujui/")
    assert rules("keputusan", "biasa", DAY)[0] == rule


def test_approving_asks_for_a_fresh_proof(rule: SignerRule, as_: As) -> None:
    answer = as_("sari").post(f"{PAGE}{rule.pk}/setujui/")
    assert "/akun/" in answer.headers["Location"]
    assert proposed().open


def test_a_proposal_is_refused_and_a_row_in_force_ended(rule: SignerRule) -> None:
    client = proving("sari")
    client.post(f"{PAGE}{rule.pk}/akhiri/")
    assert proposed().ended_by is not None
    old = rules("telaahan", "", DAY)[0]
    client.post(f"{PAGE}{old.pk}/akhiri/")
    assert rules("telaahan", "", DAY) == []
    assert "2 baris sudah berakhir" in client.get(PAGE).content.decode()
    page = client.post(f"{PAGE}{old.pk}/akhiri/", follow=True).content.decode()
    assert "message error" in page


def test_a_signed_letter_keeps_its_signer(
    numbered: Step, rule: SignerRule, user: Callable[[str], User], now: datetime
) -> None:
    before = numbered().signer
    actions.approve_signer(rule=rule, actor=user("sari"), now=now)
    assert Letter.objects.get().signer == before


def test_it_needs_post_and_the_right(rule: SignerRule, as_: As) -> None:
    assert as_("sari").get(f"{PAGE}{rule.pk}/setujui/").status_code == 404
    for name in ("putri", "bupati", "kepsek", "guru", "inspektur"):
        assert as_(name).get(PAGE).status_code == 404
        assert as_(name).post(f"{PAGE}baru/", TOLD).status_code == 404
        assert as_(name).post(f"{PAGE}{rule.pk}/akhiri/").status_code == 404
    assert proving("sari").post(f"{PAGE}999999/akhiri/").status_code == 404


def test_the_series_show_their_register_and_last_number(
    numbered: Step, as_: As
) -> None:
    numbered()
    page = as_("rina").get(PAGE)
    lights = [one["light"] for one in page.context["series"] if one["light"]]
    assert [(one.series, one.last) for one in lights] == [("decree", 1)]
    assert "{kode}/{urut}/{unit}/{tahun}" in page.content.decode()
