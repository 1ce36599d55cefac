"""Nobody advises or decides on an objection that concerns the own person (S1, S2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from seimbang_web.accounts.models import one_being
from seimbang_web.decisions.dossier.guards import (
    PROPOSER,
    Conflict,
    conflicts_of,
    ties_of,
)
from seimbang_web.decisions.models import Objection
from seimbang_web.lib.act import ActError


def hindrances(actor: Any, objection: Objection, day: date) -> list[str]:
    """Return what keeps a user from acting on an objection; empty: nothing."""
    entry = objection.proposal.entries.order_by("-pk").first()
    if entry is not None:
        found = conflicts_of(actor, entry, day)
    else:
        found = ties_of(actor, day).of(objection.proposal)
        if one_being(actor, objection.proposal.opened_by_id):
            found.append(Conflict(PROPOSER, _("You had a hand in this proposal.")))
    return [one.words for one in found]


def not_concerned(actor: Any, objection: Objection, day: date) -> None:
    """
    Refuse who is concerned.

    :raises ActError: with why, and who takes over.
    """
    found = hindrances(actor, objection, day)
    if found:
        told = _("{why} Somebody else who holds this role acts on it.")
        raise ActError(told.format(why=" ".join(found)))
