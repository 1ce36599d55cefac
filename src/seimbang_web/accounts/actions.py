"""Acts on users and grants: two persons, never for oneself, each in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import (
    Capability,
    Grant,
    Role,
    User,
    accounts_of,
    canonical,
    one_being,
)
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError

ALONE = frozenset({Role.AUDITOR, Role.TECHNICIAN})  # beside no other role (S3, S4)
WITHIN = frozenset({Role.HEAD, Role.SECTOR})  # hold for a unit
CARRIED_BY = {
    Capability.PYB: {Role.TEAM},
    Capability.NUMBERS: {Role.OPERATOR},
    Capability.OFFICE_HEAD: {Role.VERIFIER, Role.TEAM},
}


@dataclass(frozen=True)
class Wish:
    """A role to be granted; ``unit`` where the role holds for one."""

    role: Role
    since: date
    until: date | None = None
    unit: Any = None
    capabilities: tuple[Capability, ...] = ()


@transaction.atomic
def propose_user(
    *, username: str, name: str, person: Any, wish: Wish, actor: User, now: datetime
) -> User:
    """
    Make a user who may come in when the second person approves the role.

    :raises ActError: when the name is taken, or is a NIP.
    """
    called = canonical(username)
    if len("".join(filter(str.isdigit, called))) >= 16:
        raise ActError(
            _("A user name is no NIP or NIK: it stands in the record of acts.")
        )
    if User.objects.filter(username=called).exists():
        raise ActError(_("This user name is taken: choose another."))
    if person is not None and User.objects.filter(person=person).exists():
        raise ActError(_("This civil servant has a user already."))
    user = User.objects.create_user(called)
    user.name, user.person, user.is_active = name, person, False
    user.save(update_fields=["name", "person", "is_active"])
    _recorded("user.propose", user, actor, now, person=person and person.pk)
    propose_grant(user=user, wish=wish, actor=actor, now=now)
    return user


@transaction.atomic
def propose_grant(*, user: User, wish: Wish, actor: User, now: datetime) -> Grant:
    """
    Propose a role for another; it holds when the second person approves.

    :raises ActError: for oneself, or when the role does not go with the others.
    """
    if one_being(actor, user.pk):
        raise ActError(_("Nobody grants to oneself: ask a colleague."))
    _locked(user)
    _fits(user, wish)
    grant = Grant.objects.create(
        user=user,
        role=wish.role,
        unit=wish.unit if wish.role in WITHIN else None,
        capabilities=[one.value for one in wish.capabilities],
        since=wish.since,
        until=wish.until,
        proposed_by=actor,
    )
    _recorded("grant.propose", user, actor, now, **_told(grant))
    return grant


@transaction.atomic
def approve_grant(*, grant: Grant, actor: User, now: datetime) -> None:
    """
    Approve a proposed role as the second person; the user may come in from now on.

    :raises ActError: for oneself, for one's own proposal, or what was answered already.
    """
    if one_being(actor, grant.user_id):
        raise ActError(_("Nobody grants to oneself: ask a colleague."))
    if one_being(actor, grant.proposed_by_id):
        raise ActError(_("Two persons grant: you proposed this role."))
    user = _locked(grant.user)
    _fits(user, _wish_of(grant), beside=grant)
    _answer(grant, approved_by=actor, approved_at=now)
    User.objects.filter(pk=user.pk).update(is_active=True)
    _recorded("grant.approve", user, actor, now, **_told(grant))


@transaction.atomic
def refuse_grant(*, grant: Grant, actor: User, now: datetime) -> None:
    """
    Refuse a proposed role, or take one's own proposal back.

    :raises ActError: when it was answered already.
    """
    _answer(grant, ended_by=actor)
    _recorded("grant.refuse", grant.user, actor, now, **_told(grant))


@transaction.atomic
def end_grant(*, grant: Grant, actor: User, now: datetime, day: date) -> None:
    """
    End a role from ``day`` on.

    :raises ActError: when it ended before.
    """
    running = Grant.objects.filter(_running(day), pk=grant.pk)
    if not running.update(until=max(day, grant.since), ended_by=actor):
        raise ActError(_("This role has ended already: look at the page again."))
    _recorded("grant.end", grant.user, actor, now, **_told(grant))


@transaction.atomic
def disable_user(*, user: User, actor: User, now: datetime, day: date) -> None:
    """
    Close an account: roles and sessions end at once; a new role opens it again.

    :raises ActError: for oneself.
    """
    if user == actor:
        raise ActError(_("Nobody closes their own account: ask a colleague."))
    _locked(user)
    user.grants.filter(approved_at=None, ended_by=None).update(ended_by=actor)
    for grant in user.grants.filter(_running(day)):
        Grant.objects.filter(pk=grant.pk).update(
            until=max(day, grant.since), ended_by=actor
        )
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_sessions(user=user)
    _recorded("user.disable", user, actor, now)


@transaction.atomic
def drop_factor(*, user: User, actor: User, now: datetime) -> None:
    """
    Take the second factor off, of whom the phone is lost; sessions end.

    The password stays: with an activation code it takes two persons to come in.

    :raises ActError: for oneself, or when there is none.
    """
    if user == actor:
        raise ActError(_("Nobody takes off their own second factor here."))
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise ActError(_("This account has no second factor."))
    end_sessions(user=user)
    _recorded("user.factor", user, actor, now)


@transaction.atomic
def set_password(*, user: User, password: str, keep: str | None, now: datetime) -> None:
    """Set a password; all sessions of the user end but the one with key ``keep``."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user, keep=keep)
    _recorded("user.password", user, user, now)


