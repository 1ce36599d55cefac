"""Signing by scan and electronically, several at once; void; extracts; handing out."""

from __future__ import annotations

import base64
import io
import json
import urllib.request
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Content
from seimbang_web.documents import actions, files
from seimbang_web.documents.models import File, Kind, Letter, State
from seimbang_web.documents.sealing import SealError, Secret
from seimbang_web.documents.sealing.bsre import Bsre
from seimbang_web.documents.sealing.test_key import TestKey
from seimbang_web.documents.signer import posts_of
from seimbang_web.lib.act import ActError
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]
SCAN = b"%PDF-1.4 signed by hand"
SECRET = Secret("1571000000000001", "rahasia-sekali")


def test_the_scan_makes_it_signed_once(
    room: Room, numbered: Step, user: Users, now: datetime
) -> None:
    letter = numbered()
    done = actions.sign_by_scan(
        letter=letter, content=SCAN, actor=user("rina"), now=now, day=DAY
    )
    assert done.state == State.SIGNED
    assert room.signed == [letter.pk]
    with pytest.raises(ActError):
        actions.sign_by_scan(
            letter=letter, content=SCAN, actor=user("rina"), now=now, day=DAY
        )


@pytest.mark.parametrize(
    "content",
    [b"MZ", b"%PDF-1.4 /JavaScript", b"%PDF-" + b"0" * (10 * 2**20)],
    ids=["program", "script", "large"],
)
def test_a_file_that_is_no_scan_is_refused(
    numbered: Step, user: Users, now: datetime, content: bytes
) -> None:
    with pytest.raises(ActError):
        actions.sign_by_scan(
            letter=numbered(), content=content, actor=user("rina"), now=now, day=DAY
        )


def test_a_planner_uploads_no_scan(numbered: Step, user: Users, now: datetime) -> None:
    with pytest.raises(ActError):
        actions.sign_by_scan(
            letter=numbered(), content=SCAN, actor=user("putri"), now=now, day=DAY
        )


def test_the_test_key_signs_several_as_pades(
    numbered: Step, user: Users, now: datetime, tmp_path: Path
) -> None:
    letters = [numbered("dossier:1"), numbered("dossier:2")]
    found = actions.sign_letters(
        letters=letters, sealer=TestKey(tmp_path), secret=Secret(),
        actor=user("bupati"), now=now, day=DAY,
    )  # fmt: skip
    assert [one.problem for one in found] == ["", ""]
    file = letters[0].files.get(form=File.Form.SIGNED)
    signature = PdfFileReader(io.BytesIO(bytes(file.content))).embedded_signatures[0]
    nobody = ValidationContext(trust_roots=[])
    status = validate_pdf_signature(signature, nobody)
    assert (status.intact, status.valid, status.trusted) == (True, True, False)
    assert (tmp_path / "test-key.p12").stat().st_mode & 0o077 == 0


def test_only_the_named_signer_seals(
    numbered: Step, user: Users, now: datetime, tmp_path: Path
) -> None:
    letter = numbered()
    found = actions.sign_letters(
        letters=[letter], sealer=TestKey(tmp_path), secret=Secret(),
        actor=user("sekda"), now=now, day=DAY,
    )  # fmt: skip
    assert found[0].problem
    assert Letter.objects.get(pk=letter.pk).state == State.NUMBERED


class Service:
    """A stand-in for BSrE's service: answers in turn."""

    def __init__(self, *answers: tuple[int, bytes] | OSError) -> None:
        self.answers = list(answers)
        self.asked: list[urllib.request.Request] = []

    def __call__(self, request: urllib.request.Request) -> tuple[int, bytes]:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer


def _bsre(service: Service) -> Bsre:
    return Bsre("https://esign.example", "app", "kata", send=service)


def _file(content: bytes) -> bytes:
    return json.dumps({"file": [base64.b64encode(content).decode()]}).encode()


def test_a_service_that_is_away_leaves_number_and_letter(
    numbered: Step, user: Users, now: datetime
) -> None:
    letter = numbered()
    service = Service(OSError("down"), (200, _file(b"%PDF-1.7 signed")))
    told = {"letters": [letter], "secret": SECRET, "actor": user("bupati"), "now": now}
    first = actions.sign_letters(sealer=_bsre(service), day=DAY, **told)
    letter.refresh_from_db()
    assert first[0].problem
    assert (letter.state, letter.counted) == (State.NUMBERED, 1)
    second = actions.sign_letters(sealer=_bsre(service), day=DAY, **told)
    letter.refresh_from_db()
    assert second[0].problem == ""
    assert (letter.state, letter.counted) == (State.SIGNED, 1)


def test_after_a_refusal_nothing_more_is_sent(
    numbered: Step, user: Users, now: datetime
) -> None:
    service = Service((400, b'{"error":"passphrase"}'))
    letters = [numbered("dossier:1"), numbered("dossier:2")]
    found = actions.sign_letters(
        letters=letters, sealer=_bsre(service), secret=SECRET, actor=user("bupati"),
        now=now, day=DAY,
    )  # fmt: skip
    assert all(one.problem for one in found)
    assert len(service.asked) == 1


