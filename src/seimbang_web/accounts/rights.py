"""What a person may do on a day: grants in force read through the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest

from seimbang_web.accounts.matrix import Scope, matrix
from seimbang_web.accounts.models import (
    Capability,
    EmergencyAccess,
    Grant,
    Role,
    User,
)


@dataclass(frozen=True)
class Reach:
    """
    How far an act reaches for a person: everything, or what these sets name.

    ``units``: ids of units whose tree is reached (of heads and of agencies).
    """

    everything: bool = False
    units: frozenset[int] = frozenset()
    cases: bool = False
    own: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.units) or self.cases or self.own


@dataclass(frozen=True)
class Rights:
    """
    The rights of ``user`` on ``day``; everybody with a person is an ASN too.

    ``emergency`` runs now: it opens reading. Acts ask for rights without it.
    """

    user: User
    day: date
    emergency: EmergencyAccess | None = None

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Return the grants in force."""
        rows = self.user.grants.select_related("unit")
        return tuple(grant for grant in rows if grant.in_force(self.day))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the roles in force."""
        roles = {Role(grant.role) for grant in self.grants}
        return frozenset(roles | ({Role.ASN} if self.user.person_id else set()))

    def can(self, capability: Capability) -> bool:
        """Tell whether a grant in force carries the capability."""
        return any(capability.value in grant.capabilities for grant in self.grants)

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether a role sees others' files or decides."""
        return bool(self.roles & matrix().second_factor)

    def reach(self, act: str) -> Reach:
        """
        Return how far ``act`` ("resource.act") reaches for the person.

        :raises KeyError: when the matrix has no such act.
        """
        allowed = matrix().acts[act]
        if self.emergency and act in matrix().emergency[self.emergency.scope]:
            return Reach(everything=True)
        scopes = {allowed[role] for role in self.roles if role in allowed}
        return Reach(
            everything=Scope.ALL in scopes,
            units=frozenset(_units(self.grants, allowed)),
            cases=Scope.CASES in scopes,
            own=Scope.OWN in scopes,
        )

    def may(self, act: str) -> bool:
        """Tell whether the person may do ``act`` on anything at all."""
        return bool(self.reach(act))


def _units(grants: Iterable[Grant], allowed: Mapping[Role, Scope]) -> Iterable[int]:
    for grant in grants:
        scope = allowed.get(Role(grant.role))
        if scope in (Scope.UNIT, Scope.AGENCY) and grant.unit_id is not None:
            yield grant.unit_id


def rights_of(request: HttpRequest) -> Rights:
    """Return the rights that the middleware put on the request."""
    held = request.rights  # type: ignore[attr-defined]
    assert isinstance(held, Rights)
    return held
