"""Every wish gets a written answer, by the chosen plan: what became of it and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from seimbang.document.block import from_json
from seimbang.document.plain import plain
from seimbang_web.accounts.models import User
from seimbang_web.documents.models import Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Move, Plan, Round
from seimbang_web.wishes.answer import answer_round, answer_wish, keep_outcome
from seimbang_web.wishes.fate import fate
from seimbang_web.wishes.letters import blocked
from seimbang_web.wishes.models import Outcome, Wish
from seimbang_web.wishes.queries import counted
from tests.web.wishes.conftest import DAY, As, Send, Users

Answer = Callable[[Wish], str]


@pytest.fixture
def answered(user: Users, now: datetime) -> Answer:
    """Draft the answer to a wish and return its words."""

    def run(wish: Wish) -> str:
        letter = answer_wish(wish=wish, actor=user("putri"), now=now, day=DAY)
        return plain(from_json(letter.blocks))

    return run


@pytest.fixture
def move(chosen: Plan) -> Move:
    return chosen.moves.select_related("person", "to_unit").order_by("pk")[0]


def test_a_wish_that_the_plan_grants(
    send: Send, move: Move, answered: Answer, needy: Unit
) -> None:
    wish = send(move.person, move.to_unit)
    words = answered(wish)
    assert "Permohonan Saudara dikabulkan." in words
    assert move.to_unit.name in words
    assert wish.receipt in words
    wish.refresh_from_db()
    assert wish.outcome == Outcome.GRANTED
    assert wish.places.get().outcome == Outcome.GRANTED


def test_a_later_choice_is_a_part(
    send: Send, move: Move, answered: Answer, full: Unit
) -> None:
    words = answered(send(move.person, full, move.to_unit))
    assert "dikabulkan sebagian" in words


def test_a_unit_that_is_full_says_so_without_other_people(
    send: Send, guru: Person, full: Unit, answered: Answer, chosen: Plan
) -> None:
    words = answered(send(guru, full))
    assert "belum dapat dikabulkan" in words
    assert f"{full.name} sudah cukup" in words or "cukup" in words
    assert "tetap tercatat" in words
    names = Move.objects.filter(plan=chosen).values_list("person__name", flat=True)
    assert not [one for one in names if one in words]


def test_a_needy_unit_tells_why_not(
    send: Send, guru: Person, needy: Unit, chosen: Plan
) -> None:
    found = fate(send(guru, needy), chosen)
    (reason,) = found.reasons
    goes = Move.objects.filter(plan=chosen, person=guru).first()
    if goes is None or goes.to_unit != needy:
        assert found.outcome == Outcome.NOT
        assert reason.words.endswith(".")
        assert "Anda" not in reason.words


def test_a_district_is_answered_too(send: Send, move: Move, chosen: Plan) -> None:
    code = move.to_unit.district_code
    draft = {"places": [{"kind": "kecamatan", "code": code, "name": "X"}]}
    assert fate(send(move.person, draft=draft), chosen).outcome == Outcome.GRANTED
    draft = {"places": [{"kind": "kecamatan", "code": "99.99.99", "name": "Y"}]}
    found = fate(send(move.person, draft=draft), chosen)
    assert found.outcome == Outcome.NOT


def test_all_of_the_round_at_once_and_not_twice(
    send: Send, guru: Person, needy: Unit, chosen: Plan, colleagues: list[Person],
    as_: As, round_: Round,
) -> None:  # fmt: skip
    send(guru, needy)
    send(colleagues[0], needy)
    send(colleagues[1], draft={"places": []})
    client = as_("putri")
    page = client.get("/aspirasi/daftar/").content.decode()
    assert "2 terkirim, 0 dijawab, 0 disusun, 2 belum dijawab" in page
    assert "Jawab 2 aspirasi" in client.get("/").content.decode()
    for _twice in range(2):
        client.post("/aspirasi/daftar/jawab/")
    assert Letter.objects.filter(kind="jawaban").count() == 2
    assert counted(round_).drafted == 2
    page = client.get("/aspirasi/daftar/?answer=disusun").content.decode()
    assert "2 aspirasi." in page
    Letter.objects.update(state=LetterState.SIGNED)
    assert counted(round_).given == 2
    assert "Jawab 2 aspirasi" not in client.get("/").content.decode()


def test_one_by_its_page(
    send: Send, guru: Person, full: Unit, chosen: Plan, as_: As
) -> None:
    wish = send(guru, full)
    client = as_("sari")
    page = client.get(f"/aspirasi/{wish.pk}/").content.decode()
    assert "Susun jawaban tertulis" in page
    assert "Belum dapat dipenuhi" in page
    client.post(f"/aspirasi/{wish.pk}/jawab/", {"key": "a"})
    client.post(f"/aspirasi/{wish.pk}/jawab/", {"key": "a"})
    client.post(f"/aspirasi/{wish.pk}/jawab/", {"key": "b"})
    assert Letter.objects.filter(subject=f"wish:{wish.pk}").count() == 1
    for who in ("rina", "kepsek", "tono", "bupati"):
        answer = as_(who).post(f"/aspirasi/{wish.pk}/jawab/", {"key": who})
        assert answer.status_code == 404
    assert as_("putri").get(f"/aspirasi/{wish.pk}/jawab/").status_code == 404


def test_what_cannot_be_answered(
    send: Send, guru: Person, needy: Unit, user: Users, now: datetime, as_: As,
    round_: Round,
) -> None:  # fmt: skip
    by: dict[str, Any] = {"actor": user("putri"), "now": now, "day": DAY}
    wish = send(guru, needy)
    with pytest.raises(ActError):
        answer_round(round=round_, **by)  # no plan is chosen
    page = as_("putri").post("/aspirasi/daftar/jawab/", follow=True)
    assert "Belum ada rencana" in page.content.decode()
    as_("guru").post("/aspirasi/saya/tarik/")
    with pytest.raises(ActError):
        answer_wish(wish=wish, **by)


def test_nobody_answers_the_own_wish(
    send: Send, guru: Person, needy: Unit, user: Users, now: datetime, chosen: Plan,
    round_: Round,
) -> None:  # fmt: skip
    wish = send(guru, needy)
    User.objects.filter(username="guru").update(person=None)
    planner = user("putri")
    planner.person = guru
    planner.save()
    with pytest.raises(ActError):
        answer_wish(wish=wish, actor=planner, now=now, day=DAY)
    assert answer_round(round=round_, actor=planner, now=now, day=DAY) == 0
    assert counted(round_).open == 1


def test_an_answer_by_another_plan_is_not_numbered(
    send: Send, guru: Person, full: Unit, chosen: Plan, answered: Answer
) -> None:
    wish = send(guru, full)
    answered(wish)
    assert blocked(f"wish:{wish.pk}") == ""
    Wish.objects.filter(pk=wish.pk).update(plan=None)
    assert blocked(f"wish:{wish.pk}")
    keep_outcome(wish)
    assert blocked(f"wish:{wish.pk}") == ""


def test_the_request_is_a_letter_to_print(
    send: Send, guru: Person, needy: Unit, as_: As
) -> None:
    wish = send(guru, needy)
    for part in ("permohonan.pdf", "tanda-terima.pdf"):
        answer = as_("guru").get(f"/aspirasi/{wish.pk}/{part}")
        assert answer.content.startswith(b"%PDF")
        assert wish.receipt in answer["Content-Disposition"]
    send(guru, draft={"places": []})
    assert as_("guru").get(f"/aspirasi/{wish.pk}/permohonan.pdf").status_code == 404
