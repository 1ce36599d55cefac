"""Activation codes: made by an officer, handed out in person, used once within 72 h."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.actions import set_password
from seimbang_web.accounts.models import Activation, Grant, Role, User, canonical
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError

LIFE = timedelta(hours=72)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none looks like another; 5 bits each
LENGTH = 12
BY_OPERATORS = frozenset({Role.ASN, Role.HEAD})


def digest(code: str) -> str:
    """Return what is kept of a code, however it was typed."""
    plain = "".join(one for one in code.upper() if one in LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def make_code(*, user: User, actor: User, now: datetime, day: date) -> str:
    """
    Return a new code for another's account; those before it are void.

    :raises ActError: for oneself, for a closed account, or, from an operator, for who
        has more to say than a civil servant or a head of a unit.
    """
    if user == actor:
        raise ActError(_("Nobody makes a code for oneself: ask a colleague."))
    if not user.is_active:
        raise ActError(_("This account is closed, or its role waits for approval."))
    mighty = Rights(user, day).roles - BY_OPERATORS
    if mighty and Role.TECHNICIAN not in Rights(actor, day).roles:
        raise ActError(_("The technical administrator hands out codes for this role."))
    Activation.objects.filter(user=user, used_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    return _fresh(user, actor, now)


@transaction.atomic
def first_users(
    *, technician: str, verifier: str, now: datetime, day: date
) -> dict[str, str]:
    """
    Make the two users who let in all others; return their codes by user name.

    :raises ActError: when there are users already, or both are one.
    """
    if User.objects.exists():
        raise ActError(_("There are users already: they let in the others."))
    if canonical(technician) == canonical(verifier):
        raise ActError(_("Two persons are needed: name two users."))
    codes = {}
    for name, role in ((technician, Role.TECHNICIAN), (verifier, Role.VERIFIER)):
        user = User.objects.create_user(name)
        Grant.objects.create(user=user, role=role, since=day, approved_at=now)
        codes[user.username] = _fresh(user, None, now)
    return codes


def activation_of(*, username: str, code: str, now: datetime) -> Activation | None:
    """Return what a name and its code open; None: nothing, whatever the reason."""
    return _valid(now, digest=digest(code), user__username=canonical(username))


def activation(*, pk: int, now: datetime) -> Activation | None:
    """Return an activation that may still be used."""
    return _valid(now, pk=pk)


@transaction.atomic
def use_code(*, activation: Activation, password: str, now: datetime) -> User:
    """
    Set the password that the person chose; the code is used up.

    :raises ActError: when it was used meanwhile.
    """
    unused = Activation.objects.filter(pk=activation.pk, used_at=None)
    if not unused.update(used_at=now):
        raise ActError(_("This code was used already."))
    user = activation.user
    set_password(user=user, password=password, keep=None, now=now)
    _recorded("code.use", user, user, now)
    return user


def _fresh(user: User, actor: User | None, now: datetime) -> str:
    code = "".join(secrets.choice(LETTERS) for _number in range(LENGTH))
    Activation.objects.create(
        user=user, digest=digest(code), made_by=actor, expires_at=now + LIFE
    )
    _recorded("code.make", user, actor, now)
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def _valid(now: datetime, **chosen: object) -> Activation | None:
    rows = Activation.objects.select_related("user").filter(**chosen)
    return rows.filter(used_at=None, expires_at__gt=now, user__is_active=True).first()


def _recorded(act: str, user: User, actor: User | None, now: datetime) -> None:
    record(
        actor=actor,
        act=act,
        subject=f"user:{user.pk}",
        now=now,
        content={"user": user.username},
    )
