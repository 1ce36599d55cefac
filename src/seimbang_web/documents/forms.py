"""The forms of a letter on its way: text, initials, number, signature."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.models import User
from seimbang_web.documents.models import Initial, Letter
from seimbang_web.documents.sealing import Secret
from seimbang_web.lib.form import Form


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TextForm(Form):
    """Another text of a part: here, or also in all letters to come."""

    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": _("Write the text of this part.")},
    )
    for_all = forms.BooleanField(
        label=_("Write it so in all letters of this kind to come"), required=False
    )
    why = forms.CharField(
        label=_("Why the office writes it so"), max_length=300, required=False
    )

    def __init__(self, *args: Any, wording: bool, **told: Any) -> None:
        super().__init__(*args, **told)
        if not wording:
            del self.fields["for_all"], self.fields["why"]


class SendForm(Form):
    """Who initials for each post of the chain."""

    def __init__(
        self, *args: Any, places: Iterable[Initial], people: list[User], **told: Any
    ) -> None:
        super().__init__(*args, **told)
        self.people = {str(one.pk): one for one in people}
        for place in places:
            self.fields[f"p-{place.order}"] = forms.ChoiceField(
                label=place.post,
                choices=[("", "–"), *((str(one.pk), str(one)) for one in people)],
                initial=str(place.user_id or ""),
                error_messages={"required": _("Choose who initials for this post.")},
            )

    def named(self) -> dict[int, User]:
        """Return who was chosen, by the order of the place."""
        return {
            int(name.removeprefix("p-")): self.people[value]
            for name, value in self.cleaned_data.items()
        }


class RemarkForm(Form):
    """What has to be changed."""

    remark = forms.CharField(
        label=_("What has to be changed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Write what has to be changed.")},
    )


class TypedForm(Form):
    """Number and date as a register elsewhere has them."""

    number = forms.CharField(
        label=_("Number"),
        max_length=100,
        error_messages={"required": _("Type the number as the register has it.")},
    )
    dated_on = forms.DateField(
        label=_("Date of the letter"),
        widget=Day(),
        error_messages={
            "required": _("Type the date as the register has it."),
            "invalid": _("Write a day as in 31/12/2026."),
        },
    )


class WhyForm(Form):
    """Why a letter goes out unconfirmed, or a draft is given up."""

    why = forms.CharField(
        label=_("Your reason"),
        help_text=_("It stays beside the letter with your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": _("Write the reason.")},
    )


class ScanForm(Form):
    """The scan of the paper signed by hand."""

    file = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF, JPEG or PNG, all pages in one file, at most 10 MB."),
        error_messages={
            "required": _("Choose the scan of the signed paper."),
            "empty": _("The file is empty: scan the letter again."),
        },
    )


class SealForm(Form):
    """Which letters to sign, and what the signer types for this once."""

    letters = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose at least one letter."),
            "invalid_choice": _("This is not the letter that was shown: open it."),
        }
    )
    told_nik = forms.RegexField(
        r"^\d{16}$",
        label=_("NIK"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Type your NIK."),
            "invalid": _("The NIK has 16 digits."),
        },
    )
    password = forms.CharField(
        label=_("Passphrase of your certificate"),
        help_text=_("It is sent once and kept nowhere."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the passphrase of your certificate.")},
    )

    def __init__(
        self, *args: Any, waits: list[tuple[Letter, str]], asks: bool, **told: Any
    ) -> None:
        super().__init__(*args, **told)
        self.waits = {f"{one.pk}:{digest}": (one, digest) for one, digest in waits}
        letters = self.fields["letters"]
        assert isinstance(letters, forms.MultipleChoiceField)
        letters.choices = [(value, value) for value in self.waits]
        if not asks:
            del self.fields["told_nik"], self.fields["password"]

    def chosen(self) -> list[tuple[Letter, str]]:
        """Return the letters chosen, each with the digest of the file shown."""
        return [self.waits[value] for value in self.cleaned_data["letters"]]

    def secret(self) -> Secret:
        """Return what the signer typed."""
        told = self.cleaned_data
        return Secret(told.get("told_nik", ""), told.get("password", ""))
