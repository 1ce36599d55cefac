"""
Stage 1: files of people become a snapshot, or a list of problems.

In: a workbook, a folder of CSV or Parquet, or several of them. Out: :class:`Intake`,
a :class:`~seimbang.model.snapshot.Snapshot` with all problems found; and the writers of
the same files. Hostile files are opened only by a child process (:mod:`.child`), which
imports nothing heavy; so this package loads its rooms when they are asked for.
Next stage: :mod:`seimbang.workload`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seimbang.intake.limits import Limits
    from seimbang.intake.marked import write_marked_copy
    from seimbang.intake.reading import Intake, read
    from seimbang.intake.template import write_template
    from seimbang.intake.write import write_crosswalk, write_workbook

__all__ = [
    "Intake",
    "Limits",
    "read",
    "write_crosswalk",
    "write_marked_copy",
    "write_template",
    "write_workbook",
]

_ROOMS = {
    "Intake": "reading",
    "Limits": "limits",
    "read": "reading",
    "write_crosswalk": "write",
    "write_marked_copy": "marked",
    "write_template": "template",
    "write_workbook": "write",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ROOMS[name]}"), name)
