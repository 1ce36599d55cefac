"""The forms of imports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.lib.form import Form

MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked for its size."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each within the limit."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(_("Choose a file."))
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                _("Choose at most {number} files.").format(number=MOST_FILES)
            )
        wrong = []
        for file in given:
            if file.size > settings.LARGEST_UPLOAD:
                wrong.append(_("{name} is larger than 20 MB.").format(name=file.name))
            elif not file.size:
                wrong.append(_("{name} is empty (0 bytes).").format(name=file.name))
        if wrong:
            raise forms.ValidationError(wrong)
        return list(given)


class UploadForm(Form):
    """Files, and the day they speak of."""

    uploads = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Workbook of the template, export of SIASN, lists of Dapodik: as they "
            "come, .xlsx or .csv, at most 20 MB each. Several at once are joined."
        ),
    )
    taken_on = forms.DateField(
        label=gettext_lazy("Day of the data"),
        required=False,
        help_text=gettext_lazy(
            "When the export was made, like 2026-01-31. Empty: as the workbook says."
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class WhyForm(Form):
    """A reason."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
