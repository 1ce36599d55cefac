"""Measure a version: once, with who leaves by year."""

from __future__ import annotations

from datetime import date, datetime

from seimbang.model.snapshot import Snapshot
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.workloads.actions import YEARS, leavers, measure, spoken, told
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.queries import newer_than
from tests.web.conftest import DAY


def test_measuring_twice_is_measuring_once(
    measured: Measurement, now: datetime
) -> None:
    again = measure(version=measured.version, day=measured.day, now=now)
    assert again.pk == measured.pk
    assert newer_than(measured) is None


def test_who_leaves_in_five_years_is_what_the_core_says(measured: Measurement) -> None:
    seats = Seat.objects.filter(measurement=measured)
    assert seats.count() == 2126
    for seat in seats:
        assert seat.leave5 == seat.row["retire5"] + seat.row["contract_end5"]
        assert len(seat.leaving) == YEARS
        sums = [sum(pair) for pair in seat.leaving]
        assert sums == sorted(sums)
        assert (seat.leave1, seat.leave5) == (sums[0], sums[-1])


def test_head_counts_do_not_tell_who_leaves(measured: Measurement) -> None:
    frames = dict(snapshot_of(measured.version).frames)
    people = frames.pop("people")
    counts = people.group_by("unit_id", "job_id", "status").len("number")
    frames["headcounts"] = counts.cast({"number": int}).head(10)
    assert leavers(Snapshot(frames), DAY) is None
    seat = Seat(present=3, need_rounded=2)
    assert seat.gap() == 1
    assert seat.gap(5) is None
    assert seat.lasting(1) is None


def test_a_text_kept_as_data_is_spoken_again() -> None:
    from seimbang.language import speaking, text

    kept = told(text("Needs {number} more {job}", number=2, job=text("Enough")))
    with speaking("en"):
        assert spoken(kept) == "Needs 2 more Enough"
    assert told(date(2026, 1, 1)) == "2026-01-01"
