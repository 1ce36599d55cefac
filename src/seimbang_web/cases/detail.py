"""One case as a page shows it: where it stands, what would follow, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.access import sight_of
from seimbang_web.cards.effect import Effect, effect
from seimbang_web.cases.access import cases_visible_to
from seimbang_web.cases.actions import MENDED
from seimbang_web.cases.forms import ScanForm
from seimbang_web.cases.models import Case, Lane, Record, State, Wish
from seimbang_web.cases.queries import (
    Asked,
    asked_of,
    facts_of_case,
    lacking,
    unanswered,
)

LANES = {
    Lane.ORDINARY: gettext_lazy(
        "It may wait for a round, or go its own way to a decree."
    ),
    Lane.PPPK: gettext_lazy(
        "The same job only; the decree comes with an addendum to the contract."
    ),
    Lane.SCHOOL: gettext_lazy(
        "First the recommendation of I-Mut; no decree without its number."
    ),
    Lane.PUSKESMAS: gettext_lazy(
        "Its own lane; the windows around elections hold here too."
    ),
    Lane.INSIDE: gettext_lazy("No transfer: the head of the agency writes a letter."),
    Lane.MANAGERIAL: gettext_lazy(
        "Outside the planner: the office follows its own checklist."
    ),
}


@dataclass(frozen=True)
class Dossier:
    """A case for one reader."""

    case: Case
    rights: Rights
    day: date

    @cached_property
    def wishes(self) -> list[Wish]:
        """Return the places asked for, in order."""
        return list(self.case.wishes.select_related("unit", "job"))

    @cached_property
    def effects(self) -> list[tuple[Wish, Effect | None]]:
        """Return what would follow at each place; None: not in the data any more."""
        sight = sight_of(self.rights, self.case.person)
        found: list[tuple[Wish, Effect | None]] = []
        for wish in self.wishes:
            facts = facts_of_case(self.case, wish, self.day, sight)
            here = self.case.from_unit
            found.append((wish, effect(facts, here, wish.unit) if facts else None))
        return found

    @cached_property
    def asked(self) -> list[Asked]:
        """Return the consents, given or not."""
        return asked_of(self.case)

    @cached_property
    def records(self) -> list[Record]:
        """Return what became of it, first to last."""
        return list(self.case.records.select_related("made_by", "round"))

    @cached_property
    def lacking(self) -> list[tuple[Wish, list[str]]]:
        """Return per place what keeps the case from going its own way."""
        return [(wish, lacking(self.case, wish, self.day)) for wish in self.wishes]

    @property
    def lane(self) -> str:
        """Return what the lane means."""
        return str(LANES[Lane(self.case.lane)])

    @property
    def who(self) -> str:
        """Return who has it now."""
        return {
            State.REGISTERED: _("Verifier or planner: the decision"),
            State.RETURNED: _("The sender: to mend it"),
            State.WAITS: _("Planner: the next plan of the round"),
            State.PROCEEDS: _("Personnel office: the decree"),
            State.REFUSED: _("Nobody: it is closed"),
        }[State(self.case.state)]

    @cached_property
    def mine(self) -> bool:
        """Tell whether a consent of the reader is still missing."""
        office = self.rights.reach("case.consent").everything
        return (
            self.case.open and not office and bool(unanswered(self.rights, self.case))
        )

    @cached_property
    def may_scan(self) -> bool:
        """Tell whether the scans are open to the reader."""
        return self._may("case.scan")

    def _may(self, act: str) -> bool:
        if not self.rights.may(act):
            return False
        return cases_visible_to(self.rights, act).filter(pk=self.case.pk).exists()

    @cached_property
    def may_consent(self) -> bool:
        return self.case.open and self._may("case.consent")

    @cached_property
    def may_dispose(self) -> bool:
        """Tell whether the reader decides; never who registered it."""
        waits = self.case.state in (State.REGISTERED, State.WAITS)
        other = self.case.registered_by_id != self.rights.user.pk
        return waits and other and self._may("case.dispose")

    @cached_property
    def may_waive(self) -> bool:
        other = self.case.registered_by_id != self.rights.user.pk
        return bool(
            self.case.open and other and self.rules_to_waive and self._may("case.waive")
        )

    @cached_property
    def may_mend(self) -> bool:
        return self.case.state in MENDED and self._may("case.register")

    @cached_property
    def scan_form(self) -> ScanForm | None:
        """Return the form for more scans; None: not now, or not for the reader."""
        if not self.case.open or not self._may("case.register"):
            return None
        return ScanForm()

    @cached_property
    def rules_to_waive(self) -> list[str]:
        """Return the rules that a waiver would lift, each once."""
        rules = (
            one.rule
            for _, shown in self.effects
            if shown
            for one in shown.facts.waivers
            if one.rule
        )
        return list(dict.fromkeys(rules))


def dossier(rights: Rights, case: Case, day: date) -> Dossier:
    """Return the case as the reader may see it."""
    return Dossier(case, rights, day)
