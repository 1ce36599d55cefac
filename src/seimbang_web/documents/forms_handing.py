"""The forms of handing out and voiding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.documents.handout import WAYS
from seimbang_web.documents.models import Letter
from seimbang_web.documents.scan import LARGEST
from seimbang_web.lib.form import Form

BY_OFFICE = [(way, words) for way, words in WAYS.items() if way != "aplikasi"]


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReceiptForm(Form):
    """Who received a letter, how, and when."""

    to = forms.CharField(
        label=gettext_lazy("Received by"),
        help_text=gettext_lazy("Name, with the office or unit where it helps."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write who received it.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How"), choices=BY_OFFICE, widget=forms.RadioSelect
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        widget=Day(),
        error_messages={
            "required": gettext_lazy("Write the day on which it was received."),
            "invalid": gettext_lazy("Write a day as in 31/12/2026."),
        },
    )


class BundleForm(ReceiptForm):
    """Who of a unit received their letters; each oneself, or one for all."""

    letters = forms.MultipleChoiceField(
        label=gettext_lazy("Whose letters were received"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one letter.")},
    )
    field_order = ("letters", "to", "way", "received_on")

    def __init__(self, waiting: Sequence[Letter], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.pk): one for one in waiting}
        to, letters = self.fields["to"], self.fields["letters"]
        to.required = False
        to.help_text = _("Empty: each person oneself.")
        assert isinstance(letters, forms.MultipleChoiceField)
        letters.choices = [(key, str(one.person)) for key, one in self.waiting.items()]
        letters.initial = list(self.waiting)

    def chosen(self) -> list[Letter]:
        """Return the letters ticked, of a valid form."""
        return [self.waiting[key] for key in self.cleaned_data["letters"]]


class PagesForm(Form):
    """The scan of a print file signed by hand."""

    scan = forms.FileField(
        label=gettext_lazy("Scan of the signed print file"),
        help_text=gettext_lazy(
            "One PDF with all pages, in the order of the print file. It is cut into "
            "one file a person."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": gettext_lazy("Choose the scan.")},
    )

    def clean_scan(self) -> bytes:
        """Return the content, unless it is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["scan"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 10 MB: scan it in grey, or with fewer dots.")
            )
        return bytes(file.read())


class VoidForm(Form):
    """Why a letter is voided."""

    why = forms.CharField(
        label=gettext_lazy("Reason of the void"),
        help_text=gettext_lazy(
            "It stays beside the number for good. Write nothing of health or family."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy(
                "Write the reason: it stays beside the number for good."
            )
        },
    )
