"""The forms of comparisons."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.imports.forms import FilesField
from seimbang_web.imports.models import Difference, System
from seimbang_web.lib.form import Form


class ExportForm(Form):
    """A fresh export: whose, of which day, the files."""

    system = forms.ChoiceField(
        label=_("From which system?"),
        choices=System.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Files of SIASN and Dapodik are recognised by their headings. SISDMK: fill "
            "the template with its list."
        ),
        error_messages={"required": _("Choose the system.")},
    )
    taken_on = forms.DateField(
        label=_("Day of the export"),
        help_text=_("Like 2026-01-31."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Write the day of the export.")},
    )
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "As they come, .xlsx or .csv, at most 20 MB each, of one system at a time."
        ),
    )


class SettleForm(Form):
    """Which value is right, and why."""

    counts = forms.ChoiceField(
        label=_("Which one is right?"),
        choices=[
            (one.value, one.label)
            for one in (Difference.Counts.OURS, Difference.Counts.THEIRS)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which one is right.")},
    )
    why = forms.CharField(
        label=_("Reason"),
        help_text=_("For example number and day of the decree that you looked at."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )
