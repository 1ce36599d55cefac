"""
What a sheet begins with: the unit's own data, or the same job in other units.

Each number says where it came from; the unit confirms it or writes its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from statistics import median_low
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.model.snapshot import Snapshot
from seimbang_web.inventory.models import Table
from seimbang_web.inventory.rows import (
    CHOICES,
    RATIOS,
    WHOLES,
    Entry,
    from_core,
    number,
)

HEALTH = ("puskesmas", "hospital")
SCHOOLS = ("sd", "smp")
FEW = 2  # a task that fewer of the similar units report is not offered


def table_of(snapshot: Snapshot, unit: str, job: str, kind: str) -> Table:
    """Return which table the lines of a seat belong to: health workers' or others'."""
    here = (pl.col("unit_id") == unit) & (pl.col("job_id") == job)
    if not snapshot["activities"].filter(here).is_empty():
        return Table.ACTIVITIES
    if not snapshot["tasks"].filter(here).is_empty():
        return Table.TASKS
    health = snapshot["jobs"].filter(
        (pl.col("job_id") == job) & pl.col("profession").is_not_null()
    )
    return Table.TASKS if kind not in HEALTH or health.is_empty() else Table.ACTIVITIES


def begun(
    snapshot: Snapshot, version: int, unit: str, job: str, kind: str, table: Table
) -> list[Entry]:
    """Return the lines a new sheet begins with: own data first, else similar ones."""
    rows = snapshot[table.value].filter(pl.col("job_id") == job)
    own = rows.filter(pl.col("unit_id") == unit)
    if not own.is_empty():
        source = {"kind": "data", "version": version}
        return [_sourced(from_core(row, table), source) for row in own.to_dicts()]
    kinds = snapshot["units"].select("unit_id", unit_kind="kind")
    others = rows.join(kinds, on="unit_id")
    same = others.filter(pl.col("unit_kind") == kind)
    return _similar(others if same.is_empty() else same, table)


def _sourced(entry: Entry, source: Mapping[str, Any]) -> Entry:
    held = {
        name: dict(source) for name, value in entry.row.items() if value is not None
    }
    return Entry(entry.name, entry.row, held)


def _similar(rows: pl.DataFrame, table: Table) -> list[Entry]:
    """Return one line a task that similar units report: the median of each number."""
    units = rows["unit_id"].n_unique()
    tasks: dict[str, list[Entry]] = defaultdict(list)
    for row in rows.to_dicts():
        entry = from_core(row, table)
        tasks[entry.name].append(entry)
    least = min(FEW, units)
    return [_median(found, table) for found in tasks.values() if len(found) >= least]


def _median(found: list[Entry], table: Table) -> Entry:
    """Return the line most report: its choices, and the median of each number."""
    choices = Counter(tuple(one.row[name] for name in CHOICES[table]) for one in found)
    (chosen, count), *_others = choices.most_common(1)
    like = [
        one
        for one in found
        if tuple(one.row[name] for name in CHOICES[table]) == chosen
    ]
    row: dict[str, Any] = dict(zip(CHOICES[table], chosen, strict=True))
    for name in RATIOS[table]:
        known = [exact for one in like if (exact := number(one.row[name])) is not None]
        row[name] = str(median_low(known)) if known else None
    for name in WHOLES[table]:
        whole = [one.row[name] for one in like if one.row[name] is not None]
        row[name] = median_low(whole) if whole else None
    return _sourced(Entry(found[0].name, row), {"kind": "similar", "units": count})


def source_words(source: Mapping[str, Any] | None) -> str:
    """Return where a number came from, as people read it."""
    if not source:
        return ""
    if source["kind"] == "data":
        return _("data, version {version}").format(version=source["version"])
    if source["kind"] == "similar":
        return ngettext(
            "from {units} similar unit",
            "median of {units} similar units",
            source["units"],
        ).format(units=source["units"])
    return _("entered by the unit")


def kept(entry: Entry, began: Mapping[str, Entry]) -> dict[str, Any]:
    """Return the source of each number: as begun where it is still the same."""
    before = began.get(entry.name)
    found: dict[str, Any] = {}
    for name, value in entry.row.items():
        if value in (None, ""):
            continue
        same = before is not None and _same(before.row.get(name), value)
        source = before.sources.get(name) if same and before is not None else None
        found[name] = source or {"kind": "entered"}
    return found


def _same(one: Any, other: Any) -> bool:
    try:
        return Fraction(str(one)) == Fraction(str(other))
    except ValueError:
        return bool(one == other)
