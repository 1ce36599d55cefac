"""What rows and tables say of each other: keys, references, periods, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from seimbang.intake.cells import read_date
from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report

INSTITUTION = "instansi"
TAKEN = "tanggal_data"


@dataclass(frozen=True)
class Facts:
    """What the sheet Info says of the whole."""

    institution: str = ""
    taken: date | None = None


def facts(info: pl.DataFrame) -> Facts:
    """Return the facts of the table ``info``."""
    said = dict(info.select("key", "value").iter_rows())
    return Facts(said.get(INSTITUTION) or "", read_date(said.get(TAKEN) or ""))


def check(gathered: Gathered, report: Report) -> None:
    """Report what rows and tables say against each other."""
