"""The words of the tables are those the law's files speak of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seimbang.law import Law
from seimbang.model.tables.choices import DUTIES, LESSONS, PROFESSIONS

DAY = date(2026, 1, 1)


def law(key: str) -> Any:
    """Return a value of the law."""
    return Law.load().value(key, DAY).value


@pytest.mark.parametrize("kind", ["sd", "smp"])
@pytest.mark.parametrize("count", ["intra", "with_kokurikuler"])
def test_every_subject_of_the_curriculum_can_be_written(kind: str, count: str) -> None:
    assert set(law(f"teacher.lesson_hours.{kind}.{count}")) <= set(LESSONS)


def test_the_nine_professions_come_first() -> None:
    nine = set(PROFESSIONS[:9])
    assert set(law("health.puskesmas_minimum.inpatient")) == nine
    assert set(law("health.puskesmas_minimum.not_inpatient")) == nine


def test_every_duty_with_hours_can_be_written() -> None:
    assert set(law("teacher.duty.hours")) <= set(DUTIES.values())
