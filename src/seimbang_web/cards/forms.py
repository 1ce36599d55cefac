"""The form of a table of incomes: a line a class."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib.form import Form

LOWEST, HIGHEST = 1, 17  # classes of job
MOST = 100_000_000  # rupiah a month; more is an error of typing


class IncomeForm(Form):
    """From when, by what, and a line "class rupiah" for each class of job."""

    since = forms.DateField(
        label=_("In force from"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    basis = forms.CharField(label=_("Regulation it stands in"), max_length=300)
    rates = forms.CharField(
        label=_("Class of job and rupiah a month, a line a class"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Like “8 2500000”. Paste two columns of a spreadsheet."),
    )

    def clean_rates(self) -> dict[int, int]:
        """Return class → rupiah; ValidationError names the line that is wrong."""
        found: dict[int, int] = {}
        for number, line in enumerate(self.cleaned_data["rates"].splitlines(), 1):
            parts = line.replace("Rp", "").replace(";", " ").split()
            if not parts:
                continue
            digits = [part.replace(".", "") for part in parts]
            if len(digits) != 2 or not all(one.isdecimal() for one in digits):
                raise forms.ValidationError(
                    _("Line %(number)s: write the class and the rupiah, both whole."),
                    params={"number": number},
                )
            job_class, rupiah = int(digits[0]), int(digits[1])
            if not LOWEST <= job_class <= HIGHEST or rupiah > MOST:
                raise forms.ValidationError(
                    _("Line %(number)s: a class is 1 to 17, rupiah up to 100 million."),
                    params={"number": number},
                )
            if job_class in found:
                raise forms.ValidationError(
                    _("Line %(number)s: this class stands there already."),
                    params={"number": number},
                )
            found[job_class] = rupiah
        return found


class RefuseForm(Form):
    """Why not."""

    why = forms.CharField(label=_("Reason"), max_length=500)
