"""Forms of circulars, questions, gatherings and outages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form
from seimbang_web.organisation.models import Unit
from seimbang_web.outreach.models import Audience

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = {"type": "datetime-local"}


class CircularForm(Form):
    """A circular: whom it is for, what it says, in short for messages by hand."""

    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    title = forms.CharField(label=_("Title"), max_length=150)
    body = forms.CharField(
        label=_("What is told"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("The fact first, who decides, until when, one thing to do."),
    )
    short = forms.CharField(
        label=_("The same in short, to be sent by hand"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most 300 characters. No names, no NIP, no unit."),
    )
    confirm_by = forms.DateField(
        label=_("To be confirmed until"),
        required=False,
        widget=DAY,
        help_text=_("Leave it empty when nobody has to confirm the reading."),
    )


class GatheringForm(Form):
    """A circular was read out in a unit."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    held_on = forms.DateField(label=_("Held on"), widget=DAY)
    present = forms.IntegerField(
        label=_("How many people were present"), min_value=1, max_value=5000
    )
    note = forms.CharField(
        label=_("What they asked"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class QuestionForm(Form):
    """A question to the help desk."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Do not write a NIP or the name of an illness here."),
    )


class AnswerForm(Form):
    """The office's answer."""

    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class FaqForm(Form):
    """A question that many have."""

    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    question = forms.CharField(label=_("Question"), max_length=200)
    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class OutageForm(Form):
    """When the service was down."""

    since = forms.DateTimeField(
        label=_("Down from"),
        widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=_("Back at"),
        widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
    )
    why = forms.CharField(label=_("What happened"), max_length=300)
