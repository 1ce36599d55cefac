"""The texts a head sends by hand: to the own people, not to those who come."""

from __future__ import annotations

from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.proposals.models import Proposal
from tests.web.conftest import As


def test_a_head_writes_to_the_own_people(
    proposal: Proposal, head: User, new_head: User, as_: As
) -> None:
    page, sheet = reverse("proposal-texts"), "proposal-text-sheet"
    listed = reverse(sheet, args=[proposal.from_unit_id])
    assert listed in as_("lama").get(page).content.decode()
    assert as_("lama").get(listed).status_code == 200
    assert listed not in as_("baru").get(page).content.decode()
    assert as_("baru").get(listed).status_code == 404


def test_a_text_names_no_unit_no_nip_and_asks_for_no_password(
    proposal: Proposal, head: User, as_: As
) -> None:
    url = reverse("proposal-text-sheet", args=[proposal.from_unit_id])
    page = " ".join(as_("lama").get(url).content.decode().split())
    first = proposal.person.name.split()[0]
    start = page.index(f"BKPSDMD Batang Hari: Bapak/Ibu {first}")
    told = page[start : page.index("OTP.", start) + 4]
    assert "Rabu, 14 Januari 2026" in told
    assert "Kami tidak pernah meminta kata sandi atau OTP." in told
    for held in (proposal.person.nip, str(proposal.to_unit), str(proposal.from_unit)):
        assert held not in told


def test_who_has_answered_gets_no_text(
    proposal: Proposal, head: User, person: User, as_: As
) -> None:
    url = reverse("proposal-text-sheet", args=[proposal.from_unit_id])
    give = reverse("response-give", args=[proposal.pk])
    as_("asn").post(give, {"step": "check", "answer": "belum", "seen": "0"})
    assert proposal.person.name not in as_("lama").get(url).content.decode()