def test_the_passphrase_is_sent_and_kept_nowhere(
    numbered: Step, user: Users, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service((200, _file(b"%PDF-1.7 signed")))
    actions.sign_letters(
        letters=[numbered()], sealer=_bsre(service), secret=SECRET,
        actor=user("bupati"), now=now, day=DAY,
    )  # fmt: skip
    (asked,) = service.asked
    assert asked.full_url == "https://esign.example/api/v2/sign/pdf"
    assert SECRET.passphrase in bytes(asked.data or b"").decode()  # type: ignore[arg-type]
    kept = [str(one.content) for one in Content.objects.all()]
    for text in (*kept, caplog.text, repr(SECRET), repr(_bsre(service))):
        assert SECRET.passphrase not in text
        assert SECRET.nik not in text


@pytest.mark.parametrize(
    "answer", [(500, b""), (200, b"no"), (200, b"{}"), (200, _file(b"no pdf"))]
)
def test_an_answer_without_file_is_no_signature(answer: tuple[int, bytes]) -> None:
    with pytest.raises(SealError):
        _bsre(Service(answer)).seal(b"%PDF-", secret=SECRET, reason="x")


def test_the_file_of_the_account_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "bsre.json"
    told = {"address": "https://x", "user": "a", "password": "b"}
    file.write_text(json.dumps(told))
    assert Bsre.from_file(file).user == "a"
    for wrong in ({**told, "address": "http://x"}, {"user": "a"}):
        file.write_text(json.dumps(wrong))
        with pytest.raises(ValueError, match="Expected"):
            Bsre.from_file(file)


def test_a_void_letter_keeps_number_and_reason(
    numbered: Step, user: Users, now: datetime
) -> None:
    letter = numbered()
    for who, why in (("dedi", "x"), ("sari", " ")):
        with pytest.raises(ActError):
            actions.void_letter(
                letter=letter, why=why, actor=user(who), now=now, day=DAY
            )
    actions.void_letter(
        letter=letter, why="Salah nama", actor=user("sari"), now=now, day=DAY
    )
    letter.refresh_from_db()
    assert (letter.state, letter.counted) == (State.VOID, 1)
    assert letter.records.last().why == "Salah nama"
    assert numbered("dossier:2").counted == 2


def test_extracts_have_the_number_of_their_decree(
    numbered: Step, user: Users, now: datetime
) -> None:
    decree = numbered()
    with pytest.raises(ActError):
        actions.make_extracts(decree=decree, actor=user("dedi"), now=now, day=DAY)
    actions.sign_by_scan(
        letter=decree, content=SCAN, actor=user("rina"), now=now, day=DAY
    )
    made = actions.make_extracts(decree=decree, actor=user("dedi"), now=now, day=DAY)
    assert [one.number for one in made] == [decree.number] * 2
    assert [one.counted for one in made] == [None, None]
    again = actions.make_extracts(decree=decree, actor=user("dedi"), now=now, day=DAY)
    assert again == []
    actions.void_letter(letter=decree, why="x", actor=user("sari"), now=now, day=DAY)
    states = Letter.objects.filter(kind=Kind.EXTRACT).values_list("state", flat=True)
    assert set(states) == {State.VOID}


def test_a_receipt_is_kept_once(numbered: Step, user: Users, now: datetime) -> None:
    letter = numbered()
    told = {
        "letter": letter, "to": "SDN 12", "way": actions.BY_HAND, "received_on": DAY,
        "actor": user("rina"), "now": now, "day": DAY,
    }  # fmt: skip
    with pytest.raises(ActError):
        actions.deliver(**told)
    actions.sign_by_scan(
        letter=letter, content=SCAN, actor=user("rina"), now=now, day=DAY
    )
    with pytest.raises(ActError):
        actions.deliver(**{**told, "received_on": date(2026, 1, 2)})
    actions.deliver(**told)
    actions.deliver(**told)
    actions.read_own(letter=letter, actor=user("guru"), now=now, day=DAY)
    letter.refresh_from_db()
    assert letter.state == State.DELIVERED
    assert letter.deliveries.count() == 2


def test_the_final_pdf_has_no_mark_of_a_draft(numbered: Step, ready: Step) -> None:
    assert files.mark_of(numbered("dossier:1")) == "CONTOH"
    assert files.mark_of(ready("dossier:2")) == "CONTOH DRAF"


@pytest.mark.parametrize(
    ("name", "posts"),
    [
        ("bupati", {"head"}),
        ("sekda", {"secretary"}),
        ("tono", {"office_head"}),
        ("sari", set()),  # a verifier is not the head of the office
        ("wulan", set()),
        ("rina", set()),
    ],
)
def test_each_post_is_signed_by_who_holds_it(
    user: Users, name: str, posts: set[str]
) -> None:
    assert posts_of(Rights(user(name), DAY)) == posts
