"""Drafts and initials: in turn, each under its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.models import Kind, SignerRule, State
from seimbang_web.documents.signer import choices
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError, StaleError
from tests.web.documents.conftest import DAY, Room, Step

Users = Callable[[str], User]


def test_initials_come_in_turn(drafted: Step, user: Users, now: datetime) -> None:
    letter = drafted()
    people = {1: user("sari"), 2: user("sekda")}
    actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
    with pytest.raises(ActError):
        actions.initial(letter=letter, actor=user("sekda"), now=now)
    actions.initial(letter=letter, actor=user("sari"), now=now)
    with pytest.raises(ActError):
        actions.initial(letter=letter, actor=user("sari"), now=now)
    made = actions.initial(letter=letter, actor=user("sekda"), now=now)
    assert made.state == State.READY
    assert len({one.digest for one in made.initials.all()}) == 1


@pytest.mark.parametrize("second", ["sari", "rina", "bupati"])
def test_each_initial_comes_from_another_who_may(
    drafted: Step, user: Users, now: datetime, second: str
) -> None:
    people = {1: user("sari"), 2: user(second)}
    with pytest.raises(ActError):
        actions.send(
            letter=drafted(), people=people, actor=user("rina"), now=now, day=DAY
        )


def test_a_change_takes_the_initials_off(
    ready: Step, user: Users, now: datetime
) -> None:
    letter = ready()
    made = actions.edit_block(
        letter=letter, name="isi", text="Lain.", for_all=False, why="",
        version=letter.version, actor=user("rina"), now=now,
    )  # fmt: skip
    assert made.state == State.DRAFT
    assert not made.initials.exclude(given_at=None).exists()
    assert "Lain." in str(made.blocks)


def test_own_text_stays_when_composed_again(
    room: Room, drafted: Step, user: Users, now: datetime
) -> None:
    letter = drafted()
    actions.edit_block(
        letter=letter, name="isi", text="Lain.", for_all=False, why="",
        version=None, actor=user("rina"), now=now,
    )  # fmt: skip
    room.facts, room.text = "facts-2", "Baru."
    assert actions.new_facts(letter, DAY)
    made = actions.redraft(letter=letter, actor=user("rina"), now=now, day=DAY)
    assert "Lain." in str(made.blocks)
    assert not actions.new_facts(made, DAY)


def test_the_office_s_wording_is_in_letters_to_come(
    drafted: Step, user: Users, now: datetime
) -> None:
    actions.edit_block(
        letter=drafted(), name="isi", text="Kata kantor.", for_all=True, why="Perbup",
        version=None, actor=user("rina"), now=now,
    )  # fmt: skip
    assert "Kata kantor." in str(drafted("dossier:2").blocks)


def test_parts_of_the_record_are_not_edited(
    drafted: Step, user: Users, now: datetime
) -> None:
    with pytest.raises(ActError):
        actions.edit_block(
            letter=drafted(), name="mengingat.1", text="x", for_all=False, why="",
            version=None, actor=user("rina"), now=now,
        )  # fmt: skip


def test_an_old_page_changes_nothing(drafted: Step, user: Users, now: datetime) -> None:
    letter = drafted()
    with pytest.raises(StaleError):
        actions.redraft(letter=letter, version=99, actor=user("rina"), now=now, day=DAY)


def test_sent_back_with_a_remark(drafted: Step, user: Users, now: datetime) -> None:
    letter = drafted()
    people = {1: user("sari"), 2: user("sekda")}
    actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
    for who, remark in (("sekda", "x"), ("sari", " ")):
        with pytest.raises(ActError):
            actions.send_back(letter=letter, remark=remark, actor=user(who), now=now)
    made = actions.send_back(
        letter=letter, remark="TMT keliru", actor=user("sari"), now=now
    )
    assert made.state == State.DRAFT
    assert made.initials.get(order=1).remark == "TMT keliru"


def test_one_open_draft_of_a_record(drafted: Step) -> None:
    drafted()
    with pytest.raises(ActError):
        drafted()


def test_another_signer_a_n_with_plh(drafted: Step, user: Users, now: datetime) -> None:
    letter = drafted()
    assert letter.signer["signs"] == "head"
    assert not letter.signer["confirmed"]
    mandate = SignerRule.objects.get(
        kind=Kind.DECREE, post="secretary", through="", basis="mandat"
    )
    told = {
        **profile().told,
        "secretary_acting_since": "2025-12-01",
        "secretary_acting_until": "2026-02-01",
    }
    save_profile(content=told, base=profile().number, actor=None, now=now)
    actions.redraft(letter=letter, actor=user("rina"), now=now, day=DAY)
    made = actions.choose_signer(
        letter=letter, rule=mandate.pk, version=None, actor=user("rina"), now=now,
        day=DAY,
    )  # fmt: skip
    assert made.signer["standing"] == "plh"
    assert made.signer["behalf"] == "Bupati Batang Hari"


def test_a_row_of_signers_takes_two_persons(user: Users, now: datetime) -> None:
    row = actions.propose_signer(
        lane="biasa", kind=Kind.DECREE, post="office_head", through="",
        basis="delegasi", source="Perbup 1/2026", since=DAY, actor=user("rina"),
        now=now,
    )  # fmt: skip
    with pytest.raises(ActError):
        actions.approve_signer(rule=row, actor=user("rina"), now=now)
    assert choices(Kind.DECREE, "biasa", DAY, profile(), None)[0].rule != row
    actions.approve_signer(rule=row, actor=user("sari"), now=now)
    first = choices(Kind.DECREE, "biasa", DAY, profile(), None)[0]
    assert first.rule == row
    assert first.told["behalf"] == ""
    actions.end_signer(rule=row, day=DAY, actor=user("sari"), now=now)
    assert choices(Kind.DECREE, "biasa", DAY, profile(), None)[0].rule != row


@pytest.mark.parametrize(
    ("post", "through", "basis", "source"),
    [
        ("secretary", "", "mandat", ""),
        ("head", "", "mandat", "Perbup"),
        ("secretary", "office_head", "delegasi", "Perbup"),
    ],
)
def test_power_needs_its_basis(
    user: Users, now: datetime, post: str, through: str, basis: str, source: str
) -> None:
    with pytest.raises(ActError):
        actions.propose_signer(
            lane="", kind=Kind.DECREE, post=post, through=through, basis=basis,
            source=source, since=DAY, actor=user("rina"), now=now,
        )  # fmt: skip
