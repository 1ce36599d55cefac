"""The form that proposes a row of the table of signers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.documents.forms_handing import Day
from seimbang_web.documents.models import Kind, SignerRule
from seimbang_web.documents.signer import ALL_POSTS, LANES
from seimbang_web.lib.form import Form


class SignerForm(Form):
    """Who signs a kind of letter, in whose power, since when."""

    kind = forms.ChoiceField(
        label=_("Kind of letter"),
        choices=[("", _("Choose the kind")), *Kind.choices],
        error_messages={"required": _("Choose the kind of letter.")},
    )
    lane = forms.ChoiceField(
        label=_("Lane"), choices=list(LANES.items()), required=False
    )
    post = forms.ChoiceField(
        label=_("Who has the power"),
        choices=[("", _("Choose the post")), *ALL_POSTS.items()],
        error_messages={"required": _("Choose the post.")},
    )
    basis = forms.ChoiceField(
        label=_("On what basis"),
        choices=SignerRule.Basis.choices,
        widget=forms.RadioSelect,
        initial=SignerRule.Basis.OWN,
    )
    through = forms.ChoiceField(
        label=_("u.b.: who signs for this post"),
        help_text=_("Under a mandate only. Empty: the post signs itself."),
        choices=[("", _("nobody")), *ALL_POSTS.items()],
        required=False,
    )
    source = forms.CharField(
        label=_("Regulation or letter that gives the power"),
        help_text=_(
            "With number, year and article. Needed unless it is the own power."
        ),
        max_length=300,
        required=False,
    )
    since = forms.DateField(
        label=_("In force from"),
        widget=Day(),
        error_messages={
            "required": _("Write the day from which it is in force."),
            "invalid": _("Write a day as in 31/12/2026."),
        },
    )
