"""What a reader of the needs must know: one problem a kind, not one a row."""

from __future__ import annotations

import polars as pl

from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.workload.classes import ratio_of
from seimbang.workload.entered import plausible
from seimbang.workload.regency import Regency


def told(
    positions: pl.DataFrame, computed: pl.DataFrame, regency: Regency
) -> list[Problem]:
    """Return the warnings of a workload, grouped."""
    return [
        *_ratios(regency),
        *_missing_jobs(computed),
        *_flagged(positions),
        *_not_measured(positions),
        *_ignored(regency.snapshot),
    ]


def _warning(code: str, table: str, found: Text, expected: Text, todo: Text) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code=code,
        file="",
        found=found,
        expected=expected,
        todo=todo,
        sheet=TABLE[table].sheet,
    )


def _ratios(regency: Regency) -> list[Problem]:
    ratios = regency.local.class_ratio
    kinds = set(regency.snapshot["units"]["kind"]) & set(ratios)
    return [
        _warning(
            "class_ratio",
            "classes",
            text("{ratio} pupils a class ({kind})", ratio=ratio, kind=kind.upper()),
            text("at most {limit}", limit=limit),
            text("The limit is used; correct class_ratio in the local parameters."),
        )
        for kind, ratio in ratios.items()
        if kind in kinds and ratio > (limit := ratio_of(regency, kind))
    ]


def _missing_jobs(computed: pl.DataFrame) -> list[Problem]:
    missing = computed.filter(
        pl.col("job_id").is_null() & (pl.col("need_num") > 0).fill_null(value=True)
    )
    return [
        _warning(
            "no_job",
            "jobs",
            text(
                "no job for “{code}”, which {count} units need", code=code, count=count
            ),
            text("a job with this subject or profession"),
            text("Add the job; until then this need is not counted."),
        )
        for code, count in missing.group_by("code").len().sort("code").iter_rows()
    ]


def _flagged(positions: pl.DataFrame) -> list[Problem]:
    count = dict(positions.explode("flags")["flags"].value_counts().iter_rows())
    found = []
    if number := count.get("no_establishment"):
        found.append(
            _warning(
                "no_establishment",
                "positions",
                text("{count} positions without an establishment", count=number),
                text("the establishment (formasi) of each position"),
                text("Fill it in; until then arrivals there have no upper limit."),
            )
        )
    if number := count.get("inpatient_unknown"):
        found.append(
            _warning(
                "inpatient_unknown",
                "units",
                text(
                    "{count} positions of Puskesmas not known to have beds",
                    count=number,
                ),
                text("yes or no in the column of inpatient care"),
                text("Fill it in; until then the lower minimum is taken."),
            )
        )
    return found


def _not_measured(positions: pl.DataFrame) -> list[Problem]:
    number = positions.filter(~pl.col("measured")).height
    if not number:
        return []
    return [
        _warning(
            "not_measured",
            "tasks",
            text("{count} positions are not measured", count=number),
            text("tasks, activities, classes or an entered need"),
            text("Measure them; until then they neither give nor receive."),
        )
    ]


def _ignored(snapshot: Snapshot) -> list[Problem]:
    found = []
    if not (snapshot["people"].is_empty() or snapshot["headcounts"].is_empty()):
        found.append(
            _warning(
                "headcounts_ignored",
                "headcounts",
                text("numbers of staff beside named people"),
                text("either named people or numbers"),
                text("The numbers are not used; remove them or the named people."),
            )
        )
    if number := snapshot["needs"].filter(~plausible()).height:
        found.append(
            _warning(
                "implausible_need",
                "needs",
                text("{count} entered needs that cannot be", count=number),
                text("at most 1,000,000 people and nine decimals"),
                text("Correct them; until then they are not used."),
            )
        )
    return found
