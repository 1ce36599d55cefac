"""What of the letters stands in *Tugas saya*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents import actions
from seimbang_web.documents.queries import letters_of, waiting_for
from tests.web.documents.conftest import DAY, Step

Users = Callable[[str], User]
Of = Callable[[str], Rights]


def _told(rights: Of, name: str) -> dict[str, int]:
    return {one.url: one.count for one in waiting_for(rights(name))}


def test_each_step_waits_for_one_person(
    drafted: Step, user: Users, rights: Of, now: datetime, own: None
) -> None:
    letter = drafted()
    page = f"/surat/{letter.pk}/"
    assert _told(rights, "rina") == {page: 1}
    people = {1: user("sari"), 2: user("sekda")}
    actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
    assert _told(rights, "rina") == _told(rights, "sekda") == {}
    assert _told(rights, "sari") == {page: 1}
    for name in ("sari", "sekda"):
        assert _told(rights, name) == {page: 1}
        actions.initial(letter=letter, actor=user(name), now=now)
    assert _told(rights, "rina") == {}
    assert _told(rights, "dedi") == {page: 1}
    letter.refresh_from_db()
    actions.number_letter(letter=letter, actor=user("dedi"), now=now, day=DAY)
    assert _told(rights, "dedi") == {}
    assert _told(rights, "bupati") == {"/surat/tanda-tangan/": 1}


def test_a_letter_sent_back_says_so(
    drafted: Step, user: Users, rights: Of, now: datetime
) -> None:
    letter = drafted()
    people = {1: user("sari"), 2: user("sekda")}
    actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
    actions.send_back(letter=letter, remark="TMT", actor=user("sari"), now=now)
    (line,) = waiting_for(rights("rina"))
    assert "dikembalikan" in str(line.label)


def test_several_lead_to_their_list(drafted: Step, rights: Of) -> None:
    drafted("dossier:1"), drafted("dossier:2")
    assert _told(rights, "rina") == {"/surat/?state=draf": 2}


def test_who_has_nothing_is_told_nothing(drafted: Step, rights: Of) -> None:
    drafted()
    for name in ("guru", "kepsek", "inspektur", "bupati"):
        assert _told(rights, name) == {}


def test_the_letters_of_a_record_are_the_last_first(drafted: Step) -> None:
    letter = drafted("dossier:1")
    drafted("dossier:2")
    assert list(letters_of("dossier:1")) == [letter]
