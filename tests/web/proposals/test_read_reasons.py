"""What is told in confidence: sealed, read by few, each reading in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.proposals import respond
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.queries import Said
from tests.web.conftest import As
from tests.web.proposals.conftest import DAY

SECRET = "Ibu saya dirawat dan hanya saya yang menjaga"


@pytest.fixture
def told(proposal: Proposal, person: User, now: datetime) -> Proposal:
    respond.give_response(
        proposal=proposal,
        said=Said("keberatan", reasons=["merawat"], told=SECRET),
        seen=0,
        actor=person,
        now=now,
        day=DAY,
    )
    return proposal


def pages(told: Proposal) -> list[str]:
    last = told.responses.get()
    return [
        reverse("proposal-list"),
        reverse("proposal-detail", args=[told.pk]),
        reverse("proposal-export", args=["csv"]),
        reverse("response-reasons", args=[told.pk]),
        reverse("response-assist", args=[told.pk]),
        reverse("response-receipt", args=[last.pk]),
        reverse("response-receipt-file", args=[last.pk, "txt"]),
        reverse("response-receipt-file", args=[last.pk, "pdf"]),
        reverse("unit-input-list"),
        reverse("unit-input", args=[told.pk, "lepas"]),
        reverse("unit-input", args=[told.pk, "terima"]),
        reverse("dialogue-new", args=[told.pk]),
        reverse("proposal-texts"),
        reverse("proposal-text-sheet", args=[told.from_unit_id]),
        reverse("proposal-open"),
        reverse("proposal-withdraw", args=[told.pk]),
        reverse("support-offer"),
    ]


@pytest.mark.parametrize("who", ["lama", "baru", "putri", "rina", "bupati", "guru"])
def test_they_never_see_it(
    told: Proposal, head: User, new_head: User, as_: As, who: str
) -> None:
    client = as_(who)
    for url in pages(told):
        page = client.get(url).content.decode(errors="replace")
        assert SECRET not in page, url
        if who in ("lama", "baru", "guru"):
            assert "Saya merawat" not in page, url
            assert "Saya keberatan" not in page or url.endswith("loket/"), url
    assert not Entry.objects.filter(act="response.reasons-read").exists()


@pytest.mark.parametrize("who", ["sari", "tono", "inspektur", "pdp"])
def test_reading_is_recorded(told: Proposal, as_: As, who: str) -> None:
    page = as_(who).get(reverse("response-reasons", args=[told.pk]))
    assert SECRET in page.content.decode()
    entry = Entry.objects.get(act="response.reasons-read")
    assert (entry.actor_name, entry.subject) == (who, f"proposal:{told.pk}")


def test_the_planner_sees_the_category(
    told: Proposal, as_: As, user: Callable[[str], User]
) -> None:
    page = as_("putri").get(reverse("proposal-detail", args=[told.pk]))
    words = page.content.decode()
    assert told.responses.get().reasons_in_words[0] in words
    assert reverse("response-reasons", args=[told.pk]) not in words
