"""Decide what the law leaves to the region: one person proposes, another approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.jobs.actions import ask
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.regulations.differences import by_field, policy_fields
from seimbang_web.regulations.local import PARAMETERS, file_of
from seimbang_web.regulations.models import LocalVersion, PolicyVersion
from seimbang_web.regulations.queries import local_of, own_policy, read_local

Row = LocalVersion | PolicyVersion
MEASURE_AGAIN = "workload.again"  # the room above registers it


class NothingNewError(ActError):
    """The proposal says what is in force already."""


def last_local() -> LocalVersion | None:
    """Return the last approved parameters, in force or not yet; None: as shipped."""
    rows = LocalVersion.objects.filter(approved_at__isnull=False)
    return rows.order_by("-number").first()


def last_policy(name: str) -> PolicyVersion | None:
    """Return the last approved version of an own policy; None: there is none."""
    rows = PolicyVersion.objects.filter(approved_at__isnull=False, name=name)
    return rows.order_by("-number").first()


def last_approved(like: Row) -> Row | None:
    """Return the last approved version of what ``like`` is a version of."""
    return last_policy(like.name) if isinstance(like, PolicyVersion) else last_local()


@transaction.atomic
def propose_local(
    *,
    values: Mapping[str, Any],
    basis: str,
    why: str,
    since: date,
    base: int | None,
    actor: Any,
    now: datetime,
) -> LocalVersion:
    """
    Propose the region's parameters: ``values`` in full, compared with version ``base``.

    What differs from the base gets ``basis`` as its source.

    :raises LocalFileError: with every fault of the values at once.
    :raises StaleError: when another version was approved meanwhile.
    :raises NothingNewError: when nothing differs.
    """
    row = LocalVersion(basis=basis, why=why, since=since)
    last = last_local()
    before = local_of(last)
    after = before.changed(values)
    changed = [key for key in PARAMETERS if values[key] != getattr(before, key)]
    if (last and last.pk) != base:
        raise _stale(by_field(after), by_field(before))
    if not changed:
        raise NothingNewError(_("Nothing differs from what is in force: change one."))
    sources = {**before.sources, **dict.fromkeys(changed, basis)}
    row.content = file_of(replace(after, sources=sources))
    read_local(row.content)
    row.base = last
    _propose(row, actor, now, "local.propose", changed)
    return row


@transaction.atomic
def propose_policy(
    *,
    name: str,
    content: str,
    why: str,
    since: date,
    actor: Any,
    now: datetime,
) -> PolicyVersion:
    """
    Propose an own policy, as the file ``<name>.yaml`` says it.

    :raises PolicyFileError: with every fault of the file at once.
    :raises NothingNewError: when the policy says so already.
    """
    found = own_policy(name, content)
    row = PolicyVersion(
        name=name, content=content, basis=found.basis, why=why, since=since
    )
    last = last_policy(name)
    if last is not None and last.content == content:
        raise NothingNewError(_("This file is in force already: change something."))
    row.base = last
    _propose(row, actor, now, "policy.propose", [name])
    return row


def _propose(row: Row, actor: Any, now: datetime, act: str, what: list[str]) -> None:
    if row.base is not None and row.since < row.base.since:
        raise ActError(
            _("The version before begins on {day}: choose that day or later.").format(
                day=date_format(row.base.since)
            )
        )
    newest = _all(row).select_for_update().order_by("-number").first()
    row.number = newest.number + 1 if newest else 1
    row.proposed_by, row.proposed_at = actor, now
    row.save(force_insert=True)
    record(
        actor=actor,
        act=act,
        subject=subject(row),
        now=now,
        content={
            "number": row.number,
            "base": row.base and row.base.number,
            "since": row.since,
            "basis": row.basis,
            "why": row.why,
            "what": what,
        },
    )


@transaction.atomic
def approve(*, proposal: Row, actor: Any, now: datetime) -> None:
    """
    Put a proposal in force from its day; by another person than proposed it.

    :raises ActError: when it was answered already, or is one's own.
    :raises StaleError: when another version was approved meanwhile.
    """
    row = _open(proposal)
    if row.proposed_by_id == actor.pk:
        raise ActError(_("You proposed this: another person decides on it."))
    last = last_approved(row)
    if (last and last.pk) != row.base_id:
        raise _stale(_fields(row), _fields(last))
    row.approved_by, row.approved_at = actor, now
    row.save(update_fields=["approved_by", "approved_at"])
    _answered(row, "approve", actor, now)
    if isinstance(row, LocalVersion):
        ask(kind=MEASURE_AGAIN, argument={}, actor=actor, now=now)


@transaction.atomic
def refuse(*, proposal: Row, why: str, actor: Any, now: datetime) -> None:
    """
    Refuse a proposal, with the reason; by another person than proposed it.

    :raises ActError: when it was answered already, is one's own, or no reason is given.
    """
    row = _open(proposal)
    if row.proposed_by_id == actor.pk:
        raise ActError(_("You proposed this: another person decides on it."))
    if not why.strip():
        raise ActError(_("Write why it is refused: the proposer reads it."))
    _refused(row, why, actor, now, "refuse")


@transaction.atomic
def withdraw(*, proposal: Row, actor: Any, now: datetime) -> None:
    """
    Take back one's own proposal that nobody answered yet.

    :raises ActError: when it was answered already, or is another's.
    """
    row = _open(proposal)
    if row.proposed_by_id != actor.pk:
        raise ActError(_("Only who proposed this may take it back."))
    _refused(row, "", actor, now, "withdraw")


def _refused(row: Row, why: str, actor: Any, now: datetime, act: str) -> None:
    row.refused_by, row.refused_at, row.refused_why = actor, now, why
    row.save(update_fields=["refused_by", "refused_at", "refused_why"])
    _answered(row, act, actor, now)


def _open(proposal: Row) -> Row:
    """Return the proposal, all of its kind locked: two decisions come in a row."""
    rows = _all(proposal).select_for_update().order_by("pk")
    row = next(row for row in rows if row.pk == proposal.pk)
    if row.state != "open":
        raise ActError(_("This proposal was answered already: look at the page again."))
    return row


def _all(row: Row) -> QuerySet[LocalVersion] | QuerySet[PolicyVersion]:
    local = isinstance(row, LocalVersion)
    return LocalVersion.objects.all() if local else PolicyVersion.objects.all()


def _answered(row: Row, verb: str, actor: Any, now: datetime) -> None:
    record(
        actor=actor,
        act=f"{subject(row).split(':')[0]}.{verb}",
        subject=subject(row),
        now=now,
        content={
            "number": row.number,
            "proposer": row.proposed_by and row.proposed_by.username,
            "why": row.refused_why,
        },
    )


def subject(row: Row) -> str:
    """Return how the ledger names a proposal."""
    kind = "policy" if isinstance(row, PolicyVersion) else "local"
    return f"{kind}:{row.pk}"


def _fields(row: Row | None) -> dict[str, str]:
    if isinstance(row, PolicyVersion):
        return policy_fields(row)
    return by_field(local_of(row))


def _stale(mine: dict[str, str], theirs: dict[str, str]) -> StaleError:
    """Return the error with the fields in which the two differ."""
    keys = [key for key in mine if mine[key] != theirs.get(key)]
    return StaleError(
        _(
            "Another version was approved since this one was written. "
            "Compare the two values, then propose again."
        ),
        mine={key: mine[key] for key in keys},
        theirs={key: theirs.get(key, "–") for key in keys},
    )
