"""Make a new version: whole, on the base that was looked at, with the history kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import polars as pl
import pytest

from seimbang.model.snapshot import Snapshot
from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.organisation.actions import OtherBaseError, apply_version
from seimbang_web.organisation.convert import checksum, packed, snapshot_of, unpacked
from seimbang_web.organisation.models import Person, Placement, Unit, Version
from seimbang_web.organisation.queries import current, placements, seated

DAY = date(2026, 3, 1)
User_ = Callable[[str], User]


def _version() -> Version:
    version = current()
    assert version is not None
    return version


def _changed(frame: Callable[[pl.DataFrame], pl.DataFrame]) -> Snapshot:
    held = snapshot_of(_version())
    return Snapshot(
        {**held.frames, "people": frame(held["people"])}, held.institution, held.taken
    )


def _apply(snapshot: Snapshot, user: User_, now: datetime) -> Version:
    return apply_version(
        snapshot=snapshot,
        base=_version(),
        actor=user("rina"),
        now=now,
        day=DAY,
        source="import:1",
    )


def test_who_moves_sat_here_before_and_sits_there_now(
    user: User_, now: datetime
) -> None:
    person = Person.objects.filter(job__code="guru-sd-kelas", present=True)[0]
    old = person.unit
    other = Unit.objects.filter(kind="sd").exclude(pk=old.pk)[0]
    where = pl.col("person_id") == person.ref
    _apply(
        _changed(
            lambda frame: frame.with_columns(
                unit_id=pl.when(where)
                .then(pl.lit(other.code))
                .otherwise(pl.col("unit_id"))
            )
        ),
        user,
        now,
    )
    person.refresh_from_db()
    assert person.unit == other
    first, before = placements(person)
    assert (first.unit, first.since, first.until) == (other, DAY, None)
    assert (before.unit, before.until) == (old, DAY)
    assert person.pk in seated(other, DAY).values_list("person", flat=True)
    assert person.pk not in seated(old, DAY).values_list("person", flat=True)
    day_before = date(2026, 2, 28)
    assert person.pk in seated(old, day_before).values_list("person", flat=True)


def test_who_is_not_named_any_more_stays_in_the_history(
    user: User_, now: datetime
) -> None:
    gone = Person.objects.filter(present=True).order_by("-ref")[0]
    unit, number = gone.unit, Person.objects.count()
    _apply(
        _changed(lambda frame: frame.filter(pl.col("person_id") != gone.ref)), user, now
    )
    gone.refresh_from_db()
    assert not gone.present
    assert Person.objects.count() == number
    assert Placement.objects.get(person=gone).until == DAY
    assert gone.pk in seated(unit, date(2026, 2, 1)).values_list("person", flat=True)


def test_another_base_is_refused_and_nothing_changes(
    user: User_, now: datetime
) -> None:
    snapshot = _changed(lambda frame: frame.head(10))
    before = Entry.objects.count(), Version.objects.count()
    with pytest.raises(OtherBaseError):
        apply_version(
            snapshot=snapshot,
            base=None,
            actor=user("rina"),
            now=now,
            day=DAY,
            source="import:1",
        )
    assert (Entry.objects.count(), Version.objects.count()) == before


def test_the_tables_come_back_as_they_were_packed() -> None:
    snapshot = snapshot_of(_version())
    back = Snapshot(unpacked(packed(snapshot)))
    assert checksum(back) == checksum(snapshot)


def test_the_checksum_does_not_hang_on_the_order_of_rows() -> None:
    snapshot = snapshot_of(_version())
    turned = Snapshot({name: rows.reverse() for name, rows in snapshot.frames.items()})
    assert checksum(turned) == checksum(snapshot)
