"""How many others wish a unit, and how such wishes fared: never fewer than five."""

from __future__ import annotations

from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.wishes.models import Outcome, Place
from seimbang_web.wishes.rooms import last_round_in_words
from tests.web.wishes.conftest import DAY, As, Send


def _page(as_: As, unit: Unit) -> str:
    client = as_("guru")
    client.post("/aspirasi/saya/pilihan/1/", {"kind": "unit"})
    answer = client.post(
        "/aspirasi/saya/pilihan/1/tempat/",
        {"kind": "unit", "target": unit.pk},
        follow=True,
    )
    return answer.content.decode()


def test_fewer_than_five_are_not_told(
    as_: As, send: Send, needy: Unit, colleagues: list[Person]
) -> None:
    for one in colleagues[:4]:
        send(one, needy)
    assert "kurang dari 5" in _page(as_, needy)
    send(colleagues[4], needy)
    page = _page(as_, needy)
    assert "pada siklus ini: 5." in page
    for one in colleagues:
        assert one.name not in page


def test_the_last_round_is_told_in_counts_that_hide_people(
    send: Send, needy: Unit, colleagues: list[Person], round_: Round
) -> None:
    for one in colleagues[:6]:
        send(one, needy)
    Place.objects.filter(wish__person__in=colleagues[:2]).update(
        outcome=Outcome.GRANTED
    )
    after = Round.objects.create(name="2027", day=DAY, opened_on=DAY)
    words = last_round_in_words(after, needy)
    assert "6" in words
    assert "2" not in words
    Place.objects.exclude(wish__person=colleagues[0]).update(outcome=Outcome.GRANTED)
    Place.objects.filter(wish__person=colleagues[0]).update(outcome="")
    assert "5" not in last_round_in_words(after, needy).replace("6", "")
    Place.objects.filter(wish__person__in=colleagues[:3]).delete()
    assert "3" not in last_round_in_words(after, needy)
