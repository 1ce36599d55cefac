"""The last day has passed (copy M15): answers are taken again, for a reason."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Content
from seimbang_web.proposals.models import Proposal, Response
from tests.web.conftest import As

PAST, LATER = date(2025, 12, 31), "2026-01-20"


def _past(proposal: Proposal) -> str:
    Proposal.objects.filter(pk=proposal.pk).update(respond_until=PAST)
    return reverse("proposal-reopen", args=[proposal.pk])


def test_the_person_reads_whom_to_call(
    proposal: Proposal, person: User, as_: As
) -> None:
    _past(proposal)
    page = as_("asn").get("/usulan/saya/").content.decode()
    assert "Batas waktu sudah lewat (31 Desember 2025)." in page
    assert "Telepon (0743) 00000" in page
    assert "dengan alasan tercatat" in page
    url = reverse("response-give", args=[proposal.pk])
    assert (
        as_("asn").post(url, {"step": "check", "answer": "bersedia"}).status_code == 302
    )
    assert not Response.objects.exists()


def test_the_verifier_takes_answers_again(
    proposal: Proposal, person: User, as_: As
) -> None:
    url = _past(proposal)
    body = {"until": LATER, "why": "Sinyal di desa terputus.", "key": "k"}
    for name in ("putri", "rina", "kepsek", "guru"):
        assert as_(name).post(url, body).status_code == 404
    as_("sari").post(url, body)
    proposal.refresh_from_db()
    assert proposal.respond_until == date(2026, 1, 20)
    assert proposal.extensions.get().why == "Sinyal di desa terputus."
    assert Content.objects.filter(content__icontains="Sinyal di desa").exists()
    page = as_("asn").get("/usulan/saya/").content.decode()
    assert "Alasan: Sinyal di desa terputus." in page
    give = reverse("response-give", args=[proposal.pk])
    as_("asn").post(give, {"step": "check", "answer": "bersedia", "seen": "0"})
    assert Response.objects.count() == 1


def test_not_without_a_reason_nor_to_an_earlier_day(
    proposal: Proposal, as_: As
) -> None:
    url = _past(proposal)
    for body in ({"until": LATER}, {"until": "2025-12-30", "why": "x"}):
        assert "error-summary" in as_("sari").post(url, body).content.decode()
    proposal.refresh_from_db()
    assert proposal.respond_until == PAST
    assert not proposal.extensions.exists()
