"""The receipt: the same words on the page, as text and as PDF; a phone that dies."""

from __future__ import annotations

from pathlib import Path

from django.test import Client
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.proposals.models import Proposal, Response
from tests.document.reading import raw, words
from tests.web.conftest import As
from tests.web.proposals.test_give_response import check_page, hidden, send

NUMBER = "T-2026-000001"


def _files(client: Client, response: Response, folder: Path) -> tuple[str, str]:
    text, pdf = (
        client.get(reverse("response-receipt-file", args=[response.pk, form]))
        for form in ("txt", "pdf")
    )
    assert pdf["Content-Disposition"].endswith(f'"{NUMBER}.pdf"')
    return text.content.decode(), words(raw(pdf.content, folder))


def test_the_pdf_says_what_the_text_says(
    proposal: Proposal, person: User, as_: As, tmp_path: Path
) -> None:
    client = as_("asn")
    response = send(client, proposal)
    assert response is not None
    text, pdf = _files(client, response, tmp_path)
    lines = text.split("\n")
    assert lines[0] == f"TANDA TERIMA {NUMBER}"
    for line in filter(None, lines):
        assert words(line) in pdf
    for one in (
        "Tanggapan Anda sudah kami terima",
        "1 Januari 2026",
        proposal.person.name,
        "Saya keberatan",
        "Rabu, 14 Januari 2026",
        "13 Maret 2026",
        "Telepon (0743) 00000",
    ):
        assert words(one) in pdf
    for kept in ("menjaga", "dirawat", "Merawat", proposal.person.nip):
        assert kept not in pdf


def test_the_battery_dies_before_the_receipt_is_seen(
    proposal: Proposal, person: User, as_: As
) -> None:
    phone, url = as_("asn"), f"/usulan/saya/{proposal.pk}/"
    body = hidden(check_page(phone, proposal))
    phone.post(url, body)  # the answer never reaches the phone
    again = as_("asn")  # signed in anew
    assert NUMBER in again.get("/usulan/saya/").content.decode()
    page = again.post(url, body, follow=True).content.decode()
    assert NUMBER in page
    assert Response.objects.count() == 1
