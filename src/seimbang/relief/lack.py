"""Which columns are missing, so that relief could not be looked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from seimbang.model.tables import TABLE
from seimbang.relief.hours import METHODS
from seimbang.relief.merge import KIND, Schools
from seimbang.relief.option import HOURS, MERGE, SHARE, SHIFT
from seimbang.relief.scene import Scene
from seimbang.relief.share import can_share
from seimbang.workload import abk, entered


def lacks(scene: Scene) -> list[dict[str, Any]]:
    """Return kind, sheet, column and how many people or places lack it, by kind."""
    return [
        {
            "kind": kind,
            "sheet": TABLE[table].sheet,
            "column": _header(table, column),
            "number": number,
        }
        for kind, table, column, number in _lacking(scene)
        if number
    ]


def _header(table: str, column: str) -> str:
    return next(one.header for one in TABLE[table].columns if one.name == column)


def _lacking(scene: Scene) -> Iterator[tuple[str, str, str, int]]:
    facts = scene.helpers
    teaching = {seat.family for seat in scene.short if seat.method in METHODS}
    teachers = facts.filter(pl.col("family").is_in(teaching))
    if scene.snapshot.head_count_mode:
        yield HOURS, "people", "person_id", len(teachers)
    else:
        yield HOURS, "people", "teaching_hours", teachers["teaching_hours"].null_count()
    sharing = {
        seat.family for seat in scene.short if can_share(seat) and seat.short < 1
    }
    known = scene.allowed.desk.ways.home_known
    for kind, families in ((HOURS, teaching), (SHARE, sharing)):
        rows = facts.filter(pl.col("family").is_in(families))["row"]
        yield kind, "people", "home_place_id", int((~known[rows.to_numpy()]).sum())
    schools = Schools(scene)
    yield (
        MERGE,
        "classes",
        "pupils",
        sum(
            seat.method in KIND and seat.id[0] not in schools.grades
            for seat in scene.short
        ),
    )
    others = [
        seat for seat in scene.short if seat.method in (abk.METHOD, entered.METHOD)
    ]
    sheets = set(scene.snapshot["tasks"].select("unit_id", "job_id").iter_rows())
    yield SHIFT, "tasks", "task", sum(seat.id not in sheets for seat in others)
    classes = dict(scene.snapshot["jobs"].select("job_id", "job_class").iter_rows())
    jobs = {seat.id[1] for seat in others}
    yield SHIFT, "jobs", "job_class", sum(classes[job] is None for job in jobs)
