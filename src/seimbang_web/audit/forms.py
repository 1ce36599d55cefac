"""The search in the ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.audit.words import ACTS, THINGS
from seimbang_web.lib.form import Form


class SearchForm(Form):
    """Who, what, on which thing, when; all are optional, all stand in the address."""

    who = forms.CharField(label=_("User name"), max_length=150, required=False)
    act = forms.ChoiceField(label=_("Act"), required=False)
    thing = forms.ChoiceField(label=_("On what"), required=False)
    number = forms.IntegerField(label=_("Its number"), min_value=1, required=False)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted(ACTS.items(), key=lambda one: str(one[1]))
        self.fields["act"].choices = [("", _("all")), *words]  # type: ignore[attr-defined]
        kinds = [(kind, words) for kind, (words, _page) in THINGS.items()]
        self.fields["thing"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return the lookups of the ledger that the form says."""
        told = self.cleaned_data
        found = {"actor_name": told["who"].lower(), "act": told["act"]}
        if told["thing"] and told["number"]:
            found["subject"] = f"{told['thing']}:{told['number']}"
        elif told["thing"]:
            found["subject__startswith"] = f"{told['thing']}:"
        found["at__date__gte"] = told["since"]
        if told["until"]:
            found["at__date__lt"] = told["until"] + timedelta(days=1)
        return {name: value for name, value in found.items() if value}
