"""The forms of wishes: one question each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.cases.forms import Scans
from seimbang_web.lib.form import Form
from seimbang_web.wishes.models import Career, Category, Competence, Kind

NONE = "tidak"
SCALE = (
    (1, _("1: not at all")),
    (2, _("2: little")),
    (3, _("3: partly")),
    (4, _("4: mostly")),
    (5, _("5: wholly")),
)


class KindForm(Form):
    """By what the person wishes a place."""

    kind = forms.ChoiceField(
        label=_("How do you want to name the place?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer.")},
    )

    def __init__(self, *args: Any, rank: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = _("I wish no transfer") if rank == 1 else _("No further choice")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*Kind.choices, (NONE, none)]


class TargetForm(Form):
    """One of the places that are offered."""

    target = forms.ChoiceField(
        label=_("Which one?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of them."),
            "invalid_choice": _("This place is not open to your job: choose another."),
        },
    )

    def __init__(
        self, choices: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class GoalsForm(Form):
    """Goals of career and competence; all may be left out."""

    career = forms.ChoiceField(
        label=_("What is your goal in the next years?"),
        choices=[*Career.choices, ("", _("I would rather not say"))],
        widget=forms.RadioSelect,
        required=False,
    )
    competences = forms.MultipleChoiceField(
        label=_("What do you want to learn?"),
        choices=Competence.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    goal = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Short. No illness and no family matter here."),
    )


class EvidenceForm(Form):
    """Papers that show what is said."""

    scans = Scans(
        label=_("Papers"), help_text=_("PDF, JPEG or PNG, at most 5 MB each.")
    )


class HardshipForm(Form):
    """What is told in confidence; nothing has to be told."""

    category = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("What should the panel know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("You need not name an illness."),
    )

    def __init__(self, *args: Any, told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        first = [("keep", _("Leave what I told before"))] if told else []
        none = ("", _("Take it back") if told else _("There is nothing to tell"))
        field.choices = [*first, *Category.choices, none]

    def clean(self) -> dict[str, Any]:
        """Refuse a text whose kind is not named: it would be lost."""
        data = super().clean() or {}
        if data.get("text") and data.get("category") in ("", "keep"):
            self.add_error("category", _("Choose what the text is about."))
        return data


class SatisfactionForm(Form):
    """The four questions of the baseline."""

    workload = forms.TypedChoiceField(
        label=_("My workload is right for one person."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )
    distance = forms.TypedChoiceField(
        label=_("My way to work is bearable."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )
    fairness = forms.TypedChoiceField(
        label=_("Transfers in my region are fair."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )
    trust = forms.TypedChoiceField(
        label=_("I trust that my wish is read."),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
    )


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"


class WindowForm(Form):
    """The last day of the time of wishes."""

    last = forms.DateField(
        label=_("Last day for wishes (inclusive)"),
        widget=Day(format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class FindForm(Form):
    """A part of the name, or the last digits of the NIP."""

    asked = forms.CharField(
        label=_("Part of the name, or the last digits of the NIP"),
        min_length=3,
        max_length=100,
        error_messages={
            "required": _("Write a part of the name."),
            "min_length": _("Write at least 3 letters or digits."),
        },
    )
