"""The columns of a list of seats, for the page and for files alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.model.ratio import fraction
from seimbang_web.lib.templatetags.seimbang import ratio
from seimbang_web.workloads.filters import COLUMNS, Filters
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.words import (
    METHODS,
    ORDER,
    class_of,
    effectiveness,
    flags,
    kind_word,
    todo,
)

SIX = ("unit", "job", "district", "need", "present", "todo")
HEADINGS: Mapping[str, Any] = {
    "unit": gettext_lazy("Unit"),
    "job": gettext_lazy("Job"),
    "district": gettext_lazy("District"),
    "need": gettext_lazy("Need"),
    "present": gettext_lazy("There are"),
    "todo": gettext_lazy("What is to be done"),
    "kind": gettext_lazy("Kind of unit"),
    "agency": gettext_lazy("Agency above it"),
    "exact": gettext_lazy("Need, exact"),
    "minimum": gettext_lazy("Minimum"),
    "establishment": gettext_lazy("Establishment"),
    "effectiveness": gettext_lazy("EJ (work per person)"),
    "retire5": gettext_lazy("Retire in 5 years"),
    "gap5": gettext_lazy("In 5 years, nobody hired"),
    "method": gettext_lazy("How the need came about"),
    "flags": gettext_lazy("Remarks"),
}
NUMBERS = frozenset({"need", "present", "exact", "minimum", "establishment", "retire5"})


@dataclass(frozen=True)
class Cell:
    """One cell of a row: ``gap`` is 1 … 5 where it tells a class, else 0."""

    column: str
    heading: str
    words: str
    number: bool
    gap: int = 0


@dataclass(frozen=True)
class Row:
    """One seat as a row."""

    seat: Seat
    cells: list[Cell]


def listed(rows: QuerySet[Seat]) -> QuerySet[Seat]:
    """Return ``rows`` with all that the columns read, by one query."""
    return rows.select_related("unit__agency", "job")


def page_rows(seats: Iterable[Seat], filters: Filters) -> Iterator[Row]:
    """Yield the rows of a page, in the columns asked for."""
    for seat in seats:
        yield Row(seat, [_cell(seat, name, filters) for name in columns(filters)])


def columns(filters: Filters) -> tuple[str, ...]:
    """Return the columns of a page: the six, and those asked for."""
    return (*SIX, *filters.columns)


def file(measured: Measurement, filters: Filters) -> tuple[list[str], list[list[Any]]]:
    """Return heading and rows of the file: every column, every seat asked for."""
    names = (*SIX, *COLUMNS)
    seats = listed(filters.rows(measured)).iterator(chunk_size=500)
    rows = [[value(seat, name, filters.years) for name in names] for seat in seats]
    return [str(HEADINGS[name]) for name in names], rows


def _cell(seat: Seat, column: str, filters: Filters) -> Cell:
    found = value(seat, column, filters.years)
    if found is None:
        words = "–"
    elif isinstance(found, int):
        words = number_format(found)
    else:
        words = str(found)
    kind = ORDER.get(class_of(seat.gap(filters.years)), 0) if column == "todo" else 0
    return Cell(column, str(HEADINGS[column]), words, column in NUMBERS, kind)


def value(seat: Seat, column: str, years: int) -> Any:
    """Return what a column says of a seat (annotated by filters.with_gap)."""
    return READ[column](seat, years)


def _in_five_years(seat: Seat, years: int) -> str | None:
    staying = seat.lasting(5)
    return None if staying is None else todo(seat, staying)


def _todo(seat: Seat, years: int) -> str:
    staying = seat.lasting(years)
    if staying is None:
        return _("Unknown: people are only counted")
    return todo(seat, staying)


READ: Mapping[str, Any] = {
    "unit": lambda seat, years: seat.unit.name,
    "job": lambda seat, years: seat.job.name,
    "district": lambda seat, years: seat.unit.district,
    "need": lambda seat, years: seat.need_rounded,
    "present": lambda seat, years: seat.lasting(years),
    "todo": _todo,
    "kind": lambda seat, years: kind_word(seat.unit.kind),
    "agency": lambda seat, years: seat.unit.agency.name if seat.unit.agency else None,
    "exact": lambda seat, years: (
        None
        if seat.need_num is None
        else ratio(fraction({"n_num": seat.need_num, "n_den": seat.need_den}, "n"), 4)
    ),
    "minimum": lambda seat, years: seat.minimum,
    "establishment": lambda seat, years: seat.establishment,
    "effectiveness": lambda seat, years: effectiveness(seat),
    "retire5": lambda seat, years: seat.retire5,
    "gap5": _in_five_years,
    "method": lambda seat, years: str(METHODS.get(seat.method, "–")),
    "flags": lambda seat, years: "; ".join(flags(seat)) or None,
}
