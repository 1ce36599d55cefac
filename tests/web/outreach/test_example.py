"""The demo's circulars and answers: whom they reach, and how they read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.outreach.example import publish_example
from seimbang_web.outreach.models import Circular, Faq
from seimbang_web.plans.models import Round

DAY = date(2026, 1, 1)


@pytest.fixture
def told(user: Callable[[str], User], now: datetime) -> list[Circular]:
    return publish_example(
        round=Round.objects.get(), actor=user("putri"), now=now, day=DAY
    )


def test_a_teacher_reads_those_for_civil_servants(
    told: list[Circular], as_: Callable[[str], Client]
) -> None:
    page = as_("guru").get("/sosialisasi/").content.decode()
    assert "Masa aspirasi Mutasi 2026 dibuka" in page
    assert "konfirmasi sampai 30 Januari 2026" in page
    assert "Tugas kepala unit" not in page
    assert "Apakah komputer yang memutuskan?" in page
    assert "Kalender Mutasi 2026" in page


def test_a_head_reads_those_for_heads(
    told: list[Circular], as_: Callable[[str], Client]
) -> None:
    page = as_("kepsek").get("/sosialisasi/").content.decode()
    assert "Tugas kepala unit dalam Mutasi 2026" in page
    assert "Bolehkah pegawai pergi sebelum penggantinya datang?" in page


def test_nothing_is_left_to_fill(told: list[Circular]) -> None:
    faqs = [one.question + one.answer for one in Faq.objects.all()]
    for words in [one.title + one.body + one.short for one in told] + faqs:
        assert "{" not in words
    assert all(len(one.short) <= 300 for one in told)


def test_after_the_last_day_nothing_is_confirmed(
    user: Callable[[str], User], now: datetime
) -> None:
    later = DAY + timedelta(days=60)
    made = publish_example(
        round=Round.objects.get(), actor=user("putri"), now=now, day=later
    )
    assert [one.confirm_by for one in made] == [None, None]
