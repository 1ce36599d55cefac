"""Record the reading of a card; propose, approve and refuse tables of incomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cards.models import IncomeTable
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move


@transaction.atomic
def read_card(*, move: Move, actor: Any, now: datetime) -> None:
    """Record that somebody opened a card, which shows a personal file."""
    record(actor=actor, act="person.read", subject=f"move:{move.pk}", now=now)


@transaction.atomic
def propose_income(
    *, since: date, basis: str, rates: Mapping[int, int], actor: Any, now: datetime
) -> IncomeTable:
    """
    Keep a table of rupiah a month by class of job, for another person to approve.

    :raises ActError: when it is empty, or one of the same day waits already.
    """
    if not rates:
        raise ActError(_("Write at least one class with its rupiah."))
    waiting = IncomeTable.objects.filter(since=since, approved_at=None, refused_by=None)
    if waiting.exists():
        raise ActError(_("A table from this day waits for the second person."))
    table = IncomeTable.objects.create(
        since=since,
        basis=basis,
        rates={str(job_class): rupiah for job_class, rupiah in rates.items()},
        proposed_by=actor,
        proposed_at=now,
    )
    record(
        actor=actor,
        act="income.propose",
        subject=f"income:{table.pk}",
        now=now,
        content={"since": since, "basis": basis, "rates": table.rates},
    )
    return table


@transaction.atomic
def approve_income(*, table: IncomeTable, actor: Any, now: datetime) -> None:
    """
    Put a table in force.

    :raises ActError: when the approver proposed it, or it is decided already.
    """
    row = _open(table, actor)
    IncomeTable.objects.filter(pk=row.pk).update(approved_by=actor, approved_at=now)
    record(actor=actor, act="income.approve", subject=f"income:{row.pk}", now=now)


@transaction.atomic
def refuse_income(*, table: IncomeTable, why: str, actor: Any, now: datetime) -> None:
    """
    Refuse a table, with the reason.

    :raises ActError: when no reason is given, the refuser proposed it, or it is
        decided already.
    """
    row = _open(table, actor)
    if not why.strip():
        raise ActError(_("Write the reason: the sender will read it."))
    IncomeTable.objects.filter(pk=row.pk).update(refused_by=actor, refused_why=why)
    record(
        actor=actor,
        act="income.refuse",
        subject=f"income:{row.pk}",
        now=now,
        content={"why": why},
    )


def _open(table: IncomeTable, actor: Any) -> IncomeTable:
    row = IncomeTable.objects.select_for_update().get(pk=table.pk)
    if row.approved_at is not None or row.refused_by_id is not None:
        raise ActError(_("This table is decided already."))
    if row.proposed_by_id == actor.pk:
        raise ActError(_("Somebody else approves what you proposed."))
    return row
