"""
What each task of ABK needs by its approach, and what it may not say twice.

A task that lacks a fact leaves its whole position unmeasured: a warning names the cell.
Two ratios for one tool are two answers: an error.
"""

from __future__ import annotations

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble
from seimbang.language import text
from seimbang.model.problem import Severity

_NEEDED = (  # approach, columns of which one must be filled
    ("tasks", ("period",)),
    ("tasks", ("time_norm_num",)),
    ("results", ("capacity_num",)),
    ("objects", ("capacity_num",)),
    ("tools", ("capacity_num", "persons_per_tool_num")),
)


def check(gathered: Gathered, report: Report) -> None:
    """Report the tasks that lack a fact, or say one twice."""
    frame = gathered["tasks"]
    for approach, columns in _NEEDED:
        empty = frame.select(pl.all_horizontal(pl.col(columns).is_null())).to_series()
        wrong = empty & (frame["approach"] == approach).fill_null(False)
        column = columns[0].removesuffix("_num")
        gathered.tell(report, "tasks", column, _LACKS, wrong, frame["task"])
    both = frame["capacity_num"].is_not_null() & (
        frame["persons_per_tool_num"].is_not_null()
    )
    twice = both & (frame["approach"] == "tools").fill_null(False)
    gathered.tell(report, "tasks", "persons_per_tool", _TWICE, twice, frame["task"])


_LACKS = Trouble(
    "task_incomplete",
    "“{value}” cannot be reckoned: this cell is empty",
    text(
        "tugas per tugas: Per and Norma waktu; hasil or objek: Kemampuan; peralatan: "
        "Kemampuan or Orang per alat"
    ),
    text("Fill it; until then the position is not measured."),
    Severity.WARNING,
)
_TWICE = Trouble(
    "two_tool_ratios",
    "“{value}” has tools per person and also people per tool",
    text("one of the two"),
    text("Empty one of the two cells."),
)
