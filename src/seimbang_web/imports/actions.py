"""The acts of imports: upload, check, set aside, decide, apply, undo."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from seimbang.model.tables import TABLE
from seimbang_web.audit.actions import record
from seimbang_web.imports.check import Progress, check, errors
from seimbang_web.imports.differences import Differences
from seimbang_web.imports.models import Import, ImportFile, State
from seimbang_web.jobs.actions import ask
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import checksum, packed
from seimbang_web.organisation.queries import current
from seimbang_web.workloads.actions import problem_told, told

CHECK, APPLY = "import.check", "import.apply"
OPEN = (State.FAULTY, State.READY, State.WAITING)
LONGEST_NAME = 100
PEOPLE = "people"


class SameFilesError(ActError):
    """The same files were applied before; ``earlier`` is that import."""

    def __init__(self, message: str, earlier: Import) -> None:
        super().__init__(message)
        self.earlier = earlier


@transaction.atomic
def upload(
    *,
    files: Sequence[tuple[str, bytes]],
    taken_on: date | None,
    actor: Any,
    now: datetime,
) -> Import:
    """
    Keep ``files`` (name, content) and ask for their check.

    :raises SameFilesError: when just these files are the data by now.
    """
    base = current()
    earlier = Import.objects.filter(digest=_digest(files), state=State.APPLIED).first()
    if earlier is not None and base is not None and earlier.version_id == base.pk:
        raise SameFilesError(
            _("Imported already on {day}; nothing would change.").format(
                day=date_format(localtime(earlier.uploaded_at), "j F Y H.i")
            ),
            earlier,
        )
    return keep_files(files=files, taken_on=taken_on, actor=actor, now=now)


def _digest(files: Sequence[tuple[str, bytes]]) -> str:
    digests = sorted(hashlib.sha256(content).hexdigest() for _, content in files)
    return hashlib.sha256("".join(digests).encode()).hexdigest()


@transaction.atomic
def keep_files(
    *,
    files: Sequence[tuple[str, bytes]],
    taken_on: date | None,
    actor: Any,
    now: datetime,
) -> Import:
    """Keep ``files`` and ask for their check over the data there are."""
    digest = _digest(files)
    source = Import.objects.create(
        name=", ".join(safe_name(name) for name, _ in files)[:200],
        digest=digest,
        taken_on=taken_on,
        base=current(),
        uploaded_by=actor,
        uploaded_at=now,
    )
    ImportFile.objects.bulk_create(
        ImportFile(
            source=source,
            name=safe_name(name),
            digest=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        for name, content in files
    )
    record(
        actor=actor,
        act="import.upload",
        subject=f"import:{source.pk}",
        now=now,
        content={"digest": digest, "files": len(files)},
    )
    ask_check(source, actor, now)
    return source


def safe_name(name: str) -> str:
    """Return a file's name without folders, and without a NIP in it."""
    last = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rsplit("/", 1)[-1])
    return re.sub(r"\d{16,}", "…", last)[-LONGEST_NAME:] or "berkas"


def ask_check(source: Import, actor: Any, now: datetime) -> None:
    """Ask for a (new) check of a locked import, with what was decided in it."""
    source.state = State.CHECKING
    source.work = ask(kind=CHECK, argument={"source": source.pk}, actor=actor, now=now)
    source.lock += 1
    source.save(
        update_fields=[
            "state",
            "work",
            "lock",
            "base",
            "left_out",
            "gone",
            "gone_people",
            "matched",
        ]
    )


def checked(source: Import, progress: Progress) -> None:
    """Check the files, and keep what was found; a job, safe to run again."""
    found = check(source, progress)
    faults = errors(found.problems)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=source.pk)
        if row.state != State.CHECKING:
            return
        row.problems = [problem_told(one) | _place(one) for one in found.problems]
        row.covers = list(found.covers)
        row.kinds, row.proposals = found.kinds, found.proposals
        row.kept = found.kept
        row.counts = {
            one.table: one.counts | _stays(one, len(found.kept.get(one.table, ())))
            for one in found.found
        }
        row.why_second = list(found.why_second)
        row.proposal, row.proposal_checksum = None, ""
        if found.snapshot is not None:
            row.proposal = packed(found.snapshot)
            row.proposal_checksum = checksum(found.snapshot)
            row.institution = found.snapshot.institution
            row.data_on = found.snapshot.taken
        row.state = State.FAULTY if faults or row.proposal is None else State.READY
        row.save()


def _stays(found: Differences, kept: int) -> dict[str, int]:
    """Return the rows that stay: named by a file, and named by none."""
    return {"kept": kept, "same": found.same - kept}


