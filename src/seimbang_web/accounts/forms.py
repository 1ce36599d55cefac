"""Forms of users, roles and activation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.actions import Wish
from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.accounts.signing import PASSWORD_HINT
from seimbang_web.lib.form import Form

NAME = RegexValidator(
    r"^[\w.@+-]+$", _("Letters, digits and . @ + - _ only, without spaces.")
)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class GrantForm(Form):
    """A role to propose."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Grant.objects.none(),
        required=False,
        empty_label=_("– none –"),
        help_text=_("For heads of a unit, and for sector verifiers (their agency)"),
    )
    capabilities = forms.MultipleChoiceField(
        label=_("Carries beside it"),
        choices=Capability.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = _day(_("From"))
    until = _day(_("Until"), required=False, help_text=_("The first day without it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Grant._meta.get_field("unit").related_model
        self.fields["unit"].queryset = (  # type: ignore[attr-defined]
            units._default_manager.filter(present=True)
        )

    def wish(self) -> Wish:
        """Return what is wished."""
        told = self.cleaned_data
        return Wish(
            role=Role(told["role"]),
            since=told["since"],
            until=told["until"],
            unit=told["unit"],
            capabilities=tuple(Capability(one) for one in told["capabilities"]),
        )


class UserForm(GrantForm):
    """A user to propose, with the first role."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[NAME],
        help_text=_("No NIP: it stands in the record of acts"),
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    nip = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=30,
        help_text=_("Only for a civil servant of the data: opens the own file"),
    )
    field_order = ["username", "name", "nip"]

    def clean_nip(self) -> Any:
        """Return the civil servant with this NIP; None: nothing was typed."""
        digits = "".join(filter(str.isdigit, self.cleaned_data["nip"]))
        if not digits:
            return None
        people = User._meta.get_field("person").related_model
        found = people._default_manager.filter(nip=digits, present=True).first()
        if found is None:
            raise ValidationError(_("No civil servant of the data has this NIP."))
        return found


class CodeForm(Form):
    """For whom an activation code is made."""

    username = forms.CharField(label=_("User name"), max_length=150)


class ActivationForm(Form):
    """The name and the code that was handed out."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    code = forms.CharField(
        label=_("Activation code"),
        max_length=40,
        help_text=_("12 letters and digits from the sheet, for example 7KQM-2XPD-9RTA"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class PasswordForm(Form):
    """The password the person chooses, twice."""

    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Check the password as when it is changed."""
        password = str(self.cleaned_data["password1"])
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        """Check that both are the same."""
        again = str(self.cleaned_data["password2"])
        if self.cleaned_data.get("password1", again) != again:
            raise ValidationError(_("The two passwords are not the same."))
        return again
