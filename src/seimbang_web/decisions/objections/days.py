"""The legal clock of objections: last day to file, last day of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seimbang.decide.calendar import working_day
from seimbang.law import Citation
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.proposals.models import Proposal
from seimbang_web.regulations.queries import law

FILING, ANSWER = "objection.filing_days", "objection.answer_days"
OWN = (Kind.EXTRACT, Kind.SINGLE)  # what a person receives of a decree
OUT = (State.SIGNED, State.DELIVERED)


@dataclass(frozen=True)
class Term:
    """So many working days ``after`` a day; ``last`` is the last one."""

    days: int
    after: date
    last: date
    citation: Citation

    def past(self, day: date) -> bool:
        """Tell whether the last day is over on ``day``."""
        return day > self.last


def term(key: str, after: date) -> Term:
    """Return the term of the law that begins after a day."""
    value = law().value(key, after)
    days = int(value.value)
    return Term(days, after, working_day(after, days), value.citation)


@dataclass(frozen=True)
class Decree:
    """The letter of a decree that a person has, and the day of its receipt, if any."""

    letter: Letter
    received_on: date | None

    @property
    def term(self) -> Term | None:
        """Return until when it can be objected to; None: it was not received yet."""
        return None if self.received_on is None else term(FILING, self.received_on)


def decree_of(proposal: Proposal) -> Decree | None:
    """Return the decree that moves the person of a proposal; None: none is signed."""
    entries = Entry.objects.filter(
        proposal=proposal, outcome=Entry.Outcome.APPROVED
    ).values_list("pk", flat=True)
    letter = Letter.objects.filter(
        kind__in=OWN, state__in=OUT, subject__in=[f"entry:{pk}" for pk in entries]
    ).first()
    if letter is None:
        return None
    handed = letter.deliveries.order_by("received_on").first()
    return Decree(letter, handed.received_on if handed else None)
