"""Forms: the choice of seats, a date, a report and its answer, files of the land."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form
from seimbang_web.workloads.filters import COLUMNS, OVER, SHORT, Filters
from seimbang_web.workloads.queries import Options
from seimbang_web.workloads.table import HEADINGS
from seimbang_web.workloads.words import NAMES, kind_word

ALL = ("", _("All"))
LEAST_WORDS = 10


class ChoiceForm(Form):
    """The choice of seats, as the address holds it."""

    job = forms.ChoiceField(label=_("Job"))
    district = forms.ChoiceField(label=_("District"))
    kind = forms.ChoiceField(label=_("Kind of unit"))
    family = forms.ChoiceField(label=_("Family of jobs"))
    gap = forms.ChoiceField(
        label=_("Gap"),
        choices=[
            ALL,
            (SHORT, _("Any shortage")),
            (OVER, _("Any surplus")),
            *NAMES.items(),
        ],
    )
    years = forms.ChoiceField(
        label=_("When"),
        choices=[
            ("0", _("Today")),
            ("1", _("In one year, nobody hired")),
            ("5", _("In five years, nobody hired")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[
            ("short", _("Largest shortage first")),
            ("over", _("Largest surplus first")),
            ("unit", _("By unit")),
        ],
    )
    below = forms.BooleanField(label=_("Only below the minimum"))
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, HEADINGS[name]) for name in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, filters: Filters, options: Options) -> None:
        super().__init__(initial={**vars(filters), "below": filters.below})
        self._offer("job", options.jobs)
        self._offer("district", options.districts)
        self._offer("kind", [(kind, kind_word(kind)) for kind in options.kinds])
        self._offer("family", [(name, name) for name in options.families])
        for field in self.fields.values():
            field.required = False

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices]


class DayForm(Form):
    """A day."""

    date = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "invalid": _("Write the day like 2026-03-14."),
            "required": _("Write a day."),
        },
    )


class ReportForm(Form):
    """What is wrong with the data of a unit."""

    text = forms.CharField(
        label=_("What is wrong, and what is right?"),
        help_text=_(
            "For example: “Grade 3 has 2 classes, not 1, since July 2025.” "
            "Write no illness and no family matter here."
        ),
        min_length=LEAST_WORDS,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write what is wrong."),
            "min_length": _("Write it in a sentence (10 letters or more)."),
        },
    )


class AnswerForm(Form):
    """The answer to a report."""

    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("What was found, and what was or will be corrected."),
        min_length=LEAST_WORDS,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write the answer."),
            "min_length": _("Write it in a sentence (10 letters or more)."),
        },
    )


class BoundaryForm(Form):
    """A GeoJSON file of the districts."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_(
            "One feature a district (Polygon or MultiPolygon, WGS 84), with the "
            "property “kode”, like 15.04.01. At most 8 MB."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )
    source = forms.CharField(
        label=_("Where the boundaries come from"),
        help_text=_("For example: “Bappeda, Perda RTRW 2023”."),
        max_length=200,
        error_messages={"required": _("Write where the boundaries come from.")},
    )


class BarrierForm(Form):
    """A GeoJSON file of rivers and crossings."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_(
            "Rivers as LineString with the property “nama”; bridges and ferries as "
            "Point with “nama” and, for a ferry, “menit” (waiting and crossing)."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )


class RefusalForm(Form):
    """Why the second person refuses."""

    why = forms.CharField(
        label=_("Why not"),
        max_length=300,
        error_messages={"required": _("Write why not.")},
    )
