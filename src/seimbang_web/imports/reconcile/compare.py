"""Compare rows of people: what a dossier rests on, and what the files say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from seimbang_web.imports.models import Field, Import, System
from seimbang_web.imports.reconcile.concerned import Concerned
from seimbang_web.organisation.convert import snapshot_of, unpacked
from seimbang_web.organisation.models import Version

Row = dict[str, Any]
COMPARED = tuple(one for one in Field if one is not Field.MISSING)
OF_TODAY = (Field.NIP, Field.NAME)  # no plan rests on them: the present data count
KINDS = {  # of units whose people a system holds; SIASN: every civil servant
    System.DAPODIK: ("sd", "smp"),
    System.SISDMK: ("puskesmas", "hospital"),
}
SERVANTS = ("pns", "cpns", "pppk", "pppk_part_time")


@dataclass(frozen=True)
class Found:
    """One fact that differs."""

    of: Concerned
    field: Field
    ours: str
    theirs: str
    in_data: bool = False


@dataclass(frozen=True)
class Compared:
    """The people the export names, and all that differs."""

    people: Sequence[Concerned]
    found: Sequence[Found]


def compared(source: Import, system: System, people: Sequence[Concerned]) -> Compared:
    """Return what the checked files of ``source`` say otherwise of the people."""
    assert source.base is not None
    assert source.proposal is not None
    refs = {one.person.ref for one in people}
    told = _people(unpacked(bytes(source.proposal))["people"], refs)
    today = rows_of(source.base, refs)
    unnamed = {str(key[0]) for key in source.kept.get("people", ())}
    unnamed |= set(source.gone_people)
    named: list[Concerned] = []
    found: list[Found] = []
    for one in people:
        ref = one.person.ref
        ours, now = rows_of(one.version, refs).get(ref), today.get(ref)
        if ours is None or now is None:
            continue
        if ref in unnamed or ref not in told:
            if _holds(system, one, now):
                found.append(Found(one, Field.MISSING, now["name"], ""))
            continue
        named.append(one)
        found += _fields(one, ours, now, told[ref])
    return Compared(named, found)


def _fields(of: Concerned, ours: Row, now: Row, told: Row) -> Iterator[Found]:
    for field in COMPARED:
        mine = text((now if field in OF_TODAY else ours)[field])
        theirs = text(told[field])
        if theirs and same(field, mine) != same(field, theirs):
            yield Found(of, field, mine, theirs, in_data=text(now[field]) == theirs)


def _holds(system: System, one: Concerned, now: Row) -> bool:
    """Tell whether a system holds a person of this status and kind of unit."""
    if now["status"] not in SERVANTS:
        return False
    return system not in KINDS or one.person.unit.kind in KINDS[system]


def rows_of(version: Version, refs: set[str]) -> dict[str, Row]:
    """Return the rows of people in a version of the data, by their id."""
    return _people(snapshot_of(version)["people"], refs)


def _people(people: pl.DataFrame, refs: set[str]) -> dict[str, Row]:
    rows = people.filter(pl.col("person_id").is_in(sorted(refs)))
    return {row["person_id"]: row for row in rows.iter_rows(named=True)}


def text(value: Any) -> str:
    """Return a value as it is kept: lists sorted, days as ISO; unknown: empty."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(sorted(map(str, value)))
    return value.isoformat() if isinstance(value, date) else str(value)


def same(field: str, value: str) -> str:
    """Return what is compared: of names, letters and their order only."""
    if field == Field.NAME:
        return re.sub(r"[\W_]+", " ", value).strip().casefold()
    return value
