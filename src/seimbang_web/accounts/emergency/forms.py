"""What is asked before an emergency access, and after it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.models import EmergencyAccess
from seimbang_web.lib.form import Form


class EmergencyForm(Form):
    """What to open, and why it cannot wait."""

    scope = forms.ChoiceField(
        label=_("What do you have to read?"),
        choices=EmergencyAccess.Scope.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why can it not wait?"),
        help_text=_("Who is concerned, what happened, and who usually does this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewForm(Form):
    """What the auditor or the data protection officer found."""

    found = forms.CharField(
        label=_("What did you find?"),
        help_text=_("Whether the reason holds, and what has to follow."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
