"""What the data says, made anew by the stages before: needs, rules, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from seimbang.intake import read
from seimbang.law import Law, LawError, Local
from seimbang.model.snapshot import Snapshot
from seimbang.rules import Eligibility, eligibility
from seimbang.verify.report import Progress, refuse
from seimbang.verify.shape import Array
from seimbang.workload import requirements


@dataclass(frozen=True)
class Facts:
    """The data on the day of the plan."""

    snapshot: Snapshot
    local: Local
    positions: pl.DataFrame
    eligibility: Eligibility

    @property
    def seat_ids(self) -> list[str]:
        """Return the id of each row of ``positions``."""
        both = self.positions.select(pl.concat_str("unit_id", "job_id", separator="|"))
        return both.to_series().to_list()

    def people_of(self, family: str) -> Array:
        """Return the rows of counted people of a family."""
        people = self.eligibility.people
        here = (people["family"] == family) & people["counted"]
        return np.flatnonzero(here.fill_null(value=False).to_numpy())

    def seats_of(self, family: str) -> Array:
        """Return the rows of seats of a family."""
        here = self.positions["family"] == family
        return np.flatnonzero(here.fill_null(value=False).to_numpy())


def facts(
    data: Sequence[Path], local: Path | None, day: date, progress: Progress
) -> Facts:
    """Return what ``data`` says on ``day``; refuse data with errors in it."""
    progress("read", 0, 1)
    found = read(data)
    if found.snapshot is None:
        errors = [one for one in found.problems if one.severity == "error"]
        raise refuse(
            "The data has {number} errors; the first is in {file}: {found}",
            number=len(errors),
            file=errors[0].file,
            found=errors[0].found,
        )
    try:
        law, choices = Law.load(), Local.load(local)
        progress("workload", 0, 1)
        needs = requirements(found.snapshot, law, choices, day)
        progress("rules", 0, 1)
        answers = eligibility(found.snapshot, needs, law, choices, day)
    except LawError as error:
        raise refuse(
            "The law or the local parameters: {reason}", reason=error
        ) from None
    return Facts(found.snapshot, choices, needs.positions, answers)
