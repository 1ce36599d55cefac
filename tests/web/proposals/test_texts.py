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
