"""One plan for all tests of the report: the SDN of the demo, with hostile names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from seimbang.demo import DEMO_DAY, regency, sd
from seimbang.explain import reasons
from seimbang.language import speaking, text
from seimbang.law import Law, Local
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.plan import Plan, make_plan, policy, write
from seimbang.relief import of_plan
from seimbang.report import write_report
from seimbang.report.content import Content, gather

HOSTILE = (
    "=1+1",
    "+62812",
    "-3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "O'Neil & Co",
    "\u202eAsrul",
)
INSTITUTION = "=Kabupaten & <b>Contoh</b>"
NIP = "198505052010031001"
PROBLEM = Problem(
    severity=Severity.WARNING,
    code="nip_is_number",
    file="data.xlsx",
    found=text("{nip} as a number", nip=NIP),
    expected=text("NIP {nip} as text", nip=NIP),
    todo=text("=Write {nip} again", nip=NIP),
    sheet="Pegawai",
    row=7,
    cell="B7",
    column="NIP",
)


@dataclass(frozen=True, repr=False)
class Written:
    """A plan with all that was written of it."""

    plan: Plan
    record: dict[str, Any]
    reasons: dict[str, Any]
    folder: Path
    relief: dict[str, Any]

    @property
    def content(self) -> Content:
        return gather(
            self.plan,
            self.record,
            self.reasons,
            [PROBLEM],
            self.relief,
        )

    @property
    def page(self) -> str:
        return (self.folder / "report.html").read_text(encoding="utf-8")


def planned(
    frames: dict[str, pl.DataFrame], folder: Path, institution: str = INSTITUTION
) -> Written:
    """Return the plan of ``frames``, written with its report, in English."""
    plan = make_plan(
        Snapshot(frames, institution=institution, taken=DEMO_DAY, checksum="ab" * 32),
        law=Law.load(),
        local=Local.load(None),
        policy=policy("pemerataan"),
        day=DEMO_DAY,
    )
    with speaking("en"):
        record = write(plan, folder)
        why = reasons(plan, record)
        relief = of_plan(plan, record)
        write_report(plan, record, why, [PROBLEM], folder, relief)
    return Written(plan, record, why, folder, relief)


def schools() -> dict[str, pl.DataFrame]:
    """Return the SDN with hostile names and wishes; some places, classes unknown."""
    frames = sd(named=True)
    people = frames["people"]
    names = [f"{HOSTILE[at % len(HOSTILE)]} {at}" for at in range(len(people))]
    known = pl.col("person_id").is_in(people["person_id"].to_list())
    first = pl.col("unit_id").is_in(frames["units"]["unit_id"][:3].to_list())
    uncounted = pl.col("unit_id").is_in(frames["units"]["unit_id"][5:8].to_list())
    return frames | {
        "people": people.with_columns(name=pl.Series(names)),
        "wishes": regency()["wishes"].filter(known),
        "classes": frames["classes"].filter(~uncounted),
        "units": frames["units"].with_columns(
            pl.when(first).then(None).otherwise(name).alias(name)
            for name in ("latitude", "longitude")
        ),
    }


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return the schools, planned and written."""
    return planned(schools(), tmp_path_factory.mktemp("report"))