def end_sessions(*, user: User, keep: str | None = None) -> None:
    """End the sessions of a user but the one with key ``keep``."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=keep):
        session.end()


def end_session(*, user: User, pk: int) -> None:
    """End one session of the user; one that is over stays over."""
    for session in UserSession.objects.filter(user=user, pk=pk):
        session.end()


def _locked(user: User) -> User:
    """Return the user, the row locked: roles of one user come one at a time."""
    return User.objects.select_for_update().get(pk=user.pk)


def _running(day: date) -> Q:
    """Return the condition of an approved grant that did not end by ``day``."""
    return Q(approved_at__isnull=False) & (Q(until=None) | Q(until__gt=day))


def _fits(user: User, wish: Wish, beside: Grant | None = None) -> None:
    """Raise ActError when the wish does not stand by itself or beside the others."""
    if wish.role in WITHIN and wish.unit is None:
        raise ActError(_("This role holds for a unit: choose it."))
    if wish.role == Role.ASN and user.person_id is None:
        raise ActError(_("A civil servant's own access needs the person in the data."))
    if any(wish.role not in CARRIED_BY[one] for one in wish.capabilities):
        raise ActError(_("This capability does not go with this role."))
    if wish.until is not None and wish.until <= wish.since:
        raise ActError(_("The last day is before the first."))
    others = _others(user, wish.since)  # of all accounts of the human being (S8)
    if beside is not None:
        others = others.exclude(pk=beside.pk)
    roles = {Role(role) for role in others.values_list("role", flat=True)}
    if (wish.role in ALONE and roles) or (roles & ALONE):
        raise ActError(
            _("Auditor and technical administrator hold no other role: end it first.")
        )
    unit = wish.unit if wish.role in WITHIN else None
    if others.filter(user=user, role=wish.role, unit=unit).exists():
        raise ActError(_("The user has this role, or it waits for approval."))


def _others(user: User, day: date) -> QuerySet[Grant]:
    """Return the grants that hold or are proposed, of all accounts of the user."""
    proposed = Q(approved_at=None, ended_by=None)
    return Grant.objects.filter(proposed | _running(day), user__in=accounts_of(user))


def _answer(grant: Grant, **fields: Any) -> None:
    waiting = Grant.objects.filter(pk=grant.pk, approved_at=None, ended_by=None)
    if not waiting.update(**fields):
        raise ActError(_("This was answered already: look at the page again."))


def _wish_of(grant: Grant) -> Wish:
    return Wish(
        role=Role(grant.role),
        since=grant.since,
        until=grant.until,
        unit=grant.unit,
        capabilities=tuple(Capability(one) for one in grant.capabilities),
    )


def _told(grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant.pk,
        "role": grant.role,
        "unit": grant.unit_id,
        "capabilities": grant.capabilities,
        "since": grant.since,
        "until": grant.until,
    }


def _recorded(act: str, user: User, actor: User, now: datetime, **content: Any) -> None:
    told = {"user": user.username, **content}
    record(actor=actor, act=act, subject=f"user:{user.pk}", now=now, content=told)
