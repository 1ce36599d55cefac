"""The forms of the person: one question a page, nothing checked by the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form
from seimbang_web.proposals.models import Response
from seimbang_web.proposals.queries import Said

LONG = 2000


def area(rows: int) -> forms.Textarea:
    """Return a box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AnswerForm(Form):
    """Copy M4: five answers."""

    answer = forms.ChoiceField(
        label=_("What is your answer?"),
        help_text=_(
            "Your choice will be considered. It does not affect your appraisal."
        ),
        choices=Response.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your answer.")},
    )


class ConditionForm(Form):
    """On which condition."""

    condition = forms.CharField(
        label=_("What is your condition?"),
        help_text=_("For example: after the end of the school year."),
        max_length=LONG,
        widget=area(4),
        error_messages={"required": _("Write your condition.")},
    )


class ReasonsForm(Form):
    """Copy M5: reasons, and a text that only verifier and team read."""

    reasons = forms.MultipleChoiceField(
        label=_("Reasons for the objection (one or more)"),
        choices=Response.Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one reason.")},
    )
    told = forms.CharField(
        label=_("Do you want to explain?"),
        help_text=_(
            "You need not name an illness. Only the verifier and the appraisal team "
            "read this. Your superior cannot see it."
        ),
        max_length=LONG,
        required=False,
        widget=area(5),
    )


class SupportForm(Form):
    """Copy M8: help that the region gives."""

    support = forms.MultipleChoiceField(
        label=_("Which help do you ask for?"),
        help_text=_(
            "We answer every request. When help cannot be given, we tell you why."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]],
        needed: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        field = self.fields["support"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices
        field.required = needed
        field.needed = True  # type: ignore[attr-defined]
        field.error_messages["required"] = _("Choose the help you ask for.")


class WholeForm(Form):
    """All that is sent, from the check page or by who helps the person."""

    answer = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=Response.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    condition = forms.CharField(
        label=_("Condition, when willing on one"),
        max_length=LONG,
        required=False,
        widget=area(3),
    )
    reasons = forms.MultipleChoiceField(
        label=_("Reasons, when objecting"),
        choices=Response.Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.CharField(
        label=_("What the person wants to explain"),
        help_text=_(
            "It is sealed at once. Only the verifier and the appraisal team read it. "
            "You cannot open it again."
        ),
        max_length=LONG,
        required=False,
        widget=area(4),
    )
    support = forms.MultipleChoiceField(
        label=_("Help that the person asks for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["support"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices
        if not choices:
            del self.fields["support"]

    def said(self) -> Said:
        """Return what is said, of a valid form."""
        data = self.cleaned_data
        return Said(
            answer=data["answer"],
            reasons=data["reasons"],
            condition=data["condition"],
            told=data["told"],
            support=data.get("support", []),
        )


class MessageForm(Form):
    """A question, or its answer."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONG,
        widget=area(3),
        error_messages={"required": _("Write something first.")},
    )


class DialogueForm(Form):
    """What head and person said and agreed."""

    held_on = forms.DateField(
        label=_("Day of the talk"),
        widget=Day(),
        error_messages={"required": _("Write the day of the talk.")},
    )
    said = forms.CharField(
        label=_("What was said"),
        help_text=_("No illness and no family matter: those are told in confidence."),
        max_length=LONG,
        widget=area(4),
        error_messages={"required": _("Write what was said.")},
    )
    agreed = forms.CharField(
        label=_("What was agreed"), max_length=LONG, required=False, widget=area(3)
    )


class ConfirmForm(Form):
    """What is missing in the record of a talk."""

    remark = forms.CharField(
        label=_("Is something missing or different?"),
        max_length=LONG,
        required=False,
        widget=area(3),
    )
