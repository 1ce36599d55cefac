"""The region's table of incomes: two persons; a figure only with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.cards import actions
from seimbang_web.cards.facts import Tables, income_of, income_table
from seimbang_web.cards.judged import judged_now
from seimbang_web.cards.models import IncomeTable
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move

As = Callable[[str], Client]
User_ = Callable[[str], User]
FORM = {
    "since": "2025-01-01",
    "basis": "Perbup contoh 1/2025",
    "rates": "8\t2.500.000\n7 2000000\n\n9; Rp3000000",
}


def test_two_persons_put_a_table_in_force(as_: As, move: Move) -> None:
    as_("rina").post("/kartu/tpp/", FORM)
    table = IncomeTable.objects.get()
    assert table.rates == {"8": 2500000, "7": 2000000, "9": 3000000}
    card = as_("putri").get(f"/kartu/{move.pk}/").content.decode()
    assert "Belum ada aturan TPP daerah" in card
    as_("rina").post(f"/kartu/tpp/{table.pk}/setujui/")
    table.refresh_from_db()
    assert table.approved_by is None
    as_("dedi").post(f"/kartu/tpp/{table.pk}/setujui/")
    table.refresh_from_db()
    assert table.approved_by is not None
    assert table.approved_by.username == "dedi"
    card = as_("putri").get(f"/kartu/{move.pk}/").content.decode()
    assert "Rp2.500.000" in card
    assert "Perbup contoh 1/2025" in card
    assert Entry.objects.filter(act__startswith="income.").count() == 2


def test_a_change_of_class_changes_the_figure(user: User_, now: datetime) -> None:
    table = _proposed(user, now)
    actions.approve_income(table=table, actor=user("dedi"), now=now)
    answers = judged_now(date(2026, 1, 1))
    assert answers is not None
    tables = Tables(answers)
    found = income_of(tables, "perawat", "guru-sd-kelas")
    assert found is not None
    assert found.change == 500000
    assert income_of(tables, "perawat", "pengawas-sekolah") is None
    assert income_table(date(2024, 1, 1)) is None


def _proposed(user: User_, now: datetime) -> IncomeTable:
    return actions.propose_income(
        since=date(2025, 1, 1),
        basis="Perbup contoh",
        rates={7: 2000000, 8: 2500000},
        actor=user("rina"),
        now=now,
    )


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        ("8", "Baris 1"),
        ("8 banyak", "Baris 1"),
        ("18 2000000", "1 sampai 17"),
        ("8 200000000", "100 juta"),
        ("8 2000000\n8 2100000", "Baris 2"),
        ("  ;  ", "sedikit satu kelas"),
    ],
)
def test_a_wrong_line_is_named(as_: As, rates: str, words: str) -> None:
    page = as_("rina").post("/kartu/tpp/", FORM | {"rates": rates}).content.decode()
    assert words in page
    assert not IncomeTable.objects.exists()


def test_twice_is_refused(user: User_, now: datetime) -> None:
    _proposed(user, now)
    with pytest.raises(ActError, match="orang kedua"):
        _proposed(user, now)


def test_a_refusal_names_its_reason(as_: As, user: User_, now: datetime) -> None:
    table = _proposed(user, now)
    as_("sari").post(f"/kartu/tpp/{table.pk}/tolak/", {"why": " "})
    table.refresh_from_db()
    assert table.refused_by is None
    as_("sari").post(f"/kartu/tpp/{table.pk}/tolak/", {"why": "angka lama"})
    page = as_("rina").get("/kartu/tpp/").content.decode()
    assert "angka lama" in page
    with pytest.raises(ActError, match="sudah diputus"):
        actions.approve_income(table=table, actor=user("dedi"), now=now)


def test_who_may(as_: As, user: User_, now: datetime) -> None:
    table = _proposed(user, now)
    for name in ("putri", "sari", "tono", "kepsek", "guru", "bupati"):
        assert as_(name).post("/kartu/tpp/", FORM).status_code == 404, name
    for name in ("putri", "tono", "kepsek", "guru"):
        answer = as_(name).post(f"/kartu/tpp/{table.pk}/setujui/")
        assert answer.status_code == 404, name
    assert as_("dedi").get(f"/kartu/tpp/{table.pk}/setujui/").status_code == 404
    assert as_("dedi").post("/kartu/tpp/99/setujui/").status_code == 404
