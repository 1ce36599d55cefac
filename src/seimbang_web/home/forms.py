"""Forms of search and nicknames."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form


class NicknamesForm(Form):
    """What people call a unit; ``before`` tells whether somebody was faster."""

    nicknames = forms.CharField(
        label=_("Nicknames"),
        help_text=_("Comma between, for example: SD Inpres, SD seberang"),
        required=False,
        max_length=200,
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)
