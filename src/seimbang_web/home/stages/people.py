"""Who plays the demo's round: the cast, and the accounts of some who are to move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.cases.models import Lane
from seimbang_web.home.cast import PASSWORD
from seimbang_web.lib import clock
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Move
from seimbang_web.proposals.models import Proposal

NURSE, SANITARIAN, TEACHER = "perawat", "sanitasi", "guru-sd-kelas"  # families
EXECUTIVE = "executive"  # a kind of job


class By(TypedDict):
    """Who acts, and when."""

    actor: User
    now: datetime


@dataclass(frozen=True)
class Players:
    """The cast by user name, on the day of the demo."""

    day: date

    def user(self, name: str) -> User:
        """Return a user of the cast."""
        return User.objects.get(username=name)

    def by(self, name: str) -> By:
        """Return who acts, and this moment: each act comes after the one before."""
        return {"actor": self.user(name), "now": clock.now()}

    def unit(self, name: str) -> Unit:
        """Return the unit of a head or agency of the cast."""
        grant = Grant.objects.select_related("unit").get(user__username=name)
        assert grant.unit is not None
        return grant.unit

    def team(self) -> list[User]:
        """Return the members of the team: the authorised official comes first."""
        grants = Grant.objects.filter(role=Role.TEAM).select_related("user")
        held = sorted(grants, key=lambda one: (not one.capabilities, one.pk))
        return [one.user for one in held]

    def proposal(self, name: str) -> Proposal:
        """Return the proposal for a mover with an account."""
        return Proposal.objects.get(person=self.user(name).person)

    def others(self, agency: str) -> list[Proposal]:
        """Return proposals of the cast's own units left to others: of one agency."""
        rows = Proposal.objects.filter(
            from_unit__agency=self.unit(agency), lane=Lane.ORDINARY
        )
        return list(rows.exclude(person__in=self._accounts()).order_by("pk"))

    def _accounts(self) -> list[int]:
        found = User.objects.exclude(person=None)
        return [one for one in found.values_list("person", flat=True) if one]


def movers(players: Players) -> dict[str, Move]:
    """
    Return moves of the plan that touch the cast's units, by the mover's user name.

    A nurse leaves the Puskesmas, a sanitarian comes to it; two class teachers come to
    the school, an executive to the district office. All critical data are known.
    """
    puskesmas, school, district = map(players.unit, ("kapus", "kepsek", "camat"))
    moves = Move.objects.select_related("person").order_by("-voluntary", "pk")
    known = moves.exclude(person__status="pppk").exclude(person__grade="")
    teachers = known.filter(to_unit=school, to_job__family=TEACHER)
    found = {
        "perawat": known.filter(from_unit=puskesmas, to_job__family=NURSE),
        "sanitarian": known.filter(to_unit=puskesmas, to_job__family=SANITARIAN),
        "gurukelas": teachers,
        "gurubaru": teachers[1:],
        "pelaksana": known.filter(to_unit=district, to_job__kind=EXECUTIVE),
    }
    return {name: rows[0] for name, rows in found.items()}


def accounts(players: Players) -> None:
    """Give the movers their accounts."""
    for name, move in movers(players).items():
        user = User.objects.create_user(name, PASSWORD)
        user.name, user.person = move.person.name, move.person
        user.save()
