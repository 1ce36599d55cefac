"""Limits and the order of execution, as the page and the workbook show them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from seimbang.explain import reasons
from seimbang.language import speaking
from seimbang.law import Law, Local
from seimbang.plan import make_plan, policy, write
from seimbang.report import write_report
from tests.rules.regency import DAY, person, regency


def shown(folder: Path, **changes: Any) -> tuple[str, Any]:
    """Return page and workbook of a plan under limits; ``changes`` of plan.json."""
    people = [person(f"P{at}") for at in range(8)]
    people[0]["spouse_id"] = "N0"
    nurse = {"job_id": "perawat", "unit_id": "PK1", "certificates": ["STR perawat"]}
    local = replace(Local.load(None), couples="hard", max_moves=2, longest_chain=3)
    plan = make_plan(
        regency([*people, person("N0", **nurse)]),
        law=Law.load(),
        local=local,
        policy=policy("pemerataan"),
        day=DAY,
    )
    with speaking("en"):
        record = write(plan, folder) | changes
        write_report(plan, record, reasons(plan, record), [], folder)
    page = (folder / "report.html").read_text(encoding="utf-8")
    return page, openpyxl.load_workbook(folder / "plan.xlsx")


def test_the_page_tells_what_is_used_and_names_no_couple(tmp_path: Path) -> None:
    page, book = shown(tmp_path)
    assert "2 limits hold for the whole round; 1 are used up." in page
    assert "at most 2 moves in the round" in page
    assert "1 couples or groups move into one zone, or stay" in page
    assert "couple N0" not in page
    rows = list(book["Limits"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("at most 2 moves in the round", 2, 2, 0)
    assert any("couple N0, P0" in str(row[0]) and row[2] == "kept" for row in rows)


def test_the_order_of_execution_has_every_move(tmp_path: Path) -> None:
    page, book = shown(tmp_path)
    assert "Order of execution" in page
    rows = list(book["Order of execution"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 2
    assert all(row[0] == 1 and "at once" in row[6] for row in rows)


def test_a_plan_not_proved_says_how_much_better_another_may_be(tmp_path: Path) -> None:
    gap = {"goal": "shortage", "rank": 0, "threshold": 0, "scale": 6, "value": -50,
           "bound": [-111, 2]}  # fmt: skip
    page, _ = shown(tmp_path, status="TIME_LIMIT", gaps=[gap])
    assert "Not proved best: shortage, evenly spread; at most 0.83 better." in page
    assert "not proved best (TIME_LIMIT)" in page
