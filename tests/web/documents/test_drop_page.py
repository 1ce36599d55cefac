"""Give up a draft of one's own."""

from __future__ import annotations

from seimbang_web.documents.models import State
from tests.web.conftest import As
from tests.web.documents.conftest import Step


def test_the_draft_stays_with_its_reason_and_another_can_be_written(
    drafted: Step, as_: As
) -> None:
    letter, rina = drafted(), as_("rina")
    address = f"/surat/{letter.pk}/lepas/"
    assert address in rina.get(f"/surat/{letter.pk}/").content.decode()
    assert rina.post(address, {"why": "", "key": "k"}).status_code == 200
    rina.post(address, {"why": "Salah berkas."})
    letter.refresh_from_db()
    assert letter.state == State.VOID
    assert "Salah berkas." in rina.get(f"/surat/{letter.pk}/").content.decode()
    assert drafted().pk != letter.pk


def test_a_colleague_does_not_and_is_told_so(drafted: Step, as_: As) -> None:
    letter, dedi = drafted(), as_("dedi")
    address = f"/surat/{letter.pk}/lepas/"
    assert address not in dedi.get(f"/surat/{letter.pk}/").content.decode()
    page = dedi.post(address, {"why": "x"}).content.decode()
    assert "dibatalkan oleh verifikator" in page
    letter.refresh_from_db()
    assert letter.state == State.DRAFT


def test_a_numbered_letter_is_not_given_up(numbered: Step, as_: As) -> None:
    letter = numbered()
    as_("rina").post(f"/surat/{letter.pk}/lepas/", {"why": "x"})
    letter.refresh_from_db()
    assert letter.state == State.NUMBERED


def test_others_do_not(drafted: Step, as_: As) -> None:
    letter = drafted()
    for name in ("sari", "guru"):
        assert as_(name).get(f"/surat/{letter.pk}/lepas/").status_code == 404
