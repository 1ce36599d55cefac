"""Apply an import: by the uploader, or by a second person; undo one as a whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.model.snapshot import Snapshot
from seimbang_web.audit.actions import record
from seimbang_web.imports.actions import APPLY, locked
from seimbang_web.imports.check import Progress
from seimbang_web.imports.models import Import, State, Undo
from seimbang_web.jobs.actions import ask
from seimbang_web.jobs.registry import FailedError
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.actions import OtherBaseError, apply_version
from seimbang_web.organisation.convert import snapshot_of, unpacked
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current

MEASURE = "workload.measure"


@transaction.atomic
def submit(*, source: Import, lock: int, actor: Any, now: datetime) -> None:
    """
    Apply the import, or ask the second person where one is needed.

    :raises ActError: when there is nothing to change, or the data changed meanwhile.
    """
    row = locked(source.pk, lock, [State.READY])
    base = current()
    if (base and base.pk) != row.base_id:
        raise ActError(_("The data changed meanwhile: check the files again."))
    if base is not None and row.proposal_checksum == base.checksum:
        raise ActError(_("Nothing would change: the data are so already."))
    row.submitted_at = now
    row.lock += 1
    if row.why_second:
        row.state = State.WAITING
        row.save()
    else:
        _ask(row, actor, now)
    record(
        actor=actor,
        act="import.submit",
        subject=f"import:{row.pk}",
        now=now,
        content={"second_person": row.why_second},
    )


@transaction.atomic
def approve(*, source: Import, lock: int, actor: Any, now: datetime) -> None:
    """
    Apply what another person uploaded.

    :raises ActError: to the uploader, who may not be the second person.
    """
    row = locked(source.pk, lock, [State.WAITING])
    if same_person(row.uploaded_by, actor):
        raise ActError(_("Who uploaded the files may not apply them here."))
    row.approved_by, row.approved_at = actor, now
    row.lock += 1
    _ask(row, actor, now)
    record(actor=actor, act="import.approve", subject=f"import:{row.pk}", now=now)


def same_person(one: Any, other: Any) -> bool:
    """Tell whether two users are one person (S8)."""
    return one.pk == other.pk or (
        one.person_id is not None and one.person_id == other.person_id
    )


@transaction.atomic
def send_back(
    *, source: Import, why: str, lock: int, actor: Any, now: datetime
) -> None:
    """Give an import back to its uploader, with the reason."""
    row = locked(source.pk, lock, [State.WAITING])
    row.state = State.READY
    row.lock += 1
    row.save()
    record(
        actor=actor,
        act="import.send_back",
        subject=f"import:{row.pk}",
        now=now,
        content={"why": why},
    )


def _ask(row: Import, actor: Any, now: datetime) -> None:
    row.state = State.APPLYING
    row.work = ask(kind=APPLY, argument={"source": row.pk}, actor=actor, now=now)
    row.save()


def applied(
    source: Import, *, actor: Any, now: datetime, day: date, progress: Progress
) -> Version:
    """
    Make the proposal the data; a job, all or nothing, safe to run again.

    :raises FailedError: when another version came in between.
    """
    try:
        with transaction.atomic():
            row = Import.objects.select_for_update().get(pk=source.pk)
            if row.version is not None:
                return row.version
            version = apply_version(
                snapshot=_proposal(row),
                base=row.base,
                actor=actor,
                now=now,
                day=day,
                source=f"import:{row.pk}",
                progress=progress,
            )
            row.version, row.state = version, State.APPLIED
            row.proposal = None
            row.save()
            ask_measure(version, day=day, actor=actor, now=now)
            return version
    except OtherBaseError as other:
        Import.objects.filter(pk=source.pk).update(state=State.READY)
        raise FailedError(str(other)) from other


def _proposal(row: Import) -> Snapshot:
    assert row.proposal is not None
    return Snapshot(
        unpacked(bytes(row.proposal)),
        institution=row.institution,
        taken=row.data_on,
        checksum=row.proposal_checksum,
    )


def ask_measure(version: Version, *, day: date, actor: Any, now: datetime) -> None:
    """Ask for the measurement of a version."""
    argument = {"version": version.pk, "day": day.isoformat()}
    ask(kind=MEASURE, argument=argument, actor=actor, now=now)


@transaction.atomic
def ask_undo(*, source: Import, why: str, actor: Any, now: datetime) -> Undo:
    """
    Ask to take back a whole import.

    :raises ActError: when it is not the last version any more.
    """
    row = Import.objects.select_for_update().get(pk=source.pk)
    _require_last(row)
    if row.undos.filter(version=None).exists():
        raise ActError(_("Somebody asked for this already."))
    undo = Undo.objects.create(source=row, why=why, asked_by=actor, asked_at=now)
    record(
        actor=actor,
        act="import.ask_undo",
        subject=f"import:{row.pk}",
        now=now,
        content={"why": why},
    )
    return undo


@transaction.atomic
def undo(*, asked: Undo, actor: Any, now: datetime, day: date) -> Version:
    """
    Take back an import: a new version equal to the one before it.

    :raises ActError: to whoever asked, or when other data came after the import.
    """
    row = Import.objects.select_for_update().get(pk=asked.source_id)
    _require_last(row)
    if same_person(asked.asked_by, actor):
        raise ActError(_("Who asked to take it back may not do it."))
    assert row.base is not None
    version = apply_version(
        snapshot=snapshot_of(row.base),
        base=row.version,
        actor=actor,
        now=now,
        day=day,
        source=f"undo:{row.pk}",
    )
    asked.approved_by, asked.version = actor, version
    asked.save()
    row.state = State.UNDONE
    row.save()
    ask_measure(version, day=day, actor=actor, now=now)
    return version


def _require_last(row: Import) -> None:
    last = current()
    if row.state != State.APPLIED or last is None or last.pk != row.version_id:
        raise ActError(_("Only the last import can be taken back."))
    if row.base is None:
        raise ActError(_("The first import cannot be taken back: nothing was before."))
