"""From recognised sheets to our tables: one screen for the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from seimbang.intake.foreign import (
    dapodik,
    layouts,
    notes,
    people,
    person,
    siasn,
    teaching,
)
from seimbang.intake.foreign.crosswalk import (
    Crosswalk,
    proposals,
    unmatched_problem,
)
from seimbang.intake.foreign.join import join
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.propose import Proposal
from seimbang.intake.foreign.record import Draft, Lesson, Log, School, Source
from seimbang.intake.foreign.sheets import ForeignSheet, Row
from seimbang.language import text
from seimbang.model.problem import Problem, Severity
from seimbang.model.tables import TABLE


@dataclass(frozen=True)
class Converted:
    """
    The tables with what the foreign sheets add to them, and what was wrong.

    ``proposals`` are for each source that joins nothing, best first: see
    :func:`~seimbang.intake.foreign.crosswalk.crosswalk_frame`. ``origins`` are the rows
    of the files from which the added rows of a table come, in their order.
    """

    frames: dict[str, pl.DataFrame]
    problems: tuple[Problem, ...]
    proposals: Mapping[Source, Sequence[Proposal]]
    origins: dict[str, tuple[Row, ...]]


def convert(
    sheets: Sequence[ForeignSheet],
    frames: Mapping[str, pl.DataFrame],
    held: pl.DataFrame | None = None,
) -> Converted:
    """
    Return ``frames`` with the people and classes of foreign ``sheets`` added.

    ``frames`` are the regency's own tables: units, jobs, places and the crosswalk join
    the sources; own people and classes come first. What cannot be read is unknown, with
    a warning; who cannot be placed is left out, with an error. ``held`` are people
    known from before, whom the sheets may speak of more shortly.
    """
    log = Log()
    known = TABLE["people"].empty() if held is None else held
    usable = [sheet for sheet in sheets if _complete(sheet, log)]
    read = _Read(usable, log)
    crosswalk = Crosswalk(frames, people.sources(read.siasn + read.dapodik))
    taught = teaching.Teaching(read.lessons)
    joined = join(read.siasn, read.dapodik, log)
    placed = people.place(joined, frames, crosswalk, taught, log, known)
    own_classes = frames.get("classes", TABLE["classes"].empty())
    shown, first = teaching.classes(read.lessons, crosswalk, own_classes, log)
    classes = pl.concat([own_classes, shown])
    teaching.compare(read.schools, crosswalk, classes, log)
    nearest = proposals(placed.unmatched, crosswalk)
    unmatched = [
        unmatched_problem(source, entry.drafts, entry.lost, nearest[source])
        for source, entry in placed.unmatched.items()
    ]
    own_people = frames.get("people", TABLE["people"].empty())
    return Converted(
        {
            **frames,
            "people": pl.concat([own_people, placed.frame]),
            "classes": classes,
        },
        (*log.problems, *unmatched, *notes.told(log)),
        nearest,
        {"people": placed.origins, "classes": first},
    )


class _Read:
    """All that the sheets say, by kind."""

    def __init__(self, sheets: Sequence[ForeignSheet], log: Log) -> None:
        self.siasn: list[Draft] = []
        self.dapodik: list[Draft] = []
        self.lessons: list[Lesson] = []
        self.schools: list[School] = []
        for sheet in sheets:
            match sheet.match.layout:
                case layouts.SIASN:
                    self.siasn += _named(siasn.read(sheet, log), log)
                case layouts.TEACHERS:
                    self.dapodik += _named(dapodik.teachers(sheet, log), log)
                case layouts.LESSONS:
                    self.lessons += dapodik.lessons(sheet, log)
                case _:
                    self.schools += dapodik.schools(sheet, log)


def _named(drafts: Sequence[Draft], log: Log) -> list[Draft]:
    return [draft for draft in drafts if person.named(draft, log)]


def _complete(sheet: ForeignSheet, log: Log) -> bool:
    """Tell whether a sheet has the columns it must have; report what differs."""
    needed = [
        heading
        for heading in sheet.match.kind.needed
        if key(heading) not in sheet.match.columns
    ]
    for heading in sheet.match.missing:
        if heading not in needed:
            log.tally(sheet, "columns_missing", heading)
    for heading in sheet.match.extra:
        log.tally(sheet, "columns_extra", heading)
    log.problems += [
        sheet.problem(
            Severity.ERROR,
            "column_needed",
            text("No column “{name}”", name=heading),
            text("the columns of “{title}”", title=sheet.match.kind.title),
            text("Export the list again with all its columns."),
            column=heading,
        )
        for heading in needed
    ]
    return not needed
