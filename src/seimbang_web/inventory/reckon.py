"""What the lines of a sheet ask for, reckoned by the core; and what looks wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.workload import abk, abk_kes, requirements
from seimbang.workload.basis import Basis
from seimbang_web.inventory.models import Table
from seimbang_web.inventory.rows import LABELS, Entry, lacking, number, to_core
from seimbang_web.lib.templatetags.seimbang import ratio
from seimbang_web.regulations.queries import law, local_of, local_version

MUCH = 10  # people that one line alone asks for: then a volume or period is wrong


@dataclass(frozen=True)
class Outcome:
    """The need of a seat with these lines; ``need`` None: it cannot be reckoned yet."""

    need: Fraction | None
    rounded: int | None
    present: int
    minimum: int
    formula: str
    steps: Sequence[tuple[str, str]]
    citations: Sequence[Any]

    @property
    def finding(self) -> str:
        """Return the need and what it means, in one sentence."""
        if self.need is None or self.rounded is None:
            return _("The need cannot be reckoned yet: complete the lines below.")
        told = _("With these numbers {need} → {people} people are needed.").format(
            need=ratio(self.need), people=self.rounded
        )
        gap = self.rounded - self.present
        if gap > 0:
            more = _("Here are {present}: {gap} more are needed.")
        elif gap < 0:
            more = _("Here are {present}: {gap} more than needed.")
        else:
            more = _("Here are {present}: as many as needed.")
        return f"{told} {more.format(present=self.present, gap=abs(gap))}"


def with_lines(
    snapshot: Snapshot,
    seats: Sequence[tuple[str, str, Table, Sequence[Entry]]],
) -> Snapshot:
    """Return the data with the tasks of some seats (unit, job) replaced."""
    gone = pl.DataFrame(
        [(unit, job) for unit, job, _table, _entries in seats],
        schema={"unit_id": pl.String(), "job_id": pl.String()},
        orient="row",
    )
    frames = dict(snapshot.frames)
    for table in Table:
        new = [
            to_core(entry, table, unit, job)
            for unit, job, held, entries in seats
            if held == table
            for entry in entries
        ]
        kept = snapshot[table.value].join(gone, on=["unit_id", "job_id"], how="anti")
        added = pl.DataFrame(new, schema=TABLE[table.value].schema())
        frames[table.value] = pl.concat([kept, added])
    return Snapshot(frames, institution=snapshot.institution, taken=snapshot.taken)


def outcome(
    snapshot: Snapshot,
    day: date,
    unit: str,
    job: str,
    table: Table,
    entries: Sequence[Entry],
) -> Outcome | None:
    """Return what the seat needs with ``entries``; None: there is no such seat."""
    whole = with_lines(snapshot, [(unit, job, table, entries)])
    found = requirements(whole, law(), local_of(local_version(day)), day)
    here = (pl.col("unit_id") == unit) & (pl.col("job_id") == job)
    rows = found.positions.filter(here).to_dicts()
    if not rows:
        return None
    (row,) = rows
    told = found.derivation(unit, job)
    top, bottom = row["need_num"], row["need_den"]
    return Outcome(
        need=None if top is None else Fraction(top, bottom),
        rounded=row["need_rounded"],
        present=row["present"],
        minimum=row["minimum"],
        formula=str(told.formula),
        steps=[(str(label), value) for label, value in told.steps],
        citations=told.citations,
    )


def incomplete(entries: Sequence[Entry], table: Table, day: date) -> list[str]:
    """Return what keeps a sheet from being sent, all at once."""
    if not entries:
        return [_("Write at least one line.")]
    found = [
        _("{name}: {columns} is missing.").format(
            name=entry.name, columns=", ".join(str(LABELS[name]) for name in missing)
        )
        for entry in entries
        if (missing := lacking(entry, table))
    ]
    if found:
        return found
    if table == Table.ACTIVITIES:
        return _not_reckoned(entries, day)
    constants = abk.Constants.of(Basis(law(), day))
    return [
        _(
            "{name}: write either the people for one tool or what one person does, "
            "above 0."
        ).format(name=entry.name)
        for entry in entries
        if abk.people_for(to_core(entry, table, "", ""), constants) is None
    ]


FAULTS = {
    "two_methods": gettext_lazy("Choose one method, ABK-Kes or WISN, for all lines."),
    "extra_duty_without_rule": gettext_lazy(
        "ABK-Kes knows no extra activity by some: take it as support by everybody, or "
        "choose WISN."
    ),
}


def _not_reckoned(entries: Sequence[Entry], day: date) -> list[str]:
    """Return why the need of complete activities cannot be reckoned."""
    work = abk_kes.work(to_core(one, Table.ACTIVITIES, "", "") for one in entries)
    found = [str(FAULTS[fault]) for fault in work.faults if fault in FAULTS]
    time = abk_kes.available(work.method, Basis(law(), day))
    if not found and work.required(time) is None:
        found.append(
            _("Support takes the whole year ({minutes} minutes): reduce it.").format(
                minutes=time
            )
        )
    return found


def doubts(entry: Entry, table: Table, day: date) -> list[str]:
    """Return what looks implausible in a line, and what to check."""
    basis = Basis(law(), day)
    constants = abk.Constants.of(basis)
    if table == Table.ACTIVITIES:
        method = entry.row.get("method") or abk_kes.METHOD
        return _doubts_of_activity(entry, abk_kes.available(method, basis), constants)
    found = _long(entry, Fraction(constants.effective_time, constants.days))
    row = to_core(entry, table, "", "")
    people = None if lacking(entry, table) else abk.people_for(row, constants)
    if people is not None and people > MUCH:
        found.append(_many(people))
    return found


def _doubts_of_activity(
    entry: Entry, available: int, constants: abk.Constants
) -> list[str]:
    found = _long(entry, Fraction(available, constants.days))
    volume, norm = number(entry.row.get("volume")), number(entry.row.get("time_norm"))
    if volume is not None and norm is not None and volume * norm > MUCH * available:
        found.append(_many(volume * norm / available))
    support = number(entry.row.get("minutes_per_year"))
    if support is not None and 2 * support > available:
        found.append(
            _(
                "More than half of a working year ({minutes} minutes): check whether "
                "the minutes are a year's, of one person."
            ).format(minutes=available)
        )
    return found


def _long(entry: Entry, day: Fraction) -> list[str]:
    norm = number(entry.row.get("time_norm"))
    if norm is None or norm <= day:
        return []
    return [
        _(
            "The time norm is longer than a working day ({minutes} minutes): check "
            "whether it is in minutes, and of one result."
        ).format(minutes=ratio(day, 0))
    ]


def _many(people: Fraction) -> str:
    return _(
        "This line alone asks for {people} people: check the volume and its period."
    ).format(people=ratio(people, 1))
