"""The lines of a sheet as a form: numbers as people write them, all errors at once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang_web.inventory.models import Table
from seimbang_web.inventory.rows import (
    CHOICES,
    LABELS,
    RATIOS,
    WHOLES,
    WORDS,
    Entry,
    columns,
    number,
)
from seimbang_web.inventory.similar import source_words
from seimbang_web.lib.form import Form

EXTRA = 3  # empty lines to write in
OPTIONS = {
    "approach": ("tasks", "results", "objects", "tools"),
    "period": ("day", "week", "month", "year"),
    "method": ("abk_kes", "wisn"),
    "kind": ("service", "category", "individual"),
}
RARE = frozenset(
    {"persons_per_tool", "shifts", "days_per_year", "weeks_per_year", "method"}
)
UNUSUAL = {  # what a line of this approach or kind does not need
    "tasks": {"capacity"},
    "results": {"time_norm"},
    "objects": {"time_norm"},
    "tools": {"time_norm", "period"},
    "service": {"minutes_per_year", "staff"},
    "category": {"volume", "time_norm", "staff"},
    "individual": {"volume", "time_norm"},
}


class LineForm(Form):
    """One task or activity."""

    table: Table = Table.TASKS
    method = "abk_kes"  # what new lines begin with
    name = forms.CharField(label=_("Task"), max_length=200, required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for column in columns(self.table):
            self.fields[column] = _field(column, self.table)
        self.line = self.initial.get("line")  # as the page shows it; None: an empty one
        if self.line is not None:
            held = self.line.entry
            self.initial = {"name": held.name, **_shown(held, self.table)}
        elif "method" in self.fields:
            self.initial = {"method": self.method}

    def cells(self) -> list[tuple[Any, str]]:
        """Return the usual fields, each with where its number came from."""
        hidden = self._rare()
        return [self._cell(name) for name in columns(self.table) if name not in hidden]

    def rare(self) -> list[tuple[Any, str]]:
        """Return the fields that few lines need."""
        hidden = self._rare()
        return [self._cell(name) for name in columns(self.table) if name in hidden]

    def _rare(self) -> frozenset[str]:
        """Return the fields that a line like this does not need; a new one: few."""
        if self.line is None:
            return RARE
        row = self.line.entry.row
        return RARE | UNUSUAL.get(row.get("approach") or row.get("kind") or "", set())

    def _cell(self, name: str) -> tuple[Any, str]:
        sources = self.line.entry.sources if self.line else {}
        return self[name], source_words(sources.get(name))

    @property
    def rare_filled(self) -> bool:
        """Tell whether a field that few lines need holds something, or is wrong."""
        return any(
            name in self.errors or self[name].value() not in (None, "")
            for name in self._rare() & set(columns(self.table)) - {"method"}
        )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers without a task."""
        told = self.cleaned_data
        filled = any(
            told.get(name) not in (None, "")
            for name in (*RATIOS[self.table], *WHOLES[self.table])
        )
        if filled and not told.get("name") and not told.get("DELETE"):
            self.add_error("name", gettext("Write what the task is."))
        return told

    def entry(self) -> Entry | None:
        """Return what was written; None: nothing, or taken out."""
        told = self.cleaned_data
        if not told.get("name") or told.get("DELETE"):
            return None
        row: dict[str, Any] = {
            name: told.get(name) or "" for name in CHOICES[self.table]
        }
        for name in RATIOS[self.table]:
            value = told.get(name)
            row[name] = None if value is None else str(Fraction(value))
        row |= {name: told.get(name) for name in WHOLES[self.table]}
        return Entry(" ".join(told["name"].split()), row)


def _shown(entry: Entry, table: Table) -> dict[str, Any]:
    """Return the values of a line as its fields show them."""
    row = dict(entry.row)
    for name in RATIOS[table]:
        exact = number(row.get(name))
        if exact is not None:
            decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
            row[name] = round(decimal, 4).normalize() if decimal % 1 else int(decimal)
    return row


def _field(column: str, table: Table) -> forms.Field:
    known: dict[str, Any] = {"label": LABELS[column], "required": False}
    if column in OPTIONS:
        choices = [(code, WORDS[code]) for code in OPTIONS[column]]
        if column == "period":
            choices.insert(0, ("", "–"))
        return forms.ChoiceField(choices=choices, **known)
    if column in WHOLES[table]:
        most = {"shifts": 4, "days_per_year": 366, "weeks_per_year": 53}.get(column)
        low = 0 if column == "staff" else 1
        return forms.IntegerField(min_value=low, max_value=most, localize=True, **known)
    field = forms.DecimalField(
        min_value=0, max_digits=14, decimal_places=4, localize=True, **known
    )
    field.widget.attrs["inputmode"] = "decimal"
    return field


class Lines(BaseFormSet):  # type: ignore[type-arg]  # no generic at run time
    """All lines of a sheet."""

    def clean(self) -> None:
        """Refuse a task that stands twice."""
        seen: dict[str, int] = {}
        for at, form in enumerate(self.forms, 1):
            if not hasattr(form, "cleaned_data") or form.errors:
                continue
            entry = form.entry()
            if entry is None:
                continue
            if entry.name.lower() in seen:
                form.add_error(
                    "name",
                    gettext("This task stands in line {line} already.").format(
                        line=seen[entry.name.lower()]
                    ),
                )
            seen.setdefault(entry.name.lower(), at)

    def entries(self) -> list[Entry]:
        """Return what was written."""
        return [entry for form in self.forms if (entry := form.entry()) is not None]

    def problems(self) -> list[tuple[str, str]]:
        """Return every error with the field it stands at, for the summary."""
        return [
            (
                form[name].id_for_label,
                gettext("Line {line}, {field}: {error}").format(
                    line=at, field=form.fields[name].label, error=error
                ),
            )
            for at, form in enumerate(self.forms, 1)
            for name, errors in form.errors.items()
            for error in errors
        ]


def lines_form(table: Table, lines: Sequence[Any], data: Any = None) -> Lines:
    """Return the form of a sheet's lines, with some empty ones to write in."""
    methods = [line.entry.row.get("method") for line in lines]
    told = {"table": table, "method": next(filter(None, methods), LineForm.method)}
    of_table = type("LineForm", (LineForm,), told)
    kind = formset_factory(of_table, formset=Lines, extra=EXTRA, can_delete=True)
    begun = [{"line": line} for line in lines]
    form = kind(data, initial=begun, prefix="lines")
    assert isinstance(form, Lines)
    return form
