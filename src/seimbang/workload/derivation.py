"""
How the need of one seat came about: formula, inputs, steps, citations.

Computed again on request, by the same functions that filled the columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from seimbang.language import Text, text
from seimbang.law import Citation
from seimbang.model.ratio import fraction
from seimbang.model.snapshot import Snapshot
from seimbang.workload import abk, abk_kes, entered, teacher_sd, teacher_smp, wisn
from seimbang.workload.advice import advice
from seimbang.workload.answer import number
from seimbang.workload.regency import Regency
from seimbang.workload.steps import Seat, Steps, told

OF_UNIT = ("units", "classes", "faith_classes", "tasks", "activities", "needs")
_SCHOOL = ("classes", "faith_classes", "lesson_hours")
_WORK = ("tasks", "activities")
INPUTS = {
    entered.METHOD: ("needs", *_WORK),
    teacher_sd.METHOD: _SCHOOL,
    teacher_smp.METHOD: _SCHOOL,
    abk.METHOD: _WORK,
    abk_kes.METHOD: _WORK,
    wisn.METHOD: _WORK,
}


@dataclass(frozen=True)
class Derivation:
    """
    The need of one seat, told.

    ``inputs`` are the rows it rests on, by table; ``steps`` the values on the way, in
    order; ``citations`` every parameter of the law that was used.
    """

    method: str | None
    formula: Text
    inputs: Mapping[str, Any]
    steps: Steps
    citations: tuple[Citation, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the derivation as JSON knows it, but for texts and days."""
        return {
            "method": self.method,
            "formula": self.formula,
            "inputs": self.inputs,
            "steps": [{"label": label, "value": value} for label, value in self.steps],
            "citations": [citation.as_dict() for citation in self.citations],
        }


def derive(row: Mapping[str, Any], regency: Regency) -> Derivation:
    """Return the derivation of one ``row`` of positions."""
    frames = dict(regency.snapshot.frames)
    for name in OF_UNIT:
        here = pl.col("unit_id") == row["unit_id"]
        frames[name] = regency.snapshot[name].filter(here)
    seat = Seat(row, replace(regency, snapshot=Snapshot(frames)))
    formula, steps = told(seat)
    return Derivation(
        method=row["method"],
        formula=formula,
        inputs={name: seat.rows(name) for name in INPUTS.get(row["method"], _WORK)},
        steps=(*steps, *_outcome(row)),
        citations=regency.basis.citations,
    )


def _outcome(row: Mapping[str, Any]) -> Steps:
    """Return what every seat ends with: need, people and gap, or what to do."""
    pairs = dict(row)
    if row["need_num"] is None:
        return ((text("What to do"), str(advice(row, row["job_id"]))),)
    low, high = fraction(pairs, "need_low"), fraction(pairs, "need_high")
    interval: Steps = ((text("Need lies in"), f"{number(low)} … {number(high)}"),)
    return (
        (text("Need"), number(fraction(pairs, "need"))),
        *(interval if low != high else ()),
        (text("Whole people"), str(row["need_rounded"])),
        (text("Present"), str(row["present"])),
        (text("Present − need"), number(fraction(pairs, "gap"))),
    )
