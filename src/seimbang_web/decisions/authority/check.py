"""The page before the signing (copy M18): what is about to be decided, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.decisions.authority.actions import Outcome
from seimbang_web.decisions.authority.effect import Outlook
from seimbang_web.decisions.authority.queries import Line, Sheet
from seimbang_web.decisions.models import Entry


@dataclass(frozen=True)
class Check:
    """What was chosen on the sheet, before it is signed."""

    sheet: Sheet
    outcomes: Mapping[int, Outcome]
    effective_on: date | None

    def _lines(self, which: Entry.Outcome) -> list[tuple[Line, str]]:
        return [
            (line, self.outcomes[line.entry.pk].why)
            for line in self.sheet.lines
            if self.outcomes[line.entry.pk].outcome == which
        ]

    @property
    def approved(self) -> list[tuple[Line, str]]:
        """Return what is approved."""
        return self._lines(Entry.Outcome.APPROVED)

    @property
    def refused(self) -> list[tuple[Line, str]]:
        """Return what is refused."""
        return self._lines(Entry.Outcome.REFUSED)

    @property
    def postponed(self) -> list[tuple[Line, str]]:
        """Return what is postponed: a new version, verified again."""
        return self._lines(Entry.Outcome.POSTPONED)

    @property
    def overruled(self) -> list[tuple[Line, str]]:
        """Return what is carried out although the person objects."""
        return [one for one in self.approved if one[0].exceptions.overruled]

    @property
    def deviating(self) -> list[tuple[Line, str]]:
        """Return what departs from a rule that may be departed from."""
        return [one for one in self.approved if one[0].exceptions.deviates]

    @property
    def outlook(self) -> Outlook:
        """Return the units as they would be."""
        return self.sheet.outlook_of([line.entry.pk for line, _why in self.approved])

    @property
    def title(self) -> str:
        """Return what is about to happen."""
        count = len(self.approved)
        if not count:
            return _("You are about to approve no move.")
        words = ngettext(
            "You are about to decide %(count)s move.",
            "You are about to decide %(count)s moves.",
            count,
        )
        return words % {"count": count}

    @property
    def button(self) -> str:
        """Return the words of the button: the act and its number."""
        count = len(self.approved)
        if not count:
            return _("Decide: approve none")
        words = ngettext("Decide %(count)s move", "Decide %(count)s moves", count)
        return words % {"count": count}
