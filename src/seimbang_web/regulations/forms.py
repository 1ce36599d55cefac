"""The forms of proposals: one field a parameter, each with what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang.language import Text
from seimbang.law import Local, LocalFileError
from seimbang.plan.policy import names
from seimbang.plan.policy_file import LARGEST_FILE
from seimbang_web.lib.form import Form
from seimbang_web.regulations.local import (
    PARAMETERS,
    SECTIONS,
    Parameter,
    read,
    spoken,
    written,
)
from seimbang_web.regulations.places import Places, WrittenError
from seimbang_web.regulations.queries import local_of, policies

LINES = ("weights", "groups", "caps")


def _day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=widget)


class LocalForm(Form):
    """
    Every parameter, then basis, first day and reason.

    ``local`` is what the fields begin with, ``present`` what is in force.
    """

    def __init__(self, *args: Any, local: Local, present: Local, day: date, **kw: Any):
        super().__init__(*args, **kw)
        self.local, self.places = local, Places.load()
        shipped = local_of(None)
        for key, one in PARAMETERS.items():
            hint = gettext("{hint} As shipped: {shipped}. In force: {present}.").format(
                hint=one.hint,
                shipped=spoken(one, getattr(shipped, key)),
                present=spoken(one, getattr(present, key)),
            )
            self.fields |= _fields(one, getattr(local, key), hint, day)
        self.fields["basis"] = forms.CharField(
            label=_("Basis of what changes"),
            help_text=_("Number and day of the Perbup or decree, or why without."),
            max_length=300,
        )
        self.fields["since"] = _day(_("In force from"))
        self.fields["why"] = forms.CharField(
            label=_("Reason"),
            help_text=_("Who approves reads this."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def sections(self) -> Iterable[tuple[Any, list[Any]]]:
        """Yield the sections with their fields, as the page draws them."""
        for title, rows in SECTIONS:
            yield (
                title,
                [self[name] for one in rows for name in _names(one)],
            )

    def decision(self) -> list[Any]:
        """Return the fields about the proposal itself."""
        return [self[name] for name in ("basis", "since", "why")]

    def clean(self) -> dict[str, Any]:
        """Read every parameter; the core says what cannot be, at its field."""
        cleaned = self.cleaned_data
        values: dict[str, Any] = {}
        for key, one in PARAMETERS.items():
            try:
                values[key] = _value(one, cleaned, self.places)
            except WrittenError as wrong:
                self.add_error(_names(one)[0], str(wrong))
        if not self.errors:
            try:
                self.local.changed(values)
            except LocalFileError as faults:
                self.add_faults(faults)
        cleaned["values"] = values
        return cleaned

    def add_faults(self, faults: LocalFileError) -> None:
        """Put each sentence of the core at the field it speaks of."""
        for sentence in faults.sentences:
            key = str(dict(sentence.facts).get("key", "")).split(".")[0]
            one = PARAMETERS.get(key)
            self.add_error(_names(one)[0] if one else None, _fault(sentence, one))


def _fault(sentence: Text, one: Parameter | None) -> str:
    if one is None:
        return str(sentence)
    return gettext("{label}: expected {expected}.").format(
        label=one.label, expected=dict(sentence.facts).get("expected", "")
    )


def _names(one: Parameter) -> list[str]:
    if one.kind == "parts":
        return [f"{one.key}_{part}" for part, _label in one.parts]
    return [one.key]


def _fields(one: Parameter, value: Any, hint: Any, day: date) -> dict[str, Any]:
    """Return the fields of a parameter, holding ``value``."""
    label = f"{one.label} ({one.unit})" if one.unit else one.label
    needed = one.kind in ("parts", "choice", "policy") or (
        one.kind == "whole" and not one.none
    )
    known: dict[str, Any] = {"label": label, "help_text": hint, "required": needed}
    if one.kind == "whole":
        return {one.key: forms.IntegerField(initial=value, **known)}
    if one.kind == "parts":
        return {
            f"{one.key}_{part}": forms.IntegerField(
                **known | {"label": f"{label} – {words}"}, initial=value[part]
            )
            for part, words in one.parts
        }
    if one.kind in ("choice", "policy"):
        choices = (
            list(one.parts) if one.kind == "choice" else _policies(day, str(value))
        )
        return {one.key: forms.ChoiceField(initial=value, choices=choices, **known)}
    widget = forms.Textarea(attrs={"rows": 3}) if one.kind in LINES else None
    begins = written(one, value)
    return {one.key: forms.CharField(initial=begins, widget=widget, **known)}


def _policies(day: date, held: str) -> list[tuple[str, str]]:
    found = [(name, f"{name} – {title}") for name, title in policies(day)]
    known = {name for name, _title in found}
    return found if held in known else [*found, (held, held)]


def _value(one: Parameter, cleaned: Mapping[str, Any], places: Places) -> Any:
    """Return the value of a parameter from its fields."""
    if one.kind == "parts":
        return {part: cleaned.get(f"{one.key}_{part}") for part, _label in one.parts}
    held = cleaned.get(one.key)
    if one.kind in ("whole", "choice", "policy", "words"):
        return held
    return read(one, held or "", places)


class PolicyForm(Form):
    """An own policy: its name, and its file or what would stand in it."""

    name = forms.RegexField(
        r"^[a-z][a-z0-9-]{2,39}$",
        label=_("Name"),
        help_text=_("Small letters, digits and hyphens, such as layanan-2026."),
        error_messages={"invalid": _("Use small letters, digits and hyphens.")},
    )
    file = forms.FileField(
        label=_("File of the policy (YAML)"),
        help_text=_("The same file that “seimbang policies” reads."),
        required=False,
    )
    content = forms.CharField(
        label=_("Or what stands in it"),
        help_text=_("Begin with the file of a policy that comes near."),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        required=False,
        strip=False,
    )
    since = _day(_("In force from"))
    why = forms.CharField(
        label=_("Reason"),
        help_text=_("Who approves reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_name(self) -> str:
        """Refuse the name of a shipped policy."""
        name = str(self.cleaned_data["name"])
        if name in names():
            raise forms.ValidationError(
                gettext("A policy with this name is shipped: choose another name.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Take the content of the file, when one was given."""
        cleaned = self.cleaned_data
        if (file := cleaned.get("file")) is not None:
            cleaned["content"] = self._read(file)
        elif not (cleaned.get("content") or "").strip():
            self.add_error(
                "file", gettext("Choose a file, or write what stands in it.")
            )
        return cleaned

    def _read(self, file: Any) -> str:
        if file.size > LARGEST_FILE:
            self.add_error("file", gettext("This file is too large to be a policy."))
            return ""
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error("file", gettext("This is no text file: save it as UTF-8."))
            return ""


class WhyForm(Form):
    """The reason of a refusal."""

    why = forms.CharField(
        label=_("Why it is refused"),
        help_text=_("The proposer reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
