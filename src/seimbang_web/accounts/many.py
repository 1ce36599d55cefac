"""Accounts of many civil servants at once: proposed by one, approved by another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.codes import make_code
from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError

WITHOUT_NAME = "pegawai"
NO_PASSWORD = UNUSABLE_PASSWORD_PREFIX  # how the password of such a user begins


@transaction.atomic
def propose_people(
    *, people: Iterable[Any], subject: str, actor: User, now: datetime, day: date
) -> int:
    """
    Propose an account for each civil servant who has none; return how many.

    The user name is made of the first two words of the name, never of the NIP.
    ``subject``: what the record says they belong to ("unit:7").

    :raises ActError: when all have one, or are the actor.
    """
    had = set(User.objects.exclude(person=None).values_list("person", flat=True))
    wanted = [one for one in people if one.pk not in had]
    if not wanted:
        raise ActError(_("Everybody here has an account, or it is proposed."))
    taken = set(User.objects.values_list("username", flat=True))
    made = []
    for person in wanted:
        user = User(username=_free(person.name, taken), name=person.name, person=person)
        user.set_unusable_password()
        user.is_active = False
        made.append(user)
    User.objects.bulk_create(made)
    Grant.objects.bulk_create(
        Grant(user=user, role=Role.ASN, since=day, proposed_by=actor) for user in made
    )
    _recorded("user.propose", subject, made, actor, now)
    return len(made)


@transaction.atomic
def approve_people(
    *, people: Iterable[Any], subject: str, actor: User, now: datetime
) -> int:
    """
    Approve the proposed accounts of civil servants; return how many.

    Only a civil servant's own access: every other role is looked at by itself.

    :raises ActError: when none waits that the actor did not propose.
    """
    rows = Grant.objects.select_for_update().filter(
        role=Role.ASN, approved_at=None, ended_by=None, user__person__in=people
    )
    others = rows.exclude(proposed_by=actor).exclude(user=actor)
    users = [one.user for one in others.select_related("user")]
    if not users:
        raise ActError(
            _("No proposed account waits for you: two persons grant, you or another.")
        )
    others.update(approved_by=actor, approved_at=now)
    User.objects.filter(pk__in=[one.pk for one in users]).update(is_active=True)
    _recorded("grant.approve", subject, users, actor, now)
    return len(users)


def never_came(people: Iterable[Any]) -> list[User]:
    """Return the users of the people who may come in and have no password yet."""
    rows = User.objects.filter(
        person__in=people, is_active=True, password__startswith=NO_PASSWORD
    )
    return list(rows.order_by("name", "pk"))


@transaction.atomic
def make_codes(
    *, users: Sequence[User], actor: User, now: datetime, day: date
) -> list[tuple[User, str]]:
    """
    Make a code for each, to be printed and handed out; codes before them are void.

    :raises ActError: when nobody needs one, or one of them is the actor.
    """
    if not users:
        raise ActError(_("Everybody with an account here has come in before."))
    return [
        (user, make_code(user=user, actor=actor, now=now, day=day)) for user in users
    ]


def _free(name: str, taken: set[str]) -> str:
    """Return a user name from a name, and take it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = [word for word in plain.lower().split() if word.isalpha()]
    stem = ".".join(words[:2]) or WITHOUT_NAME
    called, number = stem, 1
    while called in taken:
        number += 1
        called = f"{stem}{number}"
    taken.add(called)
    return called


def _recorded(
    act: str, subject: str, users: Sequence[User], actor: User, now: datetime
) -> None:
    names = sorted(user.username for user in users)
    record(actor=actor, act=act, subject=subject, now=now, content={"users": names})
