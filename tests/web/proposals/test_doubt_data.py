"""“The data about me are wrong” leads to a correction that the proposal remembers."""

from __future__ import annotations

from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.imports.models import Correction
from seimbang_web.proposals.models import Proposal, Response
from tests.web.conftest import As

WRONG = {"field": "major", "wanted": "PGSD", "proof": "Ijazah 2012"}


def test_from_the_answer_to_the_correction(
    proposal: Proposal, person: User, as_: As
) -> None:
    client = as_("asn")
    body = {"step": "check", "answer": "keliru", "seen": "0"}
    give = reverse("response-give", args=[proposal.pk])
    page = client.post(give, body, follow=True).content.decode()
    url = reverse("proposal-doubt", args=[proposal.pk])
    assert Response.objects.get().answer == "keliru" and url in page
    client.post(url, WRONG | {"key": "k"})
    correction = Correction.objects.get()
    assert (correction.field, correction.wanted) == ("major", "PGSD")
    assert proposal.doubts.get().correction == correction
    client.post(url, WRONG | {"key": "k"})
    assert Correction.objects.count() == 1
    link = reverse("correction-detail", args=[correction.pk])
    assert link in client.get("/usulan/saya/").content.decode()
    page = as_("rina").get(reverse("proposal-detail", args=[proposal.pk]))
    assert f"P-{correction.pk:06d}" in page.content.decode()


def test_only_for_oneself(proposal: Proposal, person: User, as_: As) -> None:
    url = reverse("proposal-doubt", args=[proposal.pk])
    for name in ("guru", "rina", "kepsek"):
        assert as_(name).post(url, WRONG).status_code == 404
    page = as_("asn").post(url, {"field": "major"}).content.decode()
    assert "error-summary" in page
    assert not Correction.objects.exists()
