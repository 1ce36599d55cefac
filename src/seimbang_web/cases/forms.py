"""The forms of cases: find the person, choose places, the letter, consent, decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from seimbang.rules import Eligibility
from seimbang.rules.table import RULES
from seimbang.workload.advice import advice
from seimbang_web.cards.facts import destinations
from seimbang_web.cases.actions import WISHES, Paper, Place
from seimbang_web.cases.models import Case, Consent, Kind, Lane, State
from seimbang_web.cases.scan import LARGEST, MOST, Letter, letter
from seimbang_web.lib.form import Form
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Round

Choices = list[tuple[str, list[tuple[str, str]]]]


class Day(forms.DateInput):
    """A day, picked or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Files(forms.ClearableFileInput):
    """Several files."""

    allow_multiple_selected = True


class Scans(forms.FileField):
    """One to five scans; each is looked at by its content."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Letter]:
        """Return the scans; ValidationError names what is wrong with one."""
        files = data if isinstance(data, list | tuple) else [data]
        given = [one for one in files if one]
        if not given and self.required:
            raise forms.ValidationError(_("Choose the scan of the letter."))
        if len(given) > MOST:
            raise forms.ValidationError(
                _("Choose at most five files, or put the pages into one PDF.")
            )
        return [_looked_at(one) for one in given]


def _looked_at(file: UploadedFile[bytes]) -> Letter:
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(
            _("A file is larger than 5 MB: scan it in grey, or with fewer dots.")
        )
    found = letter(file.read())
    if found is None:
        raise forms.ValidationError(
            _("A file is no PDF, JPEG or PNG: scan the letter again.")
        )
    return found


class FindForm(Form):
    """A part of the name, or the last digits of the NIP."""

    asked = forms.CharField(
        label=_("Part of the name, or the last digits of the NIP"),
        min_length=3,
        max_length=100,
        error_messages={
            "required": _("Write a part of the name."),
            "min_length": _("Write at least 3 letters or digits."),
        },
    )


class PlacesForm(Form):
    """Who asks, and one to three places; read from the address (ids only)."""

    kind = forms.ChoiceField(
        label=_("Who asks"), choices=Kind.choices, widget=forms.RadioSelect
    )

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (_("First choice"), _("Second choice"), _("Third choice"))
        for rank, label in enumerate(labels, 1):
            self.fields[f"place{rank}"] = forms.ChoiceField(
                label=label,
                choices=[("", _("Choose a place")), *choices],
                required=rank == 1,
                error_messages={
                    "required": _("Choose the place asked for."),
                    "invalid_choice": _("This place is not open to this person."),
                },
            )

    def asks(self) -> Kind:
        """Return who asks, of a valid form."""
        return Kind(self.cleaned_data["kind"])

    def places(self) -> list[Place]:
        """Return units and jobs in order, of a valid form."""
        asked = [self.cleaned_data.get(f"place{rank}") for rank in range(1, WISHES + 1)]
        pairs = [tuple(int(part) for part in one.split("-")) for one in asked if one]
        units = Unit.objects.in_bulk([unit for unit, _ in pairs])
        jobs = Job.objects.in_bulk([job for _, job in pairs])
        return [(units[unit], jobs[job]) for unit, job in pairs]


def choices_for(answers: Eligibility, person: Person) -> Choices:
    """
    Return the places where the person's family of jobs sits, by district.

    Each says what it needs.
    """
    rows = destinations(answers, person.ref)
    units = {one.code: one for one in Unit.objects.filter(present=True)}
    jobs = {one.code: one for one in Job.objects.filter(present=True)}
    several = rows["job_id"].n_unique() > 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows.iter_rows(named=True):
        unit, job = units.get(row["unit_id"]), jobs.get(row["job_id"])
        if unit is None or job is None:
            continue
        name = f"{unit.name} ({job.name})" if several else unit.name
        words = f"{name} – {advice(row, job.name)}"
        groups.setdefault(unit.district, []).append((f"{unit.pk}-{job.pk}", words))
    return [
        (district, sorted(places, key=lambda one: one[1]))
        for district, places in sorted(groups.items())
    ]


class LetterForm(Form):
    """What the letter says, and its scan."""

    letter_number = forms.CharField(
        label=_("Number of the letter"),
        max_length=100,
        help_text=_("As it stands on the letter; “none” for a letter without one."),
        error_messages={"required": _("Write the number of the letter.")},
    )
    letter_on = forms.DateField(
        label=_("Date of the letter"),
        widget=Day(),
        error_messages={"required": _("Write the date of the letter.")},
    )
    consent_due = forms.DateField(
        label=_("Consent of the heads asked for by"), widget=Day(), required=False
    )
    recommendation = forms.CharField(
        label=_("Number of the I-Mut recommendation"),
        max_length=100,
        required=False,
        help_text=_("No decree without it; it may be added later."),
    )
    note = forms.CharField(
        label=_("Note for the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No illness and no family matter: those are told in person."),
    )
    scans = Scans(
        label=_("Scan of the letter"),
        help_text=_("PDF, JPEG or PNG, at most 5 MB each."),
    )

    def __init__(
        self,
        *args: Any,
        lane: Lane | None,
        scans_needed: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scans"].required = scans_needed
        if lane != Lane.SCHOOL:
            del self.fields["recommendation"]

    def paper(self, kind: Kind) -> Paper:
        """Return what the letter says, of a valid form."""
        data = self.cleaned_data
        return Paper(
            kind=kind,
            number=data["letter_number"],
            on=data["letter_on"],
            note=data["note"],
            recommendation=data.get("recommendation", ""),
            consent_due=data["consent_due"],
        )

    @staticmethod
    def told(case: Case) -> dict[str, Any]:
        """Return what a case already says, to be mended."""
        return {
            "letter_number": case.letter_number,
            "letter_on": case.letter_on,
            "consent_due": case.consent_due,
            "recommendation": case.recommendation,
            "note": case.note,
        }


class ScanForm(Form):
    """More scans of a case."""

    scans = Scans(label=_("Scan"), help_text=_("PDF, JPEG or PNG, at most 5 MB each."))


class ConsentForm(Form):
    """What the head of one unit says."""

    place = forms.ChoiceField(label=_("For"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=Consent.Answer.choices, widget=forms.RadioSelect
    )
    condition = forms.CharField(
        label=_("The condition, or why not"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    letter = forms.CharField(
        label=_("Number and date of the signed letter"), required=False, max_length=150
    )

    def __init__(
        self,
        sides: Iterable[tuple[Consent.Side, Unit]],
        *args: Any,
        assisted: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {f"{side}-{unit.pk}": (side, unit) for side, unit in sides}
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, _("%(unit)s: to %(side)s") % {"unit": unit, "side": side.label})
            for key, (side, unit) in self.sides.items()
        ]
        field.initial = next(iter(self.sides), None)
        self.fields["letter"].required = assisted
        if not assisted:
            del self.fields["letter"]


class WaiverForm(Form):
    """One rule lifted, by what."""

    rule = forms.ChoiceField(label=_("Rule"))
    basis = forms.CharField(label=_("Letter it rests on"), max_length=300)
    until = forms.DateField(
        label=_("Holds before (this day not included)"), widget=Day(), required=False
    )

    def __init__(self, rules: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {one.key: str(one.title) for one in RULES}
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, f"{titles[key]} ({key})") for key in rules]


class DisposeForm(Form):
    """Where the case goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Disposition"),
        widget=forms.RadioSelect,
        choices=[
            (State.WAITS.value, _("It waits for a round")),
            (State.PROCEEDS.value, _("It goes its own way, to a decree of its own")),
            (State.RETURNED.value, _("Back to the sender, for repair")),
            (State.REFUSED.value, _("Refused")),
        ],
    )
    round = forms.ModelChoiceField(
        label=_("Round"),
        queryset=Round.objects.filter(closed_on=None),
        required=False,
        empty_label=None,
    )
    rank = forms.TypedChoiceField(
        label=_("Place, when it goes its own way"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when it goes back or is refused."),
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rank"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.rank, str(one.unit)) for one in case.wishes.all()]
