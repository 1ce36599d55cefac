"""The forms of officers and heads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form
from seimbang_web.proposals.forms import LONG, Day, area
from seimbang_web.proposals.models import Support, UnitInput


class OpenForm(Form):
    """Until when people and heads answer."""

    respond_until = forms.DateField(
        label=_("Last day to answer"),
        help_text=_("This day included, until 23.59. Ten working days are usual."),
        widget=Day(),
        error_messages={"required": _("Write the last day to answer.")},
    )


class WhyForm(Form):
    """A reason that the person reads."""

    why = forms.CharField(
        label=_("Reason, as the person will read it"),
        max_length=LONG,
        widget=area(3),
        error_messages={"required": _("Write the reason.")},
    )


class ReopenForm(WhyForm):
    """A later last day, and why."""

    until = forms.DateField(
        label=_("New last day to answer"),
        widget=Day(),
        error_messages={"required": _("Write the last day to answer.")},
    )
    field_order = ("until", "why")


class SupportAnswerForm(Form):
    """Whether help is given; why not."""

    granted = forms.ChoiceField(
        label=_("Answer"),
        choices=[("ya", _("Will be given")), ("tidak", _("Cannot be given"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    why = forms.CharField(
        label=_("How it is given, or why it cannot be"),
        help_text=_("The person reads it. Needed when help cannot be given."),
        max_length=LONG,
        required=False,
        widget=area(3),
    )


class OfferForm(Form):
    """Which help the region gives."""

    kinds = forms.MultipleChoiceField(
        label=_("Help that the region gives"),
        choices=Support.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what is ticked is shown to people."),
    )
    weeks = forms.IntegerField(
        label=_("Weeks of transition"), min_value=1, max_value=26
    )
    days = forms.IntegerField(
        label=_("Working days until a request is answered"), min_value=1, max_value=30
    )


class InputForm(Form):
    """What the head of one unit says of one move."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    condition = forms.CharField(
        label=_("The condition, or why not"),
        required=False,
        max_length=LONG,
        widget=area(2),
    )
    cover = forms.CharField(
        label=_("Who covers the class or ward meanwhile"),
        help_text=_("For example: class 4 is taken over by the teacher of class 5."),
        required=False,
        max_length=LONG,
        widget=area(2),
    )

    def __init__(self, side: UnitInput.Side, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            choice
            for choice in UnitInput.Answer.choices
            if side == UnitInput.Side.RELEASE or choice[0] != UnitInput.Answer.AFTER
        ]
        field.label = (
            _("Do you release this person?")
            if side == UnitInput.Side.RELEASE
            else _("Do you receive this person?")
        )
