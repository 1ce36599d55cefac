"""The one form of the profile: what is needed before the first letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from seimbang_web.institution import content as of
from seimbang_web.institution.actions import media_type
from seimbang_web.institution.content import Content
from seimbang_web.lib.form import Form

LOGO_BYTES = 500 * 1024
LINES = forms.Textarea(attrs={"rows": 3})
HINTS = {
    "regency": _("With its kind, for example: Kabupaten Batang Hari"),
    "short": _("Stands in numbers and on these pages, for example: BKPSDMD"),
    "contact": _("Third line of the letterhead"),
    "pattern": _("{kode}/{urut}/{unit}/{tahun}; also {bulan}, {romawi}"),
}


@dataclass(frozen=True)
class Section:
    """A part of the form: fields, a group that is folded away, whether it is open."""

    title: str
    fields: list[BoundField]
    folded: list[BoundField]
    folded_title: str = ""
    unfolded: bool = False
    example: str = ""


def _text(name: str, **more: Any) -> forms.Field:
    return _needed(
        forms.CharField(
            label=of.label(name),
            required=False,
            max_length=300,
            help_text=HINTS.get(name, ""),
            **more,
        )
    )


def _needed(field: forms.Field) -> forms.Field:
    """Mark a field that may be empty for now, but not when letters are written."""
    field.needed = True  # type: ignore[attr-defined]
    return field


def _choice(label: Any, choices: dict[str, Any]) -> forms.Field:
    return _needed(
        forms.ChoiceField(label=label, choices=list(choices.items()), required=False)
    )


class ProfileForm(Form):
    """The profile; ``base`` is the number of the version it was opened on."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*of.NEEDED, "contact", "head_address"):
            self.fields[name] = _text(name)
        self.fields["time_zone"] = _choice(of.LABELS["time_zone"], of.ZONES)
        self.fields["name_style"] = _choice(of.LABELS["name_style"], of.STYLES)
        self.fields["logo"] = forms.FileField(
            label=_("Emblem of the region"),
            required=False,
            help_text=_("PNG or JPEG, at most 500 KB"),
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        )
        for post in of.POSTS:
            self._post(post)
        for kind in of.KINDS:
            self._kind(kind)

    def _post(self, post: str) -> None:
        for acting in ("", "acting_"):
            prefix = f"{post}_{acting}"
            if acting:
                self.fields[f"{prefix}standing"] = _choice(
                    of.label("standing"), of.STANDINGS
                )
            self.fields[f"{prefix}name"] = _text("name")
            if post != "head" or acting:
                self.fields[f"{prefix}nip"] = _text("nip")
                self.fields[f"{prefix}rank"] = _text("rank")
            for part in ("since", "until"):
                self.fields[f"{prefix}{part}"] = _needed(
                    forms.DateField(
                        label=of.label(part),
                        required=False,
                        widget=forms.DateInput(
                            format="%Y-%m-%d", attrs={"type": "date"}
                        ),
                    )
                )

    def _kind(self, kind: str) -> None:
        self.fields[f"{kind}_pattern"] = _text("pattern")
        self.fields[f"{kind}_code"] = _text("code")
        self.fields[f"{kind}_mode"] = _choice(of.label("mode"), of.MODES)
        self.fields[f"{kind}_paper"] = _choice(of.label("paper"), of.PAPERS)
        self.fields[f"{kind}_copies"] = _text("copies", widget=LINES)

    def clean_logo(self) -> bytes | None:
        """Return the bytes of the emblem, if one was sent and is a picture."""
        sent: UploadedFile[Any] | None = self.cleaned_data["logo"]
        if sent is None:
            return None
        if (sent.size or 0) > LOGO_BYTES:
            raise forms.ValidationError(
                _("The emblem has more than 500 KB: send a smaller picture.")
            )
        content = bytes(sent.read())
        if not media_type(content):
            raise forms.ValidationError(
                _("The emblem is not a PNG or JPEG: save it as one of these.")
            )
        return content

    def clean(self) -> dict[str, Any]:
        """Check patterns, NIP and dates; all errors at once."""
        cleaned = dict(super().clean() or {})
        for kind in of.KINDS:
            pattern = cleaned.get(f"{kind}_pattern") or ""
            if pattern and (problem := of.pattern_problem(pattern)):
                self.add_error(f"{kind}_pattern", problem)
        for name in [one for one in cleaned if one.endswith("_nip")]:
            digits = re.sub(r"\s", "", cleaned[name] or "")
            if digits and not re.fullmatch(r"\d{18}", digits):
                self.add_error(name, _("A NIP has 18 digits."))
            cleaned[name] = digits
        for name in [one for one in cleaned if one.endswith("_until")]:
            since = cleaned.get(name.removesuffix("until") + "since")
            if since and cleaned[name] and cleaned[name] < since:
                self.add_error(name, _("The last day is before the first."))
        return cleaned

    def told(self) -> dict[str, str]:
        """Return the content to keep: text and ISO days only."""
        return {
            name: _plain(value)
            for name, value in self.cleaned_data.items()
            if name not in ("base", "logo")
        }

    def sections(self, *, day: date) -> Iterator[Section]:
        """Yield the parts of the form in the order of the page."""
        head = (*of.NEEDED[:3], "head_address", "time_zone")
        office = (*of.NEEDED[3:], "contact", "logo")
        yield Section(str(_("The region")), [self[name] for name in head], [])
        yield Section(str(_("The personnel office")), [self[one] for one in office], [])
        for post, words in of.POSTS.items():
            yield self._officials(post, str(words))
        held = Content(self._now())
        for kind, words in of.KINDS.items():
            names = [one for one in self.fields if one.startswith(f"{kind}_")]
            yield Section(
                str(words),
                [self[name] for name in names[:2]],
                [self[name] for name in names[2:]],
                str(_("Register, paper, recipients of copies")),
                self._wrong(names[2:]),
                held.letter_number(kind, 41, day),
            )

    def _officials(self, post: str, words: str) -> Section:
        acting = [one for one in self.fields if one.startswith(f"{post}_acting_")]
        own = [
            one
            for one in self.fields
            if one.startswith(f"{post}_") and one not in (*acting, "head_address")
        ]
        fields = [self[name] for name in own]
        if post == "head":
            fields.append(self["name_style"])
        return Section(
            words,
            fields,
            [self[name] for name in acting],
            str(_("Somebody acts in the post (Plt., Plh.)")),
            self._wrong(acting) or bool(self[acting[0]].value()),
        )

    def _wrong(self, names: list[str]) -> bool:
        return any(name in self.errors for name in names)

    def _now(self) -> dict[str, Any]:
        """Return what stands in the form now, checked or not."""
        return {name: self[name].value() for name in self.fields if name != "logo"}


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "").replace("\r\n", "\n").strip()
