"""Both files of the report, from one gathered content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from seimbang.model.problem import Problem
from seimbang.plan import Plan
from seimbang.report.content import Content, gather
from seimbang.report.page import page
from seimbang.report.workbook import write_workbook

PAGE = "report.html"
WORKBOOK = "plan.xlsx"


def write_report(
    plan: Plan,
    record: Mapping[str, Any],
    reasons: Mapping[str, Any],
    problems: Sequence[Problem],
    folder: Path,
    relief: Mapping[str, Any] | None = None,
) -> Content:
    """
    Write plan.xlsx and report.html into ``folder``, in the language in force.

    Return what was gathered for them: :mod:`seimbang.report.finding` speaks of it.

    ``record`` is what plan.json says, ``reasons`` what reasons.json says (may be
    empty), ``relief`` what relief.json says. The same plan gives the same bytes.
    """
    content = gather(plan, record, reasons, problems, relief)
    write_workbook(content, folder / WORKBOOK)
    (folder / PAGE).write_text(page(content), encoding="utf-8")
    return content
