"""Numbers: given once, by whom, when nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions, files
from seimbang_web.documents.models import Letter, Register, State
from seimbang_web.lib.act import ActError
from tests.web.documents.conftest import DAY, Room, Step

pytestmark = pytest.mark.both

Users = Callable[[str], User]


def test_the_own_register_counts_from_one(numbered: Step) -> None:
    first, second = numbered("dossier:1"), numbered("dossier:2")
    assert (first.counted, second.counted) == (1, 2)
    assert first.number == "800.1.3.3/001/BKPSDMD/2026"
    assert first.dated_on == DAY
    assert first.state == State.NUMBERED


def test_the_number_stands_in_the_text_for_good(numbered: Step) -> None:
    letter = numbered()
    told = str(letter.blocks)
    assert "NOMOR 800.1.3.3/001/BKPSDMD/2026" in told
    assert "pada tanggal 1 Januari 2026" in told


def test_each_year_begins_with_one(
    ready: Step, user: Users, now: datetime, own: None
) -> None:
    old, new = ready("dossier:1"), ready("dossier:2")
    eve = date(2026, 12, 31)
    actions.number_letter(letter=old, actor=user("dedi"), now=now, day=eve)
    made = actions.number_letter(
        letter=new, actor=user("dedi"), now=now, day=date(2027, 1, 1)
    )
    assert (made.counted, made.year) == (1, 2027)
    assert made.number.endswith("/001/BKPSDMD/2027")


def test_a_number_that_fails_afterwards_is_given_back(
    numbered: Step, ready: Step, user: Users, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    numbered("dossier:1")
    letter = ready("dossier:2")
    with monkeypatch.context() as broken:
        broken.setattr(
            "seimbang_web.documents.actions.numbers.issue",
            lambda *_args, **_kwargs: 1 / 0,
        )
        with pytest.raises(ZeroDivisionError):
            actions.number_letter(letter=letter, actor=user("dedi"), now=now, day=DAY)
    made = actions.number_letter(letter=letter, actor=user("dedi"), now=now, day=DAY)
    assert made.counted == 2


def test_twice_gives_one_number(numbered: Step, user: Users, now: datetime) -> None:
    letter = numbered()
    with pytest.raises(ActError):
        actions.number_letter(letter=letter, actor=user("dedi"), now=now, day=DAY)
    assert Register.objects.get(series="decree", year=2026).last == 1


def test_only_the_numbering_clerk_numbers(
    ready: Step, user: Users, now: datetime
) -> None:
    letter = ready()
    with pytest.raises(ActError, match=r"nomor|number"):
        actions.number_letter(letter=letter, actor=user("rina"), now=now, day=DAY)
    assert Letter.objects.get(pk=letter.pk).number == ""


def test_elsewhere_a_used_number_is_refused_with_its_letter(
    ready: Step, user: Users, now: datetime
) -> None:
    typed = {"number": "800/41/2026", "dated_on": DAY}
    dedi = user("dedi")
    actions.number_letter(
        letter=ready("dossier:1"), actor=dedi, now=now, day=DAY, **typed
    )
    with pytest.raises(ActError, match="dossier:1"):
        actions.number_letter(
            letter=ready("dossier:2"), actor=dedi, now=now, day=DAY, **typed
        )


def test_elsewhere_number_and_date_are_typed_and_not_of_tomorrow(
    ready: Step, user: Users, now: datetime
) -> None:
    letter = ready()
    for number, dated in (("", DAY), ("1", None), ("1", date(2026, 1, 2))):
        with pytest.raises(ActError):
            actions.number_letter(
                letter=letter, actor=user("dedi"), now=now, day=DAY, number=number,
                dated_on=dated,
            )  # fmt: skip


def test_what_is_missing_is_named(
    room: Room, drafted: Step, ready: Step, user: Users, now: datetime, own: None
) -> None:
    assert actions.faults(drafted("dossier:9"), DAY)
    room.text, room.blocked, room.citation = "", "Menunggu sidang.", "UU 20/2023"
    found = " ".join(actions.faults(ready("dossier:2"), DAY))
    assert "Isi" in found
    assert "Menunggu sidang." in found
    assert "UU 20/2023" in found


def test_a_citation_not_confirmed_needs_the_named_override(
    room: Room, ready: Step, user: Users, now: datetime, own: None
) -> None:
    room.citation = "UU 20/2023"
    letter = ready()
    dedi = user("dedi")
    with pytest.raises(ActError):
        actions.number_letter(letter=letter, actor=dedi, now=now, day=DAY)
    for who, why in (("rina", "x"), ("sari", "x"), ("tono", " ")):
        with pytest.raises(ActError):
            actions.override(letter=letter, why=why, actor=user(who), now=now, day=DAY)
    actions.override(letter=letter, why="Dibaca", actor=user("tono"), now=now, day=DAY)
    made = actions.number_letter(letter=letter, actor=dedi, now=now, day=DAY)
    assert (made.override, str(made.override_by)) == ("Dibaca", str(user("tono")))


def test_facts_that_changed_keep_it_from_its_number(
    room: Room, ready: Step, user: Users, now: datetime, own: None
) -> None:
    letter = ready()
    room.facts = "facts-2"
    with pytest.raises(ActError):
        actions.number_letter(letter=letter, actor=user("dedi"), now=now, day=DAY)


def test_killed_before_the_pdf_the_next_who_asks_makes_it(numbered: Step) -> None:
    letter = numbered()  # on_commit does not run in a test: as if it was killed
    assert not letter.files.exists()
    content = files.pdf_of(letter)
    assert content.startswith(b"%PDF-")
    assert files.pdf_of(letter) == content
    found = files.again(letter)
    assert found is not None and found.same
    assert letter.files.count() == 1


@pytest.mark.parametrize(
    "fields", [{"number": "9"}, {"blocks": []}, {"signer": {}}, {"counted": 7}]
)
def test_the_database_keeps_a_numbered_letter(
    numbered: Step, fields: dict[str, object]
) -> None:
    letter = numbered()
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**fields)


def test_the_database_deletes_nothing(numbered: Step) -> None:
    letter = numbered()
    files.pdf_of(letter)
    for rows in (
        letter.files.all(),
        letter.records.all(),
        letter.initials.all(),
        Letter.objects.filter(pk=letter.pk),
        Register.objects.all(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)
    for held in (letter.files, letter.records):
        with pytest.raises(DatabaseError), transaction.atomic():
            held.update(made_by=None, made_at=letter.made_at, letter=letter)
    with pytest.raises(DatabaseError), transaction.atomic():
        Register.objects.update(last=40)
