"""The forms of dossiers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang.decide import procedure as way
from seimbang_web.decisions.dossier.papers import MISSING, NEEDLESS, THERE
from seimbang_web.decisions.dossier.queries import papers_of
from seimbang_web.decisions.models import Entry
from seimbang_web.lib.form import Form
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.models import Proposal

STATES = (
    (THERE, _("There")),
    (MISSING, _("Not there")),
    (NEEDLESS, _("Not needed here")),
)


class ChooseForm(Form):
    """Which of the open proposals of a group go into the dossier."""

    proposals = forms.ModelMultipleChoiceField(
        queryset=Proposal.objects.none(),
        error_messages={"required": _("Choose at least one proposal.")},
    )

    def __init__(self, offered: list[Proposal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proposals"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Proposal.objects.filter(pk__in=[one.pk for one in offered])


class FinishForm(Form):
    """What is said when a step is finished, and which dossier was seen."""

    digest = forms.CharField(max_length=64)
    remark = forms.CharField(max_length=2000, required=False)


class ReturnForm(Form):
    """What is to be mended."""

    digest = forms.CharField(max_length=64)
    why = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write what is to be mended: the maker will read it.")
        },
    )


class PapersForm(Form):
    """The checklist of an entry: a state each, and why or where."""

    def __init__(self, entry: Entry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: list[way.Paper] = []
        for paper, held in papers_of(entry):
            self.told.append(paper)
            self.fields[paper.key] = forms.ChoiceField(
                label=str(paper.name),
                choices=(("", _("not looked at yet")), *STATES),
                required=False,
                initial=held.state if held else "",
            )
            self.fields[f"{paper.key}_why"] = forms.CharField(
                label=_("Where it is, or why it is not needed"),
                max_length=300,
                required=False,
                initial=held.why if held else "",
            )

    def papers(self) -> dict[str, tuple[str, str]]:
        """Return what was chosen: paper → state and why."""
        data = self.cleaned_data
        return {
            one.key: (data[one.key], data[f"{one.key}_why"])
            for one in self.told
            if data[one.key]
        }

    def rows(self) -> list[tuple[way.Paper, Any, Any]]:
        """Return each document with its two fields."""
        return [(one, self[one.key], self[f"{one.key}_why"]) for one in self.told]


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A civil servant, named with the unit."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and unit."""
        return f"{obj.name} – {obj.unit}"


class RelativeForm(Form):
    """Which of the people now in dossiers is a relative."""

    person = PersonField(
        label=_("Relative"),
        queryset=Person.objects.none(),
        empty_label=_("choose"),
        error_messages={"required": _("Choose a person.")},
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
