"""The form of the sheet: an outcome and a reason for each entry, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.authority.actions import Outcome, refusal
from seimbang_web.decisions.authority.queries import Line, Sheet
from seimbang_web.decisions.models import Entry
from seimbang_web.lib.form import Form

APPROVE = (Entry.Outcome.APPROVED.value, _("Approve"))
POSTPONE = (Entry.Outcome.POSTPONED.value, _("Postpone"))
REFUSE = (Entry.Outcome.REFUSED.value, _("Do not approve"))


class SheetForm(Form):
    """
    What is decided of every entry.

    Entries without an exception begin as approved; of the others nothing is chosen
    before: they are read first.
    """

    effective_on = forms.ChoiceField(label=_("Takes effect on (TMT)"), required=False)
    effective_on.needed = True  # type: ignore[attr-defined]

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["effective_on"].choices = [  # type: ignore[attr-defined]
            (day.isoformat(), date_format(day, "j F Y")) for day in sheet.days
        ]
        for line in sheet.lines:
            self._add(line)

    def _add(self, line: Line) -> None:
        pk = line.entry.pk
        choices = [POSTPONE]
        if not line.only_postpone:
            choices.append(REFUSE)
        if not line.why_not:
            choices.insert(0, APPROVE)
        start = APPROVE[0] if not line.first else POSTPONE[0] if line.why_not else ""
        if not start:
            choices.insert(0, ("", _("choose")))
        name = {"name": line.entry.proposal.person.name}
        outcome = forms.ChoiceField(
            label=_("Decision") if line.first else _("Decision on %(name)s") % name,
            choices=choices,
            required=False,
            initial=start,
        )
        why = forms.CharField(
            label=_("Reason") if line.first else _("Reason, %(name)s") % name,
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        outcome.needed = why.needed = True  # type: ignore[attr-defined]
        self.fields[f"o-{pk}"], self.fields[f"w-{pk}"] = outcome, why

    def rows(self, lines: list[Line]) -> Iterator[tuple[Line, Any, Any]]:
        """Yield lines with their two fields."""
        for line in lines:
            yield line, self[f"o-{line.entry.pk}"], self[f"w-{line.entry.pk}"]

    def first(self) -> list[tuple[Line, Any, Any]]:
        """Return what is read first, with its fields."""
        return list(self.rows(self.sheet.exceptions))

    def plain(self) -> list[tuple[Line, Any, Any]]:
        """Return the rest of the list, with its fields."""
        return list(self.rows(self.sheet.plain))

    def clean(self) -> dict[str, Any]:
        """Say at each entry what is missing or may not be."""
        data = super().clean() or self.cleaned_data
        for line in self.sheet.lines:
            pk = line.entry.pk
            chosen = data.get(f"o-{pk}", "")
            if not chosen:
                name = line.entry.proposal.person.name
                words = _("Choose a decision on %(name)s.") % {"name": name}
                self.add_error(f"o-{pk}", words)
                continue
            outcome = Outcome(Entry.Outcome(chosen), data.get(f"w-{pk}", ""))
            words = refusal(line, outcome)
            if words:
                name = line.entry.proposal.person.name
                self.add_error(f"w-{pk}", f"{name}: {words}")
        return data

    def outcomes(self) -> dict[int, Outcome]:
        """Return the outcomes, as the act takes them."""
        data = self.cleaned_data
        return {
            line.entry.pk: Outcome(
                Entry.Outcome(data[f"o-{line.entry.pk}"]), data[f"w-{line.entry.pk}"]
            )
            for line in self.sheet.lines
        }

    def day(self) -> date | None:
        """Return the day of effect."""
        chosen = self.cleaned_data["effective_on"]
        return date.fromisoformat(chosen) if chosen else None
