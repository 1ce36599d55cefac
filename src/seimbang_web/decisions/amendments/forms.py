"""The forms of changes of decrees: what should stand there, the decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.amendments.standing import Field, Texts
from seimbang_web.lib.form import Form

LONGEST = 300
OUTCOMES = (("ya", _("Approve the change")), ("tidak", _("Refuse the change")))


class AmendForm(Form):
    """Which text of a row is wrong, what should stand there, and why."""

    field = forms.ChoiceField(
        label=_("Which text is wrong?"),
        help_text=_("As it stands in the decree."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the text that is wrong.")},
    )
    new = forms.CharField(
        label=_("As it should be"),
        help_text=_("The whole text. For the TMT, choose the day below instead."),
        max_length=LONGEST,
        required=False,
    )
    effective_on = forms.DateField(
        label=_("New TMT"),
        help_text=_("Only where the TMT is wrong. Never before it is signed."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Write a day as in 31/12/2026.")},
    )
    why = forms.CharField(
        label=_("Why it is changed"),
        help_text=_(
            "The decree writes it after “bahwa”: “terdapat kekeliruan penulisan nama”."
        ),
        max_length=LONGEST,
        error_messages={
            "required": _("Write the reason: the decree of change names it.")
        },
    )

    def __init__(self, *args: Any, texts: Texts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (field.value, f"{field.label}: {text or '–'}")
            for field, text in texts.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a TMT, for the text of everything else."""
        told = super().clean() or {}
        if told.get("field") == Field.TMT and not told.get("effective_on"):
            self.add_error("effective_on", _("Choose the new TMT."))
        elif told.get("field") not in (None, Field.TMT) and not told.get("new"):
            self.add_error("new", _("Write the text as it should be."))
        return told


class DecideForm(Form):
    """The second person's decision."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    remark = forms.CharField(
        label=_("Reason, where you refuse"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
