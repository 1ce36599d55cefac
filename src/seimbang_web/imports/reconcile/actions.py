"""The acts: upload a fresh export, compare it, settle a difference, end one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.imports.actions import keep_files
from seimbang_web.imports.models import (
    Difference,
    Field,
    Import,
    Reconciliation,
    State,
    System,
)
from seimbang_web.imports.reconcile.compare import (
    OF_TODAY,
    Compared,
    Found,
    compared,
    rows_of,
    same,
    text,
)
from seimbang_web.imports.reconcile.concerned import concerned
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current

OPEN = Difference.Counts.OPEN
SETTLED = ("counts", "why", "settled_by_id", "settled_at")


@transaction.atomic
def upload_export(
    *,
    files: Sequence[tuple[str, bytes]],
    system: System,
    taken_on: date,
    actor: Any,
    now: datetime,
    day: date,
) -> Reconciliation:
    """
    Keep the files of a fresh export and ask for their check; then they are compared.

    :raises ActError: when there are no data yet, or the export is of a day to come.
    """
    if current() is None:
        raise ActError(_("There are no data yet: import them first."))
    if taken_on > day:
        raise ActError(_("The export is of a day that has not come yet."))
    source = keep_files(files=files, taken_on=taken_on, actor=actor, now=now)
    row = Reconciliation.objects.create(source=source, system=system)
    record(
        actor=actor,
        act="reconcile.upload",
        subject=f"reconciliation:{row.pk}",
        now=now,
        content={"import": source.pk, "system": system.value, "of": taken_on},
    )
    return row


@transaction.atomic
def compare(*, source: Import, actor: Any, now: datetime) -> None:
    """
    Compare a checked export with what open dossiers rest on; safe to run again.

    What the same system said before of these people ends; a difference that comes
    again with both values the same stays settled.
    """
    row = Reconciliation.objects.select_for_update().filter(source=source).first()
    if row is None or source.state != State.READY or source.base is None:
        return
    row.system, row.hindrance = _recognised(row, source)
    told = Compared((), ())
    if not row.hindrance:
        told = compared(source, System(row.system), concerned())
        _renewed(row, told, now)
        row.people.set([one.person for one in told.people])
        row.compared_at = now
    row.save(update_fields=["system", "hindrance", "compared_at"])
    record(
        actor=actor,
        act="reconcile.compare",
        subject=f"reconciliation:{row.pk}",
        now=now,
        content={
            "system": row.system,
            "people": len(told.people),
            "differences": len(told.found),
        },
    )


def _recognised(row: Reconciliation, source: Import) -> tuple[str, str]:
    """Return whose files these are, by their headings, and why they do not go."""
    kinds = {one.partition("_")[0] for found in source.kinds.values() for one in found}
    systems = kinds & set(System.values)
    if len(systems) > 1:
        return row.system, Reconciliation.Hindrance.MIXED
    hindrance = "" if "people" in source.covers else Reconciliation.Hindrance.PEOPLE
    return (systems.pop() if systems else row.system), hindrance


def _renewed(row: Reconciliation, told: Compared, now: datetime) -> None:
    """Put the new differences in place of those the system showed before."""
    about = {one.person.pk for one in told.people}
    about |= {one.of.person.pk for one in told.found}
    before = Difference.objects.filter(
        reconciliation__system=row.system, person__in=about, ended_at=None
    )
    known = {
        (one.person_id, one.field, one.ours, one.theirs): one
        for one in before
        if one.counts != OPEN
    }
    before.update(ended_at=now)
    Difference.objects.bulk_create(
        _row(row, one, known.get((one.of.person.pk, one.field, one.ours, one.theirs)))
        for one in told.found
    )


def _row(row: Reconciliation, one: Found, before: Difference | None) -> Difference:
    made = Difference(
        reconciliation=row,
        person=one.of.person,
        subject=one.of.subject,
        title=one.of.title,
        version=one.of.version,
        field=one.field,
        ours=one.ours,
        theirs=one.theirs,
        in_data=one.in_data,
    )
    if before is not None:
        for name in SETTLED:
            setattr(made, name, getattr(before, name))
    return made


@transaction.atomic
def settle(
    *,
    difference: Difference,
    counts: Difference.Counts,
    why: str,
    actor: Any,
    now: datetime,
) -> None:
    """
    Say which value counts, and why. Theirs holds the move up until it is planned anew.

    :raises ActError: without a reason, of the own data, or when it is settled or ended.
    """
    if counts == OPEN or not why.strip():
        raise ActError(_("Say which one is right, and why."))
    if actor.person_id == difference.person_id:
        raise ActError(_("Nobody settles the own data: a colleague does it."))
    changed = Difference.objects.filter(
        pk=difference.pk, counts=OPEN, ended_at=None
    ).update(counts=counts, why=why.strip(), settled_by=actor, settled_at=now)
    if not changed:
        raise ActError(_("Somebody settled this meanwhile: look at it again."))
    record(
        actor=actor,
        act="reconcile.settle",
        subject=f"reconciliation:{difference.reconciliation_id}",
        now=now,
        content={
            "difference": difference.pk,
            "field": difference.field,
            "counts": counts.value,
        },
    )


@transaction.atomic
def end_brought(
    *, people: Mapping[int, Version], actor: Any, now: datetime
) -> list[int]:
    """
    End the differences of people (ids) whose new value their dossier now rests on.

    ``people``: the data that a new version of the dossier rests on. Return the ends.
    """
    rows = Difference.objects.filter(person__in=people, ended_at=None).exclude(
        field=Field.MISSING
    )
    held = [one for one in rows.select_related("person") if _brought(one, people)]
    ends = [one.pk for one in held]
    Difference.objects.filter(pk__in=ends).update(ended_at=now)
    for number in sorted({one.reconciliation_id for one in held}):
        record(
            actor=actor,
            act="reconcile.end",
            subject=f"reconciliation:{number}",
            now=now,
            content={
                "differences": [
                    one.pk for one in held if one.reconciliation_id == number
                ]
            },
        )
    return ends


def _brought(one: Difference, people: Mapping[int, Version]) -> bool:
    version = people[one.person_id]
    if one.field in OF_TODAY:
        version = current() or version
    row = rows_of(version, {one.person.ref}).get(one.person.ref)
    if row is None:
        return False
    return same(one.field, text(row[one.field])) == same(one.field, one.theirs)
