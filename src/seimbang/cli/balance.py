"""What a regency needs, has and lacks, for people: sums first, seats on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import click
import polars as pl

from seimbang import language
from seimbang.cli.output import print_rows
from seimbang.language import Text, text
from seimbang.model.ratio import fraction
from seimbang.model.snapshot import Snapshot
from seimbang.workload import advice, number

WORST = 20  # seats shown in the summary
POSITION_HEADERS = {
    "unit": text("Unit"),
    "job": text("Job"),
    "need": text("Need"),
    "present": text("Present"),
    "gap": text("Gap"),
    "band": text("Band"),
    "advice": text("What to do"),
}
UNIT_HEADERS = {
    "unit": text("Unit"),
    "need": text("Need"),
    "present": text("Present"),
    "shortage": text("Lacking"),
    "surplus": text("Too many"),
    "effectiveness": text("EU"),
    "band": text("Band"),
    "unmeasured": text("Not measured"),
}
_SUMS = {
    "need": text("Need"),
    "present": text("Present"),
    "gap": text("Gap"),
    "short": text("Seats short"),
    "over": text("Seats over"),
    "unmeasured": text("Not measured"),
}
JOB_HEADERS = {"job_id": text("Job code"), "job": text("Job")} | _SUMS
DISTRICT_HEADERS = {"district_id": text("Code"), "district": text("District")} | _SUMS
SEAT_HEADERS = {
    "unit_id": text("Unit code"),
    "unit": text("Unit"),
    "job": text("Job"),
    "need": text("Need"),
    "present": text("Present"),
    "gap": text("Gap"),
    "band": text("Band"),
}


@dataclass(frozen=True)
class Names:
    """What units, jobs and districts are called, and where a unit lies."""

    units: Mapping[str, str]
    jobs: Mapping[str, str]
    places: Mapping[str, str]
    district: Mapping[str, str | None]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Names:
        """Return the names that the data give."""
        units = snapshot["units"]
        return cls(
            dict(units.select("unit_id", "name").iter_rows()),
            dict(snapshot["jobs"].select("job_id", "name").iter_rows()),
            dict(snapshot["places"].select("place_id", "name").iter_rows()),
            dict(units.select("unit_id", "district_id").iter_rows()),
        )

    def seat(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return the ids and names of the unit and job of ``row``."""
        unit, job = row["unit_id"], row["job_id"]
        return {
            "unit_id": unit,
            "unit": self.units.get(unit, unit),
            "job_id": job,
            "job": self.jobs.get(job, job),
        }


def position_rows(positions: pl.DataFrame, names: Names) -> list[dict[str, Any]]:
    """Return a row for every seat."""
    rows = []
    for row in positions.iter_rows(named=True):
        seat = names.seat(row)
        numbers = {
            "need": _ratio(row, "need"),
            "present": row["present"],
            "gap": _ratio(row, "gap"),
            "band": row["band"],
            "advice": str(advice(row, seat["job"])),
        }
        rows.append(seat | numbers)
    return rows


def print_all(positions: pl.DataFrame, units: pl.DataFrame, names: Names) -> None:
    """Print every seat, then the sums of the units (if any are given)."""
    _print(position_rows(positions, names), POSITION_HEADERS)
    if units.height:
        click.echo()
        _print(_unit_rows(units, names), UNIT_HEADERS)


def print_summary(positions: pl.DataFrame, names: Names) -> None:
    """Print the sums by job and by district, and the seats that lack most."""
    rows = positions.to_dicts()
    by_job = _groups(rows, lambda row: row["job_id"])
    jobs = [
        {"job_id": job, "job": names.jobs.get(job, job)} | _sums(group)
        for job, group in by_job.items()
    ]
    _print(sorted(jobs, key=lambda row: (row["job"], row["job_id"])), JOB_HEADERS)
    by_place = _groups(rows, lambda row: names.district.get(row["unit_id"]) or "–")
    districts = [
        {"district_id": place, "district": names.places.get(place, place)}
        | _sums(group)
        for place, group in sorted(by_place.items())
    ]
    click.echo()
    _print(districts, DISTRICT_HEADERS)
    worst = sorted(filter(_lacks, rows), key=_worst_first)[:WORST]
    click.echo()
    click.echo(str(text("The {number} seats that lack most:", number=len(worst))))
    _print(position_rows(pl.DataFrame(worst, positions.schema), names), SEAT_HEADERS)
    click.echo(str(_REMARK), err=True)


_REMARK = text(
    "Gaps are those of measured seats. Every seat: --all; one unit: --unit CODE; how a "
    "need came about: --unit CODE --job CODE."
)


def _groups(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], str]
) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _sums(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the exact sums of seats; short and over in whole people, as the advice."""
    measured = [row for row in rows if row["measured"]]
    return {
        "need": _sum(measured, "need"),
        "present": sum(row["present"] for row in rows),
        "gap": _sum(measured, "gap"),
        "short": sum(map(_lacks, measured)),
        "over": sum(row["present"] > row["need_rounded"] for row in measured),
        "unmeasured": len(rows) - len(measured),
    }


def _sum(rows: list[dict[str, Any]], name: str) -> str | None:
    found = [value for row in rows if (value := fraction(row, name)) is not None]
    return spoken(number(sum(found, Fraction(0)), decimals=2)) if found else None


def _lacks(row: Mapping[str, Any]) -> bool:
    return bool(row["measured"]) and row["present"] < row["need_rounded"]


def _worst_first(row: dict[str, Any]) -> tuple[Any, ...]:
    missing = row["present"] - row["need_rounded"]
    return missing, fraction(row, "gap"), row["unit_id"], row["job_id"]


def _unit_rows(units: pl.DataFrame, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "unit": names.units.get(row["unit_id"], row["unit_id"]),
            "need": _ratio(row, "need"),
            "present": row["present"],
            "shortage": _ratio(row, "shortage"),
            "surplus": _ratio(row, "surplus"),
            "effectiveness": _ratio(row, "effectiveness"),
            "band": row["band"],
            "unmeasured": row["unmeasured_positions"],
        }
        for row in units.iter_rows(named=True)
    ]


def _print(rows: Iterable[Mapping[str, Any]], headers: Mapping[str, Text]) -> None:
    """Print the columns of ``headers`` under their names."""
    heads = {name: str(header) for name, header in headers.items()}
    shown = [{heads[name]: row[name] for name in heads} for row in rows]
    print_rows(shown, tuple(heads.values()), "table", wrap=True)


def _ratio(row: dict[str, Any], name: str) -> str | None:
    """Return an exact number to two decimals, as the language writes it."""
    value = fraction(row, name)
    return None if value is None else spoken(number(value, decimals=2))


def spoken(words: str) -> str:
    """Return decimals as the language writes them."""
    return words.replace(".", ",") if language.current() == "id" else words
