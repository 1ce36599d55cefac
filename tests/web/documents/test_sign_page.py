"""Sign several letters: by whom they name, after a proof, what was shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Content
from seimbang_web.documents.models import Letter, State
from seimbang_web.documents.sealing import Sealer, SealError, Secret
from seimbang_web.documents.sealing.test_key import TestKey
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.documents.conftest import Step

Users = Callable[[str], User]
PAGE = "/surat/tanda-tangan/"
PASSPHRASE = "rahasia-sekali-🌾"
TYPED = {"told_nik": "1571000000000001", "password": PASSPHRASE}


@dataclass
class Service:
    """A stand-in for BSrE: fails for some titles, remembers what it was sent."""

    name: str = "BSrE"
    asks: bool = True
    away: tuple[str, ...] = ()
    secrets: list[Secret] = field(default_factory=list)

    def seal(self, pdf: bytes, *, secret: Secret, reason: str) -> bytes:
        self.secrets.append(secret)
        if any(one in reason for one in self.away):
            raise SealError("Layanan tidak menjawab.")
        return pdf + b"% signed"


Use = Callable[[Sealer], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Let this installation sign in some way."""

    def run(way: Sealer) -> None:
        monkeypatch.setattr("seimbang_web.documents.views_sign.sealer", lambda: way)

    return run


def _values(client: Client) -> list[str]:
    rows = client.get(PAGE).context["waits"]
    return [one["value"] for one in rows]


def _states() -> set[str]:
    return set(Letter.objects.values_list("state", flat=True))


def test_the_demo_signs_several_with_its_test_key(
    numbered: Step, as_: As, use: Use, tmp_path: object
) -> None:
    numbered("dossier:1"), numbered("dossier:2")
    use(TestKey(tmp_path))  # type: ignore[arg-type]
    bupati = prove(as_("bupati"))
    page = bupati.post(PAGE, {"letters": _values(bupati)}, follow=True)
    assert "2 surat sudah ditandatangani." in page.content.decode()
    assert _states() == {State.SIGNED}


def test_the_proof_is_asked_before_the_form(numbered: Step, as_: As) -> None:
    numbered()
    answer = as_("bupati").get(PAGE)
    assert "/akun/reauthenticate/" in answer.url  # type: ignore[attr-defined]


def test_a_passphrase_sent_with_an_old_proof_lies_nowhere(
    numbered: Step, as_: As, use: Use, caplog: pytest.LogCaptureFixture
) -> None:
    letter, service = numbered(), Service()
    use(service)
    bupati = as_("bupati")
    answer = bupati.post(PAGE, {"letters": f"{letter.pk}:x", **TYPED})
    assert answer.url == PAGE  # type: ignore[attr-defined]
    assert not service.secrets
    _nowhere(caplog)


def test_the_passphrase_is_sent_once_and_kept_nowhere(
    numbered: Step, as_: As, use: Use, caplog: pytest.LogCaptureFixture
) -> None:
    numbered()
    service = Service()
    use(service)
    bupati = prove(as_("bupati"))
    bupati.post(PAGE, {"letters": _values(bupati), **TYPED})
    assert [one.passphrase for one in service.secrets] == [PASSPHRASE]
    assert _states() == {State.SIGNED}
    _nowhere(caplog)


def _nowhere(caplog: pytest.LogCaptureFixture) -> None:
    sessions = [json.dumps(one.get_decoded()) for one in Session.objects.all()]
    ledger = [str(one.content) for one in Content.objects.all()]
    for text in (*sessions, *ledger, caplog.text):
        assert PASSPHRASE not in text
        assert json.dumps(PASSPHRASE)[1:-1] not in text
        assert TYPED["told_nik"] not in text


def test_a_wrong_field_does_not_come_back_with_the_passphrase(
    numbered: Step, as_: As, use: Use
) -> None:
    numbered()
    use(Service())
    bupati = prove(as_("bupati"))
    sent = {"letters": _values(bupati), **TYPED, "told_nik": "1"}
    page = bupati.post(PAGE, sent).content.decode()
    assert "NIK terdiri atas 16 angka" in page
    assert PASSPHRASE not in page


def test_a_failure_leaves_one_waiting_with_its_number(
    numbered: Step, as_: As, use: Use
) -> None:
    first, second = numbered("dossier:1"), numbered("dossier:2")
    use(Service(away=("dossier:1",)))
    bupati = prove(as_("bupati"))
    page = bupati.post(PAGE, {"letters": _values(bupati), **TYPED}, follow=True)
    assert "Layanan tidak menjawab." in page.content.decode()
    number = first.number
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.number) == (State.NUMBERED, number)
    assert second.state == State.SIGNED


def test_all_can_be_ticked_without_a_script(numbered: Step, as_: As) -> None:
    numbered("dossier:1"), numbered("dossier:2")
    bupati = prove(as_("bupati"))
    assert not any(one["ticked"] for one in bupati.get(PAGE).context["waits"])
    assert all(one["ticked"] for one in bupati.get(f"{PAGE}?all").context["waits"])


def test_another_file_than_the_one_shown_is_not_signed(
    numbered: Step, as_: As, use: Use
) -> None:
    letter, service = numbered(), Service()
    use(service)
    sent = {"letters": f"{letter.pk}:{'0' * 64}", **TYPED}
    page = prove(as_("bupati")).post(PAGE, sent)
    assert "bukan surat yang ditampilkan" in page.content.decode()
    assert not service.secrets


def test_who_is_not_named_signs_nothing(numbered: Step, as_: As, use: Use) -> None:
    letter = numbered()
    use(Service())
    bupati, sekda = prove(as_("bupati")), prove(as_("sekda"))
    value = _values(bupati)
    assert _values(sekda) == []
    sekda.post(PAGE, {"letters": value, **TYPED})
    letter.refresh_from_db()
    assert letter.state == State.NUMBERED
    for name in ("rina", "guru", "inspektur"):
        assert as_(name).get(PAGE).status_code == 404


def test_so_many_are_signed_at_once_and_the_others_follow(
    numbered: Step, as_: As, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang_web.documents.queries.AT_ONCE", 2)
    letters = [numbered(f"dossier:{n}") for n in (1, 2, 3)]
    use(Service(asks=False))
    bupati = prove(as_("bupati"))
    page = bupati.get(PAGE, {"letter": letters[2].pk})
    text = page.content.decode()
    assert "3 surat menunggu tanda tangan" in text
    assert "Ini 2 yang pertama" in text
    rows = page.context["waits"]
    assert [one["letter"] for one in rows] == [letters[2], letters[0]]
    assert [one["ticked"] for one in rows] == [True, False]
    shown = _values(bupati)
    page = bupati.post(PAGE, {"letters": shown}, follow=True)
    assert [one["letter"] for one in page.context["waits"]] == [letters[2]]
    assert "Ini 2 yang pertama" not in page.content.decode()
    assert bupati.get(PAGE, {"letter": "9" * 30}).status_code == 200
