"""Lines ↔ rows of the core's tables: exact numbers as words, codes as the core's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from seimbang.model.tables import TABLE
from seimbang_web.inventory.models import Table
from seimbang_web.lib.templatetags.seimbang import ratio

Row = dict[str, Any]
RATIOS = {
    Table.TASKS: ("volume", "time_norm", "capacity", "persons_per_tool"),
    Table.ACTIVITIES: ("volume", "time_norm", "minutes_per_year"),
}
WHOLES = {
    Table.TASKS: ("shifts", "days_per_year", "weeks_per_year"),
    Table.ACTIVITIES: ("staff",),
}
CHOICES = {Table.TASKS: ("approach", "period"), Table.ACTIVITIES: ("method", "kind")}
NAME = {Table.TASKS: "task", Table.ACTIVITIES: "activity"}
LABELS = {
    "approach": _("Approach"),
    "method": _("Method"),
    "kind": _("Kind of activity"),
    "volume": _("Volume"),
    "period": _("Per"),
    "time_norm": _("Time norm (minutes)"),
    "capacity": _("What one person does in the same period"),
    "persons_per_tool": _("People for one tool"),
    "shifts": _("Shifts"),
    "days_per_year": _("Working days a year"),
    "weeks_per_year": _("Working weeks a year"),
    "minutes_per_year": _("Minutes a year"),
    "staff": _("People who do it"),
}
WORDS = {
    "results": _("results of work"),
    "objects": _("objects of work"),
    "tools": _("tools of work"),
    "tasks": _("task by task"),
    "day": _("day"),
    "week": _("week"),
    "month": _("month"),
    "year": _("year"),
    "abk_kes": "ABK-Kes",
    "wisn": "WISN",
    "service": _("main activity"),
    "category": _("support, by everybody"),
    "individual": _("extra, by some"),
}


def columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a line, in the order of the form."""
    named = {"volume", "period", "time_norm"}
    every = (*CHOICES[table], *RATIOS[table], *WHOLES[table])
    first = ("approach", "method", "kind", "volume", "period", "time_norm")
    rest = tuple(name for name in every if name not in (*first, *named))
    return (*(name for name in first if name in every), *rest)


@dataclass(frozen=True)
class Entry:
    """A line before it is kept: name, row, and where each number came from."""

    name: str
    row: Row
    sources: Mapping[str, Any] = field(default_factory=dict)

    def sourced(self, sources: Mapping[str, Any]) -> Entry:
        """Return the same line with other sources."""
        return replace(self, sources=sources)


def number(words: Any) -> Fraction | None:
    """Return the exact number of a row's value; None: it is empty."""
    return None if words in (None, "") else Fraction(str(words))


def from_core(core: Mapping[str, Any], table: Table) -> Entry:
    """Return a row of the core's table as an entry."""
    row: Row = {name: core[name] for name in (*CHOICES[table], *WHOLES[table])}
    for name in RATIOS[table]:
        top, bottom = core[f"{name}_num"], core[f"{name}_den"]
        row[name] = None if top is None else str(Fraction(top, bottom))
    return Entry(core[NAME[table]], row)


def to_core(entry: Entry, table: Table, unit: str, job: str) -> Row:
    """Return an entry as a row of the core's table, with all of its columns."""
    core: Row = dict.fromkeys(TABLE[table.value].schema())
    core |= {"unit_id": unit, "job_id": job, NAME[table]: entry.name}
    core |= {name: entry.row.get(name) or None for name in CHOICES[table]}
    core |= {name: entry.row.get(name) for name in WHOLES[table]}
    for name in RATIOS[table]:
        exact = number(entry.row.get(name))
        if exact is not None:
            core[f"{name}_num"], core[f"{name}_den"] = exact.as_integer_ratio()
    return core


def spoken(name: str, value: Any) -> str:
    """Return a value of a row as people read it."""
    if value in (None, ""):
        return "–"
    if name in ("approach", "period", "method", "kind"):
        return str(WORDS.get(value, value))
    return ratio(Fraction(str(value)), 4)


def lacking(entry: Entry, table: Table) -> list[str]:
    """Return the columns without which the people of a line cannot be reckoned."""
    row = entry.row
    if table == Table.ACTIVITIES:
        needed = {
            "service": ("volume", "time_norm"),
            "category": ("minutes_per_year",),
            "individual": ("minutes_per_year", "staff"),
        }.get(row.get("kind") or "", ("kind",))
    else:
        needed = {
            "tasks": ("volume", "period", "time_norm"),
            "results": ("volume", "capacity"),
            "objects": ("volume", "capacity"),
            "tools": ("volume", "capacity"),
        }.get(row.get("approach") or "", ("approach",))
        if row.get("approach") == "tools" and row.get("persons_per_tool"):
            needed = ("volume", "persons_per_tool")
    return [name for name in needed if row.get(name) in (None, "")]
