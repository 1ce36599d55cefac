"""The card of a move: four questions, facts, chain; who may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.audit.models import Entry
from seimbang_web.cards import queries, reasons
from seimbang_web.cards.access import sight_of
from seimbang_web.cards.rules import Sight
from seimbang_web.plans import store
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.rounds import choose

As = Callable[[str], Client]
QUESTIONS = (
    "Mengapa dia?",
    "Mengapa ke sana?",
    "Siapa lagi yang dipertimbangkan?",
    "Apa yang akan mengubah hasil?",
)


def test_the_four_questions_are_answered(as_: As, move: Move) -> None:
    page = as_("putri").get(f"/kartu/{move.pk}/").content.decode()
    for words in (*QUESTIONS, "Jam mengajar di kedua sekolah", "belum dikonfirmasi"):
        assert words in page, words
    assert "Belum ada aturan TPP daerah" in page
    assert move.person.nip not in page
    assert "<svg" in page
    paper = as_("putri").get(f"/kartu/{move.pk}/cetak/").content.decode()
    assert "<details open>" in paper


def test_reading_is_recorded(as_: As, move: Move) -> None:
    as_("tono").get(f"/kartu/{move.pk}/")
    read = Entry.objects.get(act="person.read", subject=f"move:{move.pk}")
    assert read.actor_name == "tono"


def test_who_else_is_told_by_numbers_only(move: Move, rights: object) -> None:
    told = reasons.reasons_for(move, Sight(private=False, coarse=True))
    assert told is not None
    others = " ".join(str(one) for one in told.others)
    for other in Move.objects.filter(plan=move.plan).exclude(pk=move.pk)[:50]:
        assert other.person.name not in others
        assert other.person.ref not in others


def test_the_figures_are_those_of_the_plan(
    move: Move, rights: Callable[[str], Rights]
) -> None:
    card = queries.Card(move, rights("putri"))
    assert card.reasons is not None
    assert card.effect is not None
    origin = card.reasons.move["origin"]
    facts = card.effect.facts
    assert (facts.origin.before, facts.origin.after) == (
        origin["before"],
        origin["after"],
    )
    assert facts.origin.rounded == origin["rounded"]
    assert facts.schools[0].after == origin["after"]
    assert not facts.blocking


def test_every_move_of_a_sample_has_a_card_without_a_forbidding_rule(
    plan: Plan, rights: Callable[[str], Rights]
) -> None:
    for one in plan.moves.select_related(
        "plan", "person", "from_unit", "to_unit", "from_job", "to_job"
    )[::40]:
        card = queries.Card(one, rights("sari"))
        assert card.effect is not None
        assert not card.effect.facts.blocking, one.person.ref
        assert not card.effect.facts.waivers, one.person.ref


def test_a_chain_is_told_in_the_order_of_execution(
    plan: Plan, as_: As, rights: Callable[[str], Rights]
) -> None:
    second = plan.moves.filter(step=2).first()
    assert second is not None
    card = queries.Card(second, rights("putri"))
    steps = card.chain
    assert [one.number for one in steps] == list(range(1, len(steps) + 1))
    assert steps[1].here
    assert steps[0].target == steps[1].origin
    assert all(one.move for one in steps)
    page = as_("putri").get(f"/kartu/{second.pk}/").content.decode()
    assert "Setelah pengganti datang." in page or "Melingkar" in page


def test_a_health_worker_needs_a_new_licence(plan: Plan, as_: As) -> None:
    nurse = plan.moves.filter(family__in=("perawat", "bidan")).first()
    assert nurse is not None
    page = as_("putri").get(f"/kartu/{nurse.pk}/").content.decode()
    assert f"SIP baru untuk {nurse.to_unit}" in page


def test_without_reasons_it_cannot_be_submitted(as_: As, move: Move) -> None:
    folder = store.folder_of(move.plan)
    store._reasons.cache_clear()
    (folder / "reasons.json").rename(folder / "gone")
    try:
        page = as_("putri").get(f"/kartu/{move.pk}/").content.decode()
    finally:
        (folder / "gone").rename(folder / "reasons.json")
        store._reasons.cache_clear()
    assert "tidak dapat diajukan" in page
    assert "Mengapa dia?" not in page


def test_a_head_sees_the_own_unit_of_a_chosen_plan_only(
    as_: As, headed: Move, chosen: Plan
) -> None:
    client = as_("kepsek")
    page = client.get(f"/kartu/{headed.pk}/").content.decode()
    assert QUESTIONS[0] in page
    assert "dari rumah ke unit" not in page
    assert "Data pribadi" in page
    assert "Hukuman disiplin" not in page
    other = (
        chosen.moves.exclude(from_unit=headed.from_unit)
        .exclude(to_unit=headed.from_unit)
        .first()
    )
    assert other is not None
    assert client.get(f"/kartu/{other.pk}/").status_code == 404
    listed = client.get("/kartu/").content.decode()
    assert headed.person.name in listed


def test_cards_not_read_wait_for_the_head(
    as_: As, headed: Move, chosen: Plan, rights: Callable[[str], Rights]
) -> None:
    (task,) = queries.waiting_for(rights("kepsek"))
    as_("kepsek").get(f"/kartu/{headed.pk}/")
    as_("kepsek").get(f"/kartu/{headed.pk}/")
    left = sum(one.count for one in queries.waiting_for(rights("kepsek")))
    assert left == task.count - 1
    assert queries.waiting_for(rights("tono")) == []
    assert queries.waiting_for(rights("rina")) == []


def test_a_head_sees_no_draft(as_: As, headed: Move) -> None:
    assert as_("kepsek").get(f"/kartu/{headed.pk}/").status_code == 404
    assert "Belum ada rencana" in as_("kepsek").get("/kartu/").content.decode()


def test_a_sector_sees_its_agency_only(as_: As, move: Move, chosen: Plan) -> None:
    client = as_("disdik")
    assert client.get(f"/kartu/{move.pk}/").status_code == 200
    nurse = chosen.moves.filter(family="perawat").first()
    assert nurse is not None
    assert client.get(f"/kartu/{nurse.pk}/").status_code == 404


def test_who_reads_no_card(as_: As, move: Move, chosen: Plan) -> None:
    for name in ("rina", "guru", "admin", "pdp"):
        assert as_(name).get(f"/kartu/{move.pk}/").status_code == 404, name
    for name in ("sari", "tono", "bupati", "inspektur"):
        assert as_(name).get(f"/kartu/{move.pk}/").status_code == 200, name
    assert as_("putri").get("/kartu/999999/").status_code == 404
    assert as_("putri").post(f"/kartu/{move.pk}/").status_code == 404


def test_the_authority_sees_the_way_between_units(as_: As, move: Move) -> None:
    page = as_("bupati").get(f"/kartu/{move.pk}/").content.decode()
    assert "antara kedua unit" in page
    assert "dari rumah ke" not in page


def test_what_was_done_to_the_move_is_told(
    as_: As, move: Move, user: Callable[[str], User], now: datetime
) -> None:
    record(actor=user("putri"), act="plan.choose", subject=f"move:{move.pk}", now=now)
    Pin.objects.create(
        round=move.plan.round, kind="stays", person=move.person,
        why="Ujian kelas enam", made_by=user("putri"), made_at=now,
    )  # fmt: skip
    page = as_("putri").get(f"/kartu/{move.pk}/").content.decode()
    assert "Memilih rencana" in page
    assert "Ujian kelas enam" in page


def test_a_head_reads_no_reasons_of_pins(
    as_: As, headed: Move, chosen: Plan, user: Callable[[str], User], now: datetime
) -> None:
    Pin.objects.create(
        round=chosen.round, kind="stays", person=headed.person,
        why="Ujian kelas enam", made_by=user("putri"), made_at=now,
    )  # fmt: skip
    page = as_("kepsek").get(f"/kartu/{headed.pk}/").content.decode()
    assert "Ujian kelas enam" not in page


def test_the_list_asks_the_database_little(as_: As, chosen: Plan) -> None:
    client = as_("tono")
    assert f"{chosen.moves.count()} usulan" in client.get("/kartu/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get("/kartu/?page=2")
    assert len(asked) <= 12


def test_the_team_sees_private_facts_of_cases_before_it_not_of_drafts(
    rights: Callable[[str], Rights], move: Move, user: Callable[[str], User],
    now: datetime,
) -> None:  # fmt: skip
    assert not sight_of(rights("tono"), move.person).private
    choose(plan=move.plan, why="untuk dibahas", actor=user("putri"), now=now)
    assert sight_of(rights("tono"), move.person).private
