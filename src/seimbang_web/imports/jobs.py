"""The long works of imports."""

from __future__ import annotations

from datetime import date

from seimbang_web.imports.actions import APPLY, CHECK, checked
from seimbang_web.imports.apply import applied
from seimbang_web.imports.models import Import
from seimbang_web.imports.reconcile.actions import compare
from seimbang_web.jobs.registry import Handle, kind
from seimbang_web.lib import clock
from seimbang_web.workloads.queries import current_measurement


@kind(CHECK)
def check_job(handle: Handle, *, source: int) -> int:
    """Check the files of an import, compare those of a fresh export; return its id."""
    checked(Import.objects.get(pk=source), handle.progress)
    row = Import.objects.select_related("base").get(pk=source)
    compare(source=row, actor=handle.actor, now=clock.now())
    return source


@kind(APPLY)
def apply_job(handle: Handle, *, source: int) -> int:
    """Apply an import; return the number of the version."""
    version = applied(
        Import.objects.get(pk=source),
        actor=handle.actor,
        now=clock.now(),
        day=law_day(),
        progress=handle.progress,
    )
    return version.number


def law_day() -> date:
    """Return the day for which the office measures: the last one's, else today."""
    last = current_measurement()
    return clock.today() if last is None else last.day
