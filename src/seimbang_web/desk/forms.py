"""Forms of the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang.whatif.replan import KEEP
from seimbang_web.lib.form import Form

FIRST = {
    "moves": _("The accepted moves: as few people as possible change"),
    "balance": _("The balance: the best spread again, then as few changes as possible"),
}


class Seen(Form):
    """A form that knows which pins its page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> frozenset[int]:
        """Return the ids."""
        parts = self.cleaned_data["seen"].split(",")
        return frozenset(int(part) for part in parts if part.isdecimal())


class Accept(Seen):
    """Accept an edit: why, and that what speaks against it is known."""

    why = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with your name; people will ask for it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason: people will ask for it.")},
    )
    aware = forms.BooleanField(
        label=_("I know what speaks against it and accept it all the same."),
        required=False,
    )

    def __init__(self, *args: object, soft: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not soft:
            del self.fields["aware"]


class Anew(Seen):
    """Ask for the plan made anew."""

    name = forms.CharField(
        label=_("Name of the new plan"), max_length=100, required=False
    )
    keep = forms.ChoiceField(
        label=_("What is kept first?"),
        choices=[(one, FIRST[one]) for one in KEEP],
        widget=forms.RadioSelect,
        initial=KEEP[0],
    )
