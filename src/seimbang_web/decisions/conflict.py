"""Conflicts of one user with many entries, found without asking entry by entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from seimbang_web.accounts.models import Grant, Role
from seimbang_web.decisions.dossier.guards import (
    Conflict,
    accounts_of,
    conflicts_of,
    proposed,
)
from seimbang_web.decisions.models import Dossier, Entry, Relative


def conflicts_in(
    user: Any, dossier: Dossier, entries: Iterable[Entry], day: date
) -> dict[int, list[Conflict]]:
    """Return the conflicts of a user with entries of a dossier, by entry."""
    accounts = list(accounts_of(user))
    people = {one.person_id for one in accounts} | set(
        Relative.objects.filter(user__in=accounts).values_list("person", flat=True)
    )
    units = {
        grant.unit_id
        for grant in Grant.objects.filter(user__in=accounts, role=Role.HEAD)
        if grant.in_force(day)
    }
    all_of_them = proposed(user, dossier)
    return {
        entry.pk: conflicts_of(user, entry, day)
        for entry in entries
        if all_of_them
        or entry.proposal.person_id in people
        or {entry.proposal.from_unit_id, entry.proposal.to_unit_id} & units
    }
