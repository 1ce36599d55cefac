"""Choose who signs, with the signature block as it will be read."""

from __future__ import annotations

from datetime import datetime

from seimbang_web.documents.models import Kind, Letter, SignerRule, State
from tests.web.conftest import As
from tests.web.documents.conftest import DAY, Step


def _rule(now: datetime) -> SignerRule:
    return SignerRule.objects.create(
        kind=Kind.DECREE, post="head", through="office_head",
        basis=SignerRule.Basis.MANDATE, source="Peraturan Bupati 1/2026", since=DAY,
        made_at=now, approved_at=now,
    )  # fmt: skip


def _address(letter: Letter) -> str:
    return f"/surat/{letter.pk}/penanda-tangan/"


def test_the_block_is_shown_before_it_is_chosen(
    drafted: Step, as_: As, now: datetime
) -> None:
    letter, rule = drafted(), _rule(now)
    page = as_("rina").get(_address(letter)).content.decode()
    assert "u.b." in page
    assert "a.n. BUPATI" in page
    sent = {"rule": rule.pk, "version": letter.version}
    as_("rina").post(_address(letter), sent)
    letter.refresh_from_db()
    assert letter.signer["rule"] == rule.pk
    assert letter.state == State.DRAFT


def test_a_rule_not_in_force_is_not_taken(drafted: Step, as_: As) -> None:
    letter = drafted()
    before = letter.signer
    as_("rina").post(_address(letter), {"rule": "999999", "version": letter.version})
    letter.refresh_from_db()
    assert letter.signer == before


def test_others_do_not(drafted: Step, as_: As) -> None:
    for name in ("sari", "guru"):
        assert as_(name).get(_address(drafted(name))).status_code == 404
