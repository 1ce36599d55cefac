"""The forms of signing in, as our other forms: no words inside the fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters; a sentence you can remember is good.")

LABELS = {
    "login": _("User name"),
    "password": _("Your password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Six digits of the app, or a spare code"),
}


class Plain:
    """Take the placeholders off, use our words, keep the checks with the server."""

    use_required_attribute = False
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name == "password1":
                field.help_text = PASSWORD_HINT
            elif name in ("password", "oldpassword"):
                field.help_text = ""
            elif name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class Login(Plain, account.LoginForm):  # type: ignore[misc]
    """User name and password."""


class Again(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password again."""


class ChangePassword(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """The password now, a new one twice."""


class Factor(Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second factor when signing in."""


class FactorAgain(Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The second factor again."""


class Enrol(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first digits of the app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits of the app")
