"""What an edit would do: the core's own answer, before anybody accepts it."""

from __future__ import annotations

import time

from seimbang.whatif.candidate import candidates
from seimbang.whatif.edit import Edit, effect
from seimbang_web.audit.models import Entry
from seimbang_web.desk import offers
from seimbang_web.desk.effects import words_of
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.store import whatif_of
from tests.web.conftest import As
from tests.web.desk.conftest import address


def test_a_swap_is_told_as_the_core_tells_it(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    for move in moves[:3]:
        found = offers.swaps(plan, move)
        for one in found.rows[:2]:
            core = effect(
                whatif_of(plan), Edit(move.person.ref, other_id=one.person.ref)
            )
            assert one.loss == words_of(core.loss)
            url = address(plan, "tukar", move.person, dengan=one.person.pk)
            shown = as_("putri").get(url).context["shown"]
            assert shown.loss == words_of(core.loss)
            assert shown.others == core.others
            assert [post.as_is for post in shown.posts] == [
                seat.as_is for seat in core.seats
            ]
            assert [post.best for post in shown.posts] == [
                seat.best for seat in core.seats
            ]


def test_alternatives_are_the_core_s_in_its_order(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    move = moves[0]
    folder = whatif_of(plan)
    core = candidates(folder, move.to_unit.code, move.to_job.code, top=offers.TOP)
    refs = [folder.person_id(row.place.family, row.place.person) for row in core.rows]
    page = as_("putri").get(f"/meja/pindah/{move.pk}/pengganti/")
    shown = page.context["offers"]
    assert [one.person.ref for one in shown.rows] == refs
    assert [one.loss for one in shown.rows] == [words_of(row.loss) for row in core.rows]
    assert shown.everybody == core.everybody
    for one, row in zip(shown.rows[:3], core.rows, strict=False):
        url = address(plan, "ke", one.person, unit=one.unit.pk, jabatan=one.job.pk)
        assert as_("putri").get(url).context["shown"].loss == words_of(row.loss)


def test_other_places_lose_what_the_core_says(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    move = moves[0]
    page = as_("putri").get(f"/meja/pindah/{move.pk}/tempat-lain/")
    rows = page.context["offers"].rows
    assert rows
    for one in rows[:4]:
        edit = Edit(move.person.ref, one.unit.code, one.job.code)
        assert one.loss == words_of(effect(whatif_of(plan), edit).loss)


def test_staying_shows_both_posts_and_the_whole_plan(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    page = as_("putri").get(address(plan, "tetap", moves[0].person))
    shown = page.context["shown"]
    names = " ".join(post.name for post in shown.posts)
    assert moves[0].from_unit.name in names
    assert moves[0].to_unit.name in names
    assert len(shown.figures) == 7
    assert "Terapkan perubahan" in page.content.decode()


def test_what_a_rule_forbids_is_explained_with_its_article(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    mover = moves[0].person
    office = Unit.objects.get(code="SETDA")
    page = as_("putri").get(address(plan, "ke", mover, unit=office.pk))
    shown, text = page.context["shown"], page.content.decode()
    assert not shown.allowed
    assert "Terapkan perubahan" not in text
    told = _held(plan)
    page = as_("putri").get(address(plan, "ke", told, unit=moves[0].to_unit_id))
    assert page.context["shown"].denied
    text = page.content.decode()
    assert "aturan melarangnya" in text
    rules = page.context["shown"].denied[0][1]
    assert rules
    assert any(rule.sources for rule in rules)
    assert Entry.objects.filter(act="person.read", subject=f"person:{told.pk}").exists()


def _held(plan: Plan) -> Person:
    """Return a teacher whom a rule holds: not among those who may move."""
    places = whatif_of(plan)
    rows = Person.objects.filter(job__family="guru-sd-kelas", present=True)
    for person in rows.exclude(status="non_asn").order_by("ref"):
        if person.ref in places.ids.values() and places.place(person.ref) is None:
            return person
    raise AssertionError("Expected somebody who may not move.")


def test_a_forbidden_edit_cannot_be_accepted(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    url = address(plan, "ke", _held(plan), unit=moves[0].to_unit_id)
    page = as_("putri").post(url, {"why": "x", "seen": ""})
    assert page.status_code == 200
    assert "Aturan melarangnya" in page.content.decode()
    assert not Pin.objects.exists()


def test_not_there_is_told_by_what_the_best_plan_loses(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    move = moves[0]
    folder = whatif_of(plan)
    place = folder.place(move.person.ref)
    assert place is not None
    core = folder.exchange(place.family).without(place.person)
    url = address(plan, "jangan", move.person, unit=move.to_unit_id)
    assert as_("putri").get(url).context["shown"].loss == words_of(core)
    url = address(plan, "jangan", move.person, unit=move.from_unit_id)
    assert as_("putri").get(url).context["shown"].same


def test_an_effect_is_told_within_400_milliseconds(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    client = as_("putri")
    client.get(address(plan, "tetap", moves[0].person))  # loads the plan
    client.get(f"/meja/pindah/{moves[0].pk}/pengganti/")
    took = []
    for move in moves[:6]:
        began = time.process_time()
        client.get(address(plan, "tetap", move.person))
        took.append(time.process_time() - began)
    assert min(took) <= 0.4


def test_what_the_address_names_wrongly_is_not_there(
    as_: As, plan: Plan, moves: list[Move]
) -> None:
    one = moves[0].person
    stays = Person.objects.exclude(moves__plan=plan).first()
    assert stays is not None
    for url in (
        address(plan, "xxx", one),
        address(plan, "ke", one),
        address(plan, "ke", one, unit=999_999),
        address(plan, "tukar", one),
        address(plan, "kunci", stays),
        f"/meja/{plan.pk}/akibat/?jenis=tetap",
        f"/meja/{plan.pk}/akibat/?jenis=tetap&orang=abc",
        "/meja/999/akibat/?jenis=tetap&orang=1",
    ):
        assert as_("putri").get(url).status_code == 404, url


def test_only_planners_may_ask(as_: As, plan: Plan, moves: list[Move]) -> None:
    for name in ("sari", "tono", "inspektur", "rina", "guru"):
        client = as_(name)
        assert client.get(address(plan, "tetap", moves[0].person)).status_code == 404
        for page in ("pengganti", "tempat-lain", "tukar"):
            url = f"/meja/pindah/{moves[0].pk}/{page}/"
            assert client.get(url).status_code == 404
