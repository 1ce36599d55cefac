"""The forms of objections: what is objected, what was considered, the decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form
from seimbang_web.proposals.models import Response

LONGEST = 4000
OUTCOMES = (("ya", _("The objection is upheld")), ("tidak", _("It is not upheld")))


class FileForm(Form):
    """Reasons by category, and what only the panel reads."""

    reasons = forms.MultipleChoiceField(
        label=_("Reasons (one or more)"),
        choices=Response.Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one reason.")},
    )
    told = forms.CharField(
        label=_("What else do you want to say?"),
        help_text=_(
            "You need not name an illness. Only the examining officer and the "
            "appraisal team read this. Your head cannot see it."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST}),
        max_length=LONGEST,
        required=False,
    )

    @property
    def words(self) -> list[str]:
        """Return the chosen reasons in words, of a valid form."""
        return [str(Response.Reason(one).label) for one in self.cleaned_data["reasons"]]


class AdviseForm(Form):
    """What is to be considered, for those who decide and for the letter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    considered = forms.CharField(
        label=_("What is considered"),
        help_text=_(
            "The person reads this in the decision. Name no illness, no family and no "
            "address: a letter is seen by several people."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        error_messages={"required": _("Write what is to be considered.")},
    )


class DecideForm(AdviseForm):
    """The decision, with a sentence by a human being."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    why = forms.CharField(
        label=_("Reason of the decision"),
        help_text=_("In your own words: the person reads this sentence."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("Write the reason: the person will read it.")},
    )
    field_order = ("version", "considered", "outcome", "why")


class ReplanForm(Form):
    """Until when people who are new in the plan may respond."""

    respond_until = forms.DateField(
        label=_("New people may respond until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day to respond.")},
    )
