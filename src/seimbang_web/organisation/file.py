"""A person's file as somebody may see it: basic, private or coarse facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seimbang.intake.words import spell
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import reaches
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person
from seimbang_web.organisation.queries import current
from seimbang_web.organisation.words import BASIC, FLAGS, LABELS, PRIVATE

TAIL = 4  # digits of a NIP that everybody who sees the name may see


@dataclass(frozen=True)
class Fact:
    """One line of a file; ``value`` None: not known."""

    name: str
    label: str | Promise
    value: Any

    @property
    def is_day(self) -> bool:
        """Tell whether the value is a day."""
        return isinstance(self.value, date)


@dataclass(frozen=True)
class File:
    """The facts of a person that somebody may see, and the day they speak of."""

    basic: list[Fact]
    private: list[Fact]
    coarse: list[Fact]
    taken: date | None


def file_of(rights: Rights, person: Person) -> File | None:
    """Return the file, cut to what the rights open; None: not in the data any more."""
    version = current()
    if version is None:
        return None
    snapshot = snapshot_of(version)
    row = snapshot["people"].filter(pl.col("person_id") == person.ref)
    if row.is_empty():
        return None
    values = _values(row, snapshot)
    private = reaches(rights, person, "private.read")
    coarse = not private and reaches(rights, person, "coarse.read")
    basic = list(_facts(values, BASIC))
    if not private and values["nip"]:
        basic.insert(0, Fact("nip", _("End of the NIP"), f"…{values['nip'][-TAIL:]}"))
    return File(
        basic,
        list(_facts(values, PRIVATE)) if private else [],
        list(_coarse(row, snapshot)) if coarse else [],
        snapshot.taken,
    )


def _values(row: pl.DataFrame, snapshot: Snapshot) -> dict[str, Any]:
    """Return the cells as files spell them; codes of places and people as names."""
    found = {column.name: spell(row, column)[0] for column in TABLE["people"].columns}
    for name in ("certificates", "duties"):
        if found[name] == "-":
            found[name] = _("none")
    found["home_place_id"] = _name(
        snapshot["places"], "place_id", found["home_place_id"]
    )
    found["spouse_id"] = _name(snapshot["people"], "person_id", found["spouse_id"])
    return found


def _name(frame: pl.DataFrame, key: str, code: Any) -> str | None:
    names = frame.filter(pl.col(key).eq_missing(pl.lit(code)))["name"]
    return names[0] if len(names) else None


def _facts(values: Mapping[str, Any], names: Iterable[str]) -> Iterator[Fact]:
    for name in names:
        yield Fact(name, LABELS[name], values[name])


def _coarse(row: pl.DataFrame, snapshot: Snapshot) -> Iterator[Fact]:
    """Yield the district of the home, and yes or no where something is recorded."""
    home = row["home_place_id"][0]
    district = home and _name(snapshot["places"], "place_id", home[:8])
    yield Fact("home_place_id", _("District of the home"), district)
    for name in FLAGS:
        held = row[name][0]
        yield Fact(name, LABELS[name], _("no") if held in (None, "none") else _("yes"))
