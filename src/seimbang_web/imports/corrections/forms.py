"""The forms of requests and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.imports.corrections.queries import OTHER, label
from seimbang_web.imports.models import Correction
from seimbang_web.lib.form import Form


class AskForm(Form):
    """What is wrong, what is right, how the office can see that."""

    field = forms.ChoiceField(
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong.")},
    )
    wanted = forms.CharField(
        label=_("What is right?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what is right.")},
    )
    proof = forms.CharField(
        label=_("How can the office see that?"),
        help_text=_("For example number and day of a decree or certificate."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose")),
            *choices,
            (OTHER, str(label(OTHER))),
        ]


class AnswerForm(Form):
    """The answer and its reason."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (one.value, one.label)
            for one in (Correction.Answer.DONE, Correction.Answer.REFUSED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    reason = forms.CharField(
        label=_("Reason, as the person will read it"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )
