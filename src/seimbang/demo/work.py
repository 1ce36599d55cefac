"""The work of a seat: task and activity sheets that come out at a wanted need."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from seimbang.demo.room import Room
from seimbang.model.ratio import reduced

FOLDER = Path(__file__).parent / "invented"
ABK_MINUTES, ABK_KES_MINUTES = 75_000, 72_000  # a person and year
TIMES = {"day": 250, "week": 50, "month": 12, "year": 1}


@cache
def sheet(name: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of ``invented/<name>.csv`` by their first column."""
    groups: dict[str, list[dict[str, str]]] = {}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(next(iter(row.values())), []).append(row)
    return groups


def load(room: Room, unit_id: str, job_id: str, people: float) -> None:
    """Append an ABK sheet whose need is about ``people``."""
    tasks = sheet("tasks")[job_id]
    whole = sum(int(task["share"]) for task in tasks)
    for task in tasks:
        part = people * int(task["share"]) / whole
        row: dict[str, object] = {
            "unit_id": unit_id,
            "job_id": job_id,
            "task": task["task"],
            "approach": task["approach"],
            "period": task["period"] or None,
        }
        room.add("tasks", **row, **_amounts(task, part))


def _amounts(task: dict[str, str], part: float) -> dict[str, object]:
    """Return volume and norm of one task that needs ``part`` of a person."""
    size = int(task["size"])
    if task["approach"] == "tasks":
        often = part * ABK_MINUTES / TIMES[task["period"]] / size
        volume = max(1, round(often * 10))  # one decimal
        return _ratio("volume", volume, 10) | _ratio("time_norm", size, 1)
    if task["approach"] == "tools":
        tools = _ratio("volume", max(1, round(part / size)), 1)
        return tools | _ratio("persons_per_tool", size, 1) | {"shifts": 1}
    return _ratio("volume", max(1, round(part * size)), 1) | _ratio("capacity", size, 1)


def activities(
    room: Room, unit_id: str, job_id: str, people: float, method: str = "abk_kes"
) -> None:
    """Append a sheet of health activities whose need is about ``people``."""
    rows = sheet("activities")[job_id]
    of_kind = {
        kind: sum(int(row["minutes"]) for row in rows if row["kind"] == kind)
        for kind in ("category", "individual")
    }
    factor = 1 / (1 - of_kind["category"] / ABK_KES_MINUTES)
    service = (people - of_kind["individual"] / ABK_KES_MINUTES) / factor
    for row in rows:
        minutes = int(row["minutes"])
        room.add(
            "activities",
            unit_id=unit_id,
            job_id=job_id,
            activity=row["activity"],
            method=method,
            kind=row["kind"],
            **_effort(row["kind"], minutes, row["share"], service),
        )


def _effort(kind: str, minutes: int, share: str, service: float) -> dict[str, object]:
    if kind == "service":
        often = round(service * int(share) / 100 * ABK_KES_MINUTES / minutes)
        return _ratio("volume", often, 1) | _ratio("time_norm", minutes, 1)
    yearly = _ratio("minutes_per_year", minutes, 1)
    return yearly | {"staff": 1} if kind == "individual" else yearly


def _ratio(name: str, numerator: int, denominator: int) -> dict[str, object]:
    """Return an exact number in lowest terms for a frame."""
    numerator, denominator = reduced(numerator, denominator)
    return {f"{name}_num": numerator, f"{name}_den": denominator}
