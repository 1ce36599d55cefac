"""
Who may not act on what: separation of duties (S1, S2, S5, S8).

S1: who proposed does not verify, advise or decide. S2: nobody acts on the own case, a
relative's, or one of the units they lead. Neither a role for a time (S5) nor a second
account of the same person (S8) lifts it. Triggers hold the same (migration 0002).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from seimbang_web.accounts.models import Grant, Role, accounts_of
from seimbang_web.decisions.models import Dossier, Entry, Relative, Step
from seimbang_web.lib.act import ActError
from seimbang_web.lib.clock import today
from seimbang_web.proposals.models import Proposal

SUBJECT, RELATIVE, HEAD, PROPOSER = "subject", "relative", "head", "proposer"


@dataclass(frozen=True)
class Conflict:
    """Why a user may not act on an entry: a key, and a sentence."""

    key: str
    words: str


def proposed(user: Any, dossier: Dossier) -> bool:
    """Tell whether a user, by whatever account, had a hand in proposing (S1)."""
    return dossier.proposers.filter(user__in=accounts_of(user)).exists()


@dataclass(frozen=True)
class Ties:
    """Whom and which units a user is tied to, by whatever account (S2)."""

    own: frozenset[int]  # people
    relatives: frozenset[int]
    units: frozenset[int]  # that the user leads

    def of(self, proposal: Proposal) -> list[Conflict]:
        """Return how a proposal concerns the user personally."""
        found = []
        if proposal.person_id in self.own:
            found.append(Conflict(SUBJECT, _("It is your own case.")))
        if proposal.person_id in self.relatives:
            words = _("You declared this person to be a relative.")
            found.append(Conflict(RELATIVE, words))
        if self.units & {proposal.from_unit_id, proposal.to_unit_id}:
            found.append(Conflict(HEAD, _("You lead one of the two units.")))
        return found


def ties_of(user: Any, day: date) -> Ties:
    """Return the people and units that a user may not judge."""
    accounts = list(accounts_of(user))
    heads = Grant.objects.filter(user__in=accounts, role=Role.HEAD)
    relatives = Relative.objects.filter(user__in=accounts)
    return Ties(
        own=frozenset(one.person_id for one in accounts if one.person_id),
        relatives=frozenset(relatives.values_list("person", flat=True)),
        units=frozenset(
            one.unit_id for one in heads if one.unit_id and one.in_force(day)
        ),
    )


def concerns(user: Any, proposal: Proposal, day: date) -> list[Conflict]:
    """Return how a proposal concerns a user personally (S2)."""
    return ties_of(user, day).of(proposal)


def conflicts_of(user: Any, entry: Entry, day: date | None = None) -> list[Conflict]:
    """Return all that keeps a user from acting on an entry."""
    day = day or today()
    return conflicts_in(user, entry.dossier, [entry], day).get(entry.pk, [])


def conflicts_in(
    user: Any, dossier: Dossier, entries: Iterable[Entry], day: date
) -> dict[int, list[Conflict]]:
    """Return the entries of a dossier on which a user may not act, with why."""
    ties, hand = ties_of(user, day), []
    if proposed(user, dossier):
        hand = [Conflict(PROPOSER, _("You had a hand in this proposal."))]
    found = {one.pk: [*ties.of(one.proposal), *hand] for one in entries}
    return {pk: conflicts for pk, conflicts in found.items() if conflicts}


def conflicts(user: Any, entry: Entry) -> list[str]:
    """Return the same as sentences; empty: nothing stands against it."""
    return [one.words for one in conflicts_of(user, entry)]


def passed_over(dossier: Dossier, step: Step) -> bool:
    """Tell whether a step would pass the team unheard, or the authority undecided."""
    lacking = {
        "team": not dossier.sessions.filter(closed_at__isnull=False).exists(),
        "decide": dossier.entries.filter(outcome=Entry.Outcome.WAITS).exists(),
    }
    return lacking.get(step.key, False)


def check(
    user: Any, dossier: Dossier, entries: Iterable[Entry], day: date, *, s1: bool = True
) -> None:
    """
    Refuse a user who may not act on a dossier or one of its entries.

    ``s1``: who proposed is refused too.
    :raises ActError: with why, and who acts instead.
    """
    if s1 and proposed(user, dossier):
        raise ActError(
            _(
                "You had a hand in this proposal, so somebody else with this role "
                "examines it (S1)."
            )
        )
    ties = ties_of(user, day)
    for entry in entries:
        found = ties.of(entry.proposal)
        if found:
            raise ActError(
                _(
                    "%(proposal)s concerns you: %(why)s Somebody else with this role "
                    "acts, or the case goes into another dossier (S2)."
                )
                % {
                    "proposal": entry.proposal,
                    "why": " ".join(one.words for one in found),
                }
            )
