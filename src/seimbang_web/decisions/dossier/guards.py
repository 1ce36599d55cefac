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

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.decisions.models import Dossier, Entry, Relative
from seimbang_web.lib.act import ActError
from seimbang_web.lib.clock import today
from seimbang_web.proposals.models import Proposal

SUBJECT, RELATIVE, HEAD, PROPOSER = "subject", "relative", "head", "proposer"


@dataclass(frozen=True)
class Conflict:
    """Why a user may not act on an entry: a key, and a sentence."""

    key: str
    words: str


def accounts_of(user: Any) -> QuerySet[User]:
    """Return all accounts of one human being: same person or same address (S8)."""
    same = Q(pk=user.pk)
    if user.person_id is not None:
        same |= Q(person=user.person_id)
    if user.email:
        same |= Q(email__iexact=user.email)
    return User.objects.filter(same)


def proposed(user: Any, dossier: Dossier) -> bool:
    """Tell whether a user, by whatever account, had a hand in proposing (S1)."""
    return dossier.proposers.filter(user__in=accounts_of(user)).exists()


def concerns(user: Any, proposal: Proposal, day: date) -> list[Conflict]:
    """Return how a proposal concerns a user personally (S2)."""
    accounts = accounts_of(user)
    found = []
    if accounts.filter(person=proposal.person_id).exists():
        found.append(Conflict(SUBJECT, _("It is your own case.")))
    if Relative.objects.filter(user__in=accounts, person=proposal.person_id).exists():
        found.append(
            Conflict(RELATIVE, _("You declared this person to be a relative."))
        )
    ends = (proposal.from_unit_id, proposal.to_unit_id)
    heads = Grant.objects.filter(user__in=accounts, role=Role.HEAD, unit__in=ends)
    if any(grant.in_force(day) for grant in heads):
        found.append(Conflict(HEAD, _("You lead one of the two units.")))
    return found


def conflicts_of(user: Any, entry: Entry, day: date | None = None) -> list[Conflict]:
    """Return all that keeps a user from acting on an entry."""
    found = concerns(user, entry.proposal, day or today())
    if proposed(user, entry.dossier):
        found.append(Conflict(PROPOSER, _("You had a hand in this proposal.")))
    return found


def conflicts(user: Any, entry: Entry) -> list[str]:
    """Return the same as sentences; empty: nothing stands against it."""
    return [one.words for one in conflicts_of(user, entry)]


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
    for entry in entries:
        found = concerns(user, entry.proposal, day)
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
