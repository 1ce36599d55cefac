"""What the check page asks for: the printed code, or the file itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.documents.scan import LARGEST
from seimbang_web.lib.form import Form


class CheckForm(Form):
    """A code or a PDF; on the page of one letter a PDF."""

    code = forms.RegexField(
        label=gettext_lazy("Code below the letter"),
        help_text=gettext_lazy("It stands at the foot of each page, after “Kode”."),
        regex=r"^[A-Za-z0-9_-]{1,40}$",
        required=False,
        strip=True,
        error_messages={
            "invalid": gettext_lazy(
                "Type the code as printed: letters, digits, - and _ only."
            )
        },
    )
    file = forms.FileField(
        label=gettext_lazy("The letter as PDF"),
        help_text=gettext_lazy(
            "We compare it with the file we keep. It is not stored here."
        ),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code:
            del self.fields["code"]
            self.fields["file"].required = True

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Refuse what is larger than any letter."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """Need one of the two."""
        told = super().clean() or {}
        if not self.errors and not told.get("file") and not told.get("code"):
            self.add_error("code", _("Type the code, or choose the file."))
        return told
