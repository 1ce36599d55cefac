"""Read the files of an import over the data there are: problems, or a proposal."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from seimbang.intake import Intake, Limits, read
from seimbang.intake.foreign.crosswalk import NAME_NOTE
from seimbang.intake.limits import MEGABYTE
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.imports.crosswalk import proposed, written
from seimbang_web.imports.differences import Differences, differences, share_percent
from seimbang_web.imports.leaving import without
from seimbang_web.imports.models import Import
from seimbang_web.organisation.convert import snapshot_of

MANY_PERCENT = 5  # of the rows changed or missing: a second person is needed
LIMITS = Limits(
    file_bytes=20 * MEGABYTE,
    unpacked_bytes=200 * MEGABYTE,
    rows=50_000,
    entries=200,
    problems=2_000,
)
UNTOLD = ("info", "crosswalk")  # rows of which nobody asks why they stay
Progress = Callable[[str, int, int], None]
PRIVATE = frozenset(
    {
        "absence_days",
        "discipline",
        "discipline_until",
        "leave",
        "performance_before",
        "performance_last",
        "protection",
        "sex",
        "spouse_id",
    }
)


@dataclass(frozen=True)
class Checked:
    """What was found: problems, the tables the files bring, the proposal if any."""

    problems: Sequence[Problem]
    covers: tuple[str, ...]
    snapshot: Snapshot | None
    found: tuple[Differences, ...]
    why_second: tuple[str, ...]
    kept: Mapping[str, list[list[Any]]]  # keys, by table
    kinds: Mapping[str, list[str]]
    proposals: list[dict[str, Any]]


def check(source: Import, progress: Progress) -> Checked:
    """Return what the files of ``source`` would do to its base."""
    base = None if source.base is None else snapshot_of(source.base)
    progress("read", 0, 3)
    with tempfile.TemporaryDirectory() as folder:
        taken = reread(source, Path(folder))
    progress("merge", 1, 3)
    snapshot = taken.snapshot
    if snapshot is not None and base is not None:
        snapshot = replace(
            snapshot,
            institution=snapshot.institution or base.institution,
            taken=source.taken_on or snapshot.taken,
        )
    elif snapshot is not None and source.taken_on:
        snapshot = replace(snapshot, taken=source.taken_on)
    progress("compare", 2, 3)
    found = () if snapshot is None else tuple(differences(base, snapshot))
    why = why_second(base, snapshot, list(found)) if snapshot else []
    return Checked(
        problems=taken.problems,
        covers=taken.brought,
        snapshot=snapshot,
        found=found,
        why_second=tuple(why),
        kept=_keys(taken),
        kinds={name: sorted(kinds) for name, kinds in taken.kinds.items()},
        proposals=proposed(taken.crosswalk) if NAME_NOTE in taken.crosswalk else [],
    )


def _keys(taken: Intake) -> dict[str, list[list[Any]]]:
    """Return the keys of the rows that stay though no file names them."""
    return {
        name: [list(key) for key in rows.select(TABLE[name].key).iter_rows()]
        for name, rows in taken.kept.items()
        if name not in UNTOLD
    }


def unpacked(source: Import, folder: Path) -> list[Path]:
    """Write the files of an import into ``folder``; return their paths."""
    paths = []
    for at, file in enumerate(source.files.order_by("pk")):
        path = folder / file.name
        if path.exists():
            path = folder / f"{at}-{file.name}"
        path.write_bytes(bytes(file.content))
        paths.append(path)
    return paths


def why_second(
    base: Snapshot | None, after: Snapshot, found: list[Differences]
) -> list[str]:
    """Return why a second person is needed, as codes; none: the uploader may apply."""
    if base is None:
        return ["first"]
    why = []
    if share_percent(base, found) > MANY_PERCENT:
        why.append("many")
    if base.taken and after.taken and after.taken < base.taken:
        why.append("older")
    return why


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that keep the files from being applied."""
    return [one for one in problems if one.severity is Severity.ERROR]


def reread(source: Import, folder: Path) -> Intake:
    """Read the files again, for a copy with the column Masalah."""
    base = None if source.base is None else snapshot_of(source.base)
    if base is not None:
        base = without(base, source.gone_people)
    return read(
        [*unpacked(source, folder), *written(source, folder)],
        limits=LIMITS,
        base=base,
        gone=source.gone,
        left_out=left_out(source),
    )


def left_out(source: Import) -> dict[tuple[str, str], set[int]]:
    """Return the rows set aside, as the core takes them."""
    found: dict[tuple[str, str], set[int]] = {}
    for one in source.left_out:
        found.setdefault((one["file"], one["sheet"]), set()).add(one["row"])
    return found


def headings(table: str) -> dict[str, str]:
    """Return the words of a table's columns, as its sheet has them."""
    found = {}
    for column in TABLE[table].columns:
        for name in column.schema():
            found[name] = column.header
    return found


def personal(table: str) -> frozenset[str]:
    """Return the columns of a table that only few may see."""
    return frozenset(
        name
        for column in TABLE[table].columns
        if column.personal
        for name in column.schema()
    ) | (PRIVATE if table == "people" else frozenset())
