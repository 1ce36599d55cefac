"""Forms of plans, pins and rounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang.law import Local
from seimbang_web.lib.form import Form
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.actions import Wanted
from seimbang_web.plans.given import PARTS, Scope
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.plans.pinning import NEEDS
from seimbang_web.plans.queries import STEPS
from seimbang_web.regulations.queries import policies
from seimbang_web.workloads.words import kind_word

MINUTES = 10  # for families that limits tie together, unless asked otherwise
MOST_FOUND = 20
OPTIONS = ("max_moves", "budget_rupiah")  # what may be asked for one plan alone
Pairs = list[tuple[str, str]]
KINDS = {
    Pin.Kind.STAYS.value: _("stays: the person does not move"),
    Pin.Kind.MUST.value: _("must go to: the person moves to the unit"),
    Pin.Kind.NEVER.value: _("not to: the person does not come to the unit"),
    Pin.Kind.CLOSED.value: _("unit closed: nobody comes to the unit"),
}


class PlanForm(Form):
    """What a plan is to be: policy, limits, scope."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    policy = forms.ChoiceField(label=_("Policy"), widget=forms.RadioSelect)
    max_moves = forms.IntegerField(
        label=_("Most moves"), min_value=0, max_value=10_000_000, required=False
    )
    budget_rupiah = forms.IntegerField(
        label=_("Budget for all moves, in rupiah"),
        min_value=0,
        max_value=10**15,
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("Stop after so many minutes"),
        help_text=_("Then the best plan so far is kept, marked as not proved best."),
        min_value=1,
        max_value=120,
        initial=MINUTES,
    )
    families = forms.MultipleChoiceField(
        label=_("Jobs"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.MultipleChoiceField(
        label=_("Kecamatan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agencies = forms.MultipleChoiceField(
        label=_("Agencies"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, day: date, local: Local, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Mapping[str, Any] = self.fields
        fields["policy"].choices = [
            (name, f"{name}: {title}") for name, title in policies(day)
        ]
        self.initial.setdefault("policy", local.policy)
        for part, pairs in choices().items():
            fields[part].choices = pairs
        for name in OPTIONS:
            held = getattr(local, name)
            fields[name].help_text = (
                gettext("Empty: as the local parameters have it, {value}.")
                if held is not None
                else gettext("Empty: no limit.")
            ).format(value=held)

    @property
    def scope_fields(self) -> list[forms.BoundField]:
        """Return the fields of the scope."""
        return [self[part] for part in PARTS]

    def wanted(self, parent: Plan | None = None) -> Wanted:
        """Return what was asked for; of a valid form."""
        told = self.cleaned_data
        return Wanted(
            name=told["name"].strip(),
            policy=told["policy"],
            scope=Scope(
                families=told["families"],
                kinds=told["kinds"],
                districts=told["districts"],
                agencies=told["agencies"],
            ),
            options={
                name: told[name] for name in OPTIONS if told.get(name) is not None
            },
            time_limit=told["minutes"] * 60.0,
            parent=parent,
        )


def choices() -> dict[str, Pairs]:
    """Return what each part of the scope can be: code and words."""
    units = Unit.objects.filter(present=True)
    kinds = units.order_by().values_list("kind", flat=True).distinct()
    districts = units.exclude(district_code="").order_by("district")
    agencies = units.filter(units__isnull=False).order_by("name").distinct()
    return {
        "families": _families(),
        "kinds": sorted(((kind, kind_word(kind)) for kind in kinds), key=_second),
        "districts": list(
            districts.values_list("district_code", "district").distinct()
        ),
        "agencies": list(agencies.values_list("code", "name")),
    }


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _families() -> Pairs:
    """Return the families of jobs, each with the names of its jobs."""
    named: dict[str, list[str]] = {}
    rows = Job.objects.filter(present=True, people__present=True).distinct()
    for family, name in rows.order_by("name").values_list("family", "name"):
        named.setdefault(family, []).append(name)
    told = {
        family: " · ".join(names[:2]) + (" …" if len(names) > 2 else "")
        for family, names in named.items()
    }
    return sorted(told.items(), key=_second)


def initial_of(plan: Plan) -> dict[str, Any]:
    """Return what a plan was asked with, for a form that asks again."""
    inputs = plan.inputs
    return {
        "policy": plan.policy,
        "minutes": int((inputs["time_limit"] or MINUTES * 60) // 60) or 1,
        **inputs["scope"],
        **inputs["options"],
    }


class PinForm(Form):
    """
    A pin: kind, person, unit, reason; people and units by what one remembers of them.

    Where several are meant, ``chosen_person`` and ``chosen_unit`` list them.
    """

    kind = forms.ChoiceField(
        label=_("Kind of pin"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    person = forms.CharField(
        label=_("Person"),
        help_text=_(
            "Part of the name, or the last digits of the NIP. Not for a closed unit."
        ),
        max_length=100,
        required=False,
    )
    chosen_person = forms.ChoiceField(
        label=_("Which person?"), required=False, widget=forms.RadioSelect
    )
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("Part of the name, or its code. Not for who stays."),
        max_length=100,
        required=False,
    )
    chosen_unit = forms.ChoiceField(
        label=_("Which unit?"), required=False, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found_person: Person | None = None
        self.found_unit: Unit | None = None
        for name in ("person", "unit"):
            self.fields[name].needed = True  # type: ignore[attr-defined]  # by its kind
            found = self._found(name) if self.is_bound else []
            if len(found) < 2:
                del self.fields[f"chosen_{name}"]
            else:
                field: Any = self.fields[f"chosen_{name}"]
                field.choices = [(str(one.pk), _named(one)) for one in found]

    def _found(self, name: str) -> list[Any]:
        text = (self.data.get(name) or "").strip()
        if not text:
            return []
        rows = people_like(text) if name == "person" else units_like(text)
        return list(rows[: MOST_FOUND + 1])

    def clean(self) -> dict[str, Any]:
        """Find the person and the unit that the kind needs."""
        told = super().clean() or {}
        if "kind" in told:
            person, unit = NEEDS[Pin.Kind(told["kind"])]
            self.found_person = self._one("person", needed=person)
            self.found_unit = self._one("unit", needed=unit)
        return told

    def _one(self, name: str, *, needed: bool) -> Any:
        if not needed:
            return None
        found = self._found(name)
        picked = self.cleaned_data.get(f"chosen_{name}")
        for one in found:
            if len(found) == 1 or str(one.pk) == picked:
                return one
        if not self.data.get(name):
            self.add_error(name, gettext("This kind needs it: fill it."))
        elif not found:
            self.add_error(name, gettext("Nothing was found: write another part."))
        elif len(found) > MOST_FOUND:
            self.add_error(name, gettext("Too many are meant: write more of it."))
        else:
            self.add_error(f"chosen_{name}", gettext("Several are meant: choose one."))
        return None


def people_like(text: str) -> QuerySet[Person]:
    """Return the people whom a part of the name, a tail of the NIP or an id means."""
    rows = Person.objects.filter(present=True).select_related("unit", "job")
    meant = Q(name__icontains=text) | Q(ref__iexact=text)
    if text.isdigit() and len(text) >= 4:
        meant |= Q(nip__endswith=text)
    return rows.filter(meant)


def units_like(text: str) -> QuerySet[Unit]:
    """Return the units that a part of the name, a nickname or a code means."""
    exact = Unit.objects.filter(Q(code__iexact=text) | Q(name__iexact=text))
    if exact.exists():
        return exact
    meant = Q(name__icontains=text) | Q(nicknames__icontains=text)
    return Unit.objects.filter(meant, present=True)


def _named(one: Person | Unit) -> str:
    if isinstance(one, Person):
        return f"{one.name}, {one.job}, {one.unit}"
    return f"{one.name}, {one.district}" if one.district else one.name


class ReasonForm(Form):
    """One reason."""

    why = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DaysForm(Form):
    """The days of a round's steps; ``base`` is the version that was read."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step, words in STEPS.items():
            self.fields[step] = forms.DateField(
                label=words,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def deadlines(self) -> dict[str, date | None]:
        """Return the day of each step; of a valid form."""
        return {step: self.cleaned_data[step] for step in STEPS}


class RoundForm(DaysForm):
    """A new round: name, day of the law, days of its steps."""

    name = forms.CharField(label=_("Name"), max_length=100)
    day = forms.DateField(
        label=_("Day of the law"),
        help_text=_("Rules and parameters are those in force on this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("name", "day")
