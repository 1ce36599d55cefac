"""How the need of one seat came about, told: because, formula, steps, inputs, law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from seimbang.law import Citation, Local
from seimbang.law.standing import standing
from seimbang.model.ratio import fraction
from seimbang.model.table import Column, Kind
from seimbang.model.tables import TABLE
from seimbang.workload import classes
from seimbang.workload.basis import Basis
from seimbang.workload.derivation import Derivation, derive
from seimbang.workload.regency import Regency
from seimbang_web.lib.templatetags.seimbang import ratio
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.regulations.queries import law, local_of
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.words import todo

LESSONS = "Lesson hours a week (JTM)"  # message of the core's step
SCHOOLS = {"teacher_sd": "sd", "teacher_smp": "smp"}
_HIDDEN = ("unit_id", "job_id")


@dataclass(frozen=True)
class Sheet:
    """Rows of one table of the data: its name, headings, cells in words."""

    name: str
    headings: list[str]
    rows: list[list[tuple[str, str]]]  # heading and cell


@dataclass(frozen=True)
class Cited:
    """A parameter of the law that was used, with its standing (“not confirmed”)."""

    title: str
    at: str
    since: date
    standing: str


@dataclass(frozen=True)
class Need:
    """The need of one seat, for people."""

    because: str
    formula: str
    steps: list[tuple[str, str]]
    sheets: list[Sheet]
    cited: list[Cited]


def told(seat: Seat, measured: Measurement) -> Need:
    """Return how the need of ``seat`` (with unit and job) came about."""
    regency = _regency(measured)
    found = derive(seat.row, regency)
    return Need(
        because=_sentence(seat, found, regency),
        formula=str(found.formula),
        steps=[(str(label), local(value)) for label, value in found.steps],
        sheets=[
            sheet for name in found.inputs if (sheet := _sheet(seat, name, found)).rows
        ],
        cited=[_cited(one) for one in found.citations],
    )


def because(seat: Seat, measured: Measurement) -> str:
    """Return the sentence alone."""
    regency = _regency(measured)
    return _sentence(seat, derive(seat.row, regency), regency)


def _regency(measured: Measurement) -> Regency:
    chosen: Local = local_of(measured.local)
    return Regency(snapshot_of(measured.version), chosen, Basis(law(), measured.day))


def local(value: str) -> str:
    """Return numbers of the core (1.5) as the language of the page writes them."""
    if get_language() == "en":
        return value
    return re.sub(r"(?<=\d)\.(?=\d)", ",", value)


def _sentence(seat: Seat, found: Derivation, regency: Regency) -> str:
    if seat.need_rounded is None:
        return _("{unit}: the need for {job} is not known. {todo}.").format(
            unit=seat.unit, job=seat.job, todo=todo(seat)
        )
    facts = {
        "unit": seat.unit,
        "job": seat.job,
        "n": number_format(seat.need_rounded),
        "why": _why(seat, found, regency),
        "have": _have(seat.present),
    }
    if seat.need_rounded == 0:
        return _("{unit} needs no {job}, because {why}; {have}.").format(**facts)
    return _("{unit} needs {n} {job}, because {why}; {have}.").format(**facts)


def _have(present: int) -> str:
    if not present:
        return _("nobody is there")
    return ngettext("there is {n}", "there are {n}", present).format(
        n=number_format(present)
    )


def _why(seat: Seat, found: Derivation, regency: Regency) -> str:
    """Return the cause of the need: half a sentence after "because"."""
    if seat.method in SCHOOLS:
        return _of_school(seat, found, regency)
    if seat.method == "entered":
        (row,) = found.inputs["needs"]
        return _("the office entered it (source: {source})").format(
            source=row["source"]
        )
    if seat.method == "head":
        return _("every school has one head")
    if seat.method == "puskesmas_minimum":
        return _("a health centre has {n} at least").format(n=seat.minimum)
    works = len(found.inputs.get("tasks") or found.inputs.get("activities") or ())
    amount = ratio(fraction(seat.row, "need"))
    return ngettext(
        "its {n} task is the work of {amount} people",
        "its {n} tasks are the work of {amount} people",
        works,
    ).format(n=works, amount=amount)


def _of_school(seat: Seat, found: Derivation, regency: Regency) -> str:
    hours = next(
        (value for label, value in found.steps if label.message == LESSONS), None
    )
    if hours is not None:
        return _("{hours} lesson hours a week are taught, 24 by one teacher").format(
            hours=local(hours)
        )
    here = pl.col("unit_id") == seat.unit.code
    rows = classes.of_schools(regency, SCHOOLS[seat.method]).filter(here)
    if "pupils" in found.formula.message:
        n = int(rows["pupils"].sum())
        return ngettext("it has {n} pupil", "it has {n} pupils", n).format(
            n=number_format(n)
        )
    n = int(rows["rombel"].sum())
    return ngettext("it has {n} class", "it has {n} classes", n).format(
        n=number_format(n)
    )


def _sheet(seat: Seat, name: str, found: Derivation) -> Sheet:
    """Return the rows of the unit in a table, without columns that hold nothing."""
    table = TABLE[name]
    rows = [row for row in found.inputs[name] if row["unit_id"] == seat.unit.code]
    told = {
        column.header: [_spoken(column, row) for row in rows]
        for column in table.columns
        if column.name not in _HIDDEN
    }
    kept = {header: cells for header, cells in told.items() if any(cells)}
    return Sheet(
        name=table.sheet,
        headings=list(kept),
        rows=[
            list(zip(kept, row, strict=True))
            for row in zip(*kept.values(), strict=True)
        ],
    )


def _spoken(column: Column, row: Mapping[str, Any]) -> str:
    """Return one value as the office's own workbook writes it; empty: unknown."""
    if column.kind is Kind.RATIO:
        found = fraction(dict(row), column.name)
        return "" if found is None else ratio(found, 4)
    value = row[column.name]
    if value is None:
        return ""
    words = {held: word for word, held in column.choices.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return number_format(value)
    if isinstance(value, date):
        return date_format(value)
    return str(words.get(value, value))


def _cited(one: Citation) -> Cited:
    words = standing(one.as_dict())
    return Cited(one.title, one.at, one.since, str(words) if words else "")