def _place(problem: Any) -> dict[str, Any]:
    return {
        "file": problem.file,
        "row": problem.row,
        "cell": problem.cell,
        "column": problem.column,
        "expected": told(problem.expected),
    }


def open_states(source: Import) -> tuple[State, ...]:
    """Return the states to go on from: also those of a job that failed or stopped."""
    if source.work is not None and source.work.open:
        return OPEN
    return (*OPEN, State.CHECKING, State.APPLYING)


def locked(pk: int, lock: int, states: Sequence[State]) -> Import:
    """
    Return the import, locked.

    :raises ActError: when it is in another state by now, or somebody changed it.
    """
    row = Import.objects.select_for_update().get(pk=pk)
    if row.state not in states:
        raise ActError(
            _("This import is “{state}” by now.").format(state=row.get_state_display())
        )
    if row.lock != lock:
        raise ActError(_("Somebody changed this import meanwhile: look at it again."))
    return row


@transaction.atomic
def set_aside(
    *,
    source: Import,
    rows: Sequence[tuple[str, str, int]],
    why: str,
    lock: int,
    actor: Any,
    now: datetime,
) -> None:
    """
    Leave ``rows`` (file, sheet, row) with faults out, and check again.

    :raises ActError: when a row has no fault, or there is no reason.
    """
    row = locked(source.pk, lock, [State.FAULTY])
    faulty = {
        (one["file"], one["sheet"] or "", one["row"])
        for one in row.problems
        if one["severity"] == "error" and one["row"]
    }
    if not rows or not set(rows) <= faulty:
        raise ActError(_("Choose rows that have a fault."))
    row.left_out += [
        {"file": file, "sheet": sheet, "row": number, "why": why}
        for file, sheet, number in rows
    ]
    record(
        actor=actor,
        act="import.set_aside",
        subject=f"import:{row.pk}",
        now=now,
        content={"rows": [list(one) for one in rows], "why": why},
    )
    ask_check(row, actor, now)


@transaction.atomic
def decide_missing(
    *, source: Import, gone: Sequence[str], lock: int, actor: Any, now: datetime
) -> None:
    """Say in which tables rows that no file names go; check again."""
    row = locked(source.pk, lock, [State.READY, State.FAULTY])
    if not set(gone) <= set(row.covers) & set(TABLE):
        raise ActError(_("Choose tables that the files bring."))
    row.gone = sorted(gone)
    if PEOPLE in gone:
        row.gone_people = []
    record(
        actor=actor,
        act="import.decide_missing",
        subject=f"import:{row.pk}",
        now=now,
        content={"gone": row.gone},
    )
    ask_check(row, actor, now)


@transaction.atomic
def decide_people(
    *,
    source: Import,
    gone: Sequence[str],
    back: Sequence[str],
    lock: int,
    actor: Any,
    now: datetime,
) -> None:
    """
    Say who of the people whom no file names is gone, and who is back; check again.

    :raises ActError: when nobody is named, or somebody whom a file names.
    """
    row = locked(source.pk, lock, [State.READY, State.FAULTY])
    open_people = {one[0] for one in row.kept.get(PEOPLE, [])}
    if not (gone or back) or not (
        set(gone) <= open_people and set(back) <= set(row.gone_people)
    ):
        raise ActError(_("Choose people whom no file names."))
    row.gone_people = sorted((set(row.gone_people) | set(gone)) - set(back))
    record(
        actor=actor,
        act="import.decide_people",
        subject=f"import:{row.pk}",
        now=now,
        content={"gone": sorted(gone), "back": sorted(back)},
    )
    ask_check(row, actor, now)


@transaction.atomic
def recheck(*, source: Import, lock: int, actor: Any, now: datetime) -> None:
    """Check the files again, over the data as they are now."""
    row = locked(source.pk, lock, open_states(source))
    row.base = current()
    ask_check(row, actor, now)


@transaction.atomic
def discard(*, source: Import, lock: int, actor: Any, now: datetime) -> None:
    """Give an import up; its files are thrown away, its record stays."""
    row = locked(source.pk, lock, open_states(source))
    row.state, row.proposal = State.DISCARDED, None
    row.lock += 1
    row.save()
    row.files.all().delete()
    record(actor=actor, act="import.discard", subject=f"import:{row.pk}", now=now)


@transaction.atomic
def exported(
    *, source: Import, table: str, rows: int, actor: Any, now: datetime
) -> None:
    """Record that a file of an import was taken."""
    record(
        actor=actor,
        act="import.export",
        subject=f"import:{source.pk}",
        now=now,
        content={"table": table, "rows": rows},
    )
