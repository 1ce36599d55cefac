"""What the heads say: consent, the order it sets, talks, help, questions."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.proposals.models import (
    Message,
    Proposal,
    State,
    Support,
    UnitInput,
)
from seimbang_web.proposals.queries import inputs_of
from tests.web.conftest import As

By = Callable[[str], User]


def test_both_heads_are_heard(
    proposal: Proposal, head: User, new_head: User, as_: As
) -> None:
    old = reverse("unit-input", args=[proposal.pk, "lepas"])
    new = reverse("unit-input", args=[proposal.pk, "terima"])
    as_("lama").post(old, {"answer": "pengganti", "cover": "Guru kelas 5"})
    as_("baru").post(new, {"answer": "ya"})
    assert [one.agrees for one in inputs_of(proposal)] == [True, True]
    proposal.refresh_from_db()
    assert proposal.after is not None
    for name, url in (("lama", new), ("baru", old), ("rina", old), ("kapus", old)):
        assert as_(name).post(url, {"answer": "tidak"}).status_code == 404
    page = as_("baru").post(new, {"answer": "pengganti"})
    assert "error-summary" in page.content.decode()
    assert UnitInput.objects.count() == 2


def test_a_talk_is_confirmed_by_the_other_side(
    proposal: Proposal, person: User, head: User, as_: As
) -> None:
    body = {"held_on": "2026-01-01", "said": "Jarak dibicarakan.", "agreed": ""}
    as_("lama").post(reverse("dialogue-new", args=[proposal.pk]), body)
    url = reverse("dialogue-confirm", args=[proposal.dialogues.get().pk])
    as_("lama").post(url, {"remark": ""})
    assert proposal.dialogues.get().confirmed_by is None
    as_("asn").post(url, {"remark": "Juga biaya."})
    assert proposal.dialogues.get().confirmed_by == person


def test_help_is_asked_answered_and_given(
    proposal: Proposal, person: User, as_: As
) -> None:
    offer = {"kinds": ["kunjungan"], "weeks": "2", "days": "5"}
    as_("putri").post(reverse("support-offer"), offer)
    url = reverse("support-ask", args=[proposal.pk])
    as_("asn").post(url, {"support": ["kunjungan"]})
    one = Support.objects.get()
    answer = reverse("support-answer", args=[one.pk])
    page = as_("rina").post(answer, {"granted": "tidak"}).content.decode()
    assert "error-summary" in page
    as_("rina").post(answer, {"granted": "ya"})
    as_("rina").post(reverse("support-done", args=[one.pk]))
    one.refresh_from_db()
    assert one.answer == Support.Answer.DONE
    assert as_("guru").post(url, {"support": ["kunjungan"]}).status_code == 404


def test_a_question_waits_until_it_is_answered(
    proposal: Proposal, person: User, as_: As
) -> None:
    as_("asn").post(reverse("message-ask", args=[proposal.pk]), {"text": "Kapan?"})
    page = as_("rina").get(reverse("proposal-list") + "?waits=tanya")
    assert proposal.person.name in page.content.decode()
    as_("rina").post(reverse("message-answer", args=[proposal.pk]), {"text": "Juli."})
    assert [one.from_person for one in Message.objects.all()] == [True, False]
    page = as_("rina").get(reverse("proposal-list") + "?waits=tanya")
    assert proposal.person.name not in page.content.decode()


def test_assisted_is_marked_and_sealed(
    proposal: Proposal, head: User, new_head: User, as_: As
) -> None:
    url = reverse("response-assist", args=[proposal.pk])
    body = {"answer": "bersedia", "seen": "0"}
    assert as_("baru").post(url, body).status_code == 404
    there = as_("lama").post(url, body)["Location"]
    assert "di hadapan" in as_("lama").get(there).content.decode()
    assert proposal.responses.get().assisted


def test_a_decided_move_asks_nothing_more(
    proposal: Proposal, head: User, as_: As
) -> None:
    url = reverse("unit-input", args=[proposal.pk, "lepas"])
    for state in (State.DECIDED, State.WITHDRAWN):
        Proposal.objects.filter(pk=proposal.pk).update(state=state)
        page = as_("lama").get(url).content.decode()
        assert "tidak ada lagi yang ditanyakan" in page
        assert "Batas waktu sudah lewat" not in page
