"""
Join what other systems name with our units and jobs: by equal codes, or by the table
``crosswalk`` that an officer has confirmed. Names alone never join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from seimbang.intake.foreign.propose import NEAREST, Proposal, Target, alike, propose
from seimbang.intake.foreign.record import Draft, Source
from seimbang.language import Text, text
from seimbang.model.problem import Problem, Severity
from seimbang.model.tables import TABLE

IGNORED = "abaikan"  # the target of a source that is left out on purpose
SURE, AHEAD = 85, 10  # a target is filled in from this score on, so far ahead
NAME_NOTE = "Catatan nama di sumber"  # headings of a Padanan sheet that is proposed:
NOTES = tuple(f"Catatan usulan {rank}" for rank in range(1, NEAREST + 1))  # unread


def fold(words: str) -> str:
    """Return words without case and needless spaces."""
    return " ".join(words.split()).casefold()


class Crosswalk:
    """Our units and jobs, as other systems' names and codes reach them."""

    def __init__(
        self, frames: Mapping[str, pl.DataFrame], sources: Iterable[Source]
    ) -> None:
        units = frames.get("units", TABLE["units"].empty())
        jobs = frames.get("jobs", TABLE["jobs"].empty())
        self.targets: tuple[Target, ...] = (
            *(Target("unit", row["unit_id"], row["name"]) for row in _rows(units)),
            *(Target("job", row["job_id"], row["name"]) for row in _rows(jobs)),
        )
        self._codes: dict[tuple[str, str], str] = {}
        for row in _rows(units):
            if row["source_code"]:
                self._codes["unit", fold(row["source_code"])] = row["unit_id"]
        for target in self.targets:
            self._codes[target.kind, fold(target.target_id)] = target.target_id
        known = {(target.kind, target.target_id) for target in self.targets}
        crosswalk = frames.get("crosswalk", TABLE["crosswalk"].empty())
        self._entries = {
            (row["kind"], row["system"], fold(row["source"])): row["target_id"]
            for row in _rows(crosswalk)
            if row["target_id"] == IGNORED or (row["kind"], row["target_id"]) in known
        }
        self.ambiguous = _ambiguous(sources)

    def target(self, source: Source) -> str | None:
        """Return our id for a source, :data:`IGNORED`, or None when nothing joins."""
        if source.code:
            code = fold(source.code)
            entry = self._entries.get((source.kind, source.system, code))
            if found := self._codes.get((source.kind, code), entry):
                return found
        for name in (source.alias, source.name):
            if name and (source.kind, source.system, fold(name)) not in self.ambiguous:
                entry = self._entries.get((source.kind, source.system, fold(name)))
                if entry:
                    return entry
        return None

    def key(self, source: Source) -> str:
        """Return what the crosswalk calls a source: its name if that is one place."""
        named = (source.kind, source.system, fold(source.name))
        return (
            source.name if source.name and named not in self.ambiguous else source.code
        )


def _rows(frame: pl.DataFrame) -> list[dict[str, str]]:
    return frame.to_dicts()


def _ambiguous(sources: Iterable[Source]) -> frozenset[tuple[str, str, str]]:
    """Return the unit names that stand for several codes ("Subbagian Umum")."""
    codes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source in sources:
        if source.kind == "unit" and source.code and source.name:
            codes[source.kind, source.system, fold(source.name)].add(source.code)
    return frozenset(name for name, found in codes.items() if len(found) > 1)


def proposals(
    unmatched: Iterable[Source], crosswalk: Crosswalk
) -> dict[Source, list[Proposal]]:
    """Return the nearest targets of each unmatched source, best first."""
    found: dict[Source, list[Proposal]] = {source: [] for source in unmatched}
    for proposal in propose(found, crosswalk.targets):
        found[proposal.source].append(proposal)
    return found


def crosswalk_frame(found: Mapping[Source, Sequence[Proposal]]) -> pl.DataFrame:
    """
    Return a line for each source: a Padanan sheet to confirm, as a table ``crosswalk``.

    The target is filled in only where it is clearly best; the proposals with their
    scores stand beside it in columns that are never read.
    """
    rows = {
        (source.kind, source.system, source.entry): _line(source, nearest)
        for source, nearest in found.items()
    }
    schema = dict(TABLE["crosswalk"].schema())
    schema |= dict.fromkeys((NAME_NOTE, *NOTES), pl.String())
    return pl.DataFrame(
        [(*key, *line) for key, line in rows.items()], schema=schema, orient="row"
    )


def _line(source: Source, nearest: Sequence[Proposal]) -> list[str | None]:
    notes = [
        f"{near.target.target_id} · {near.target.name} · skor {near.score}"
        for near in nearest[: len(NOTES)]
    ]
    filler = [None] * (len(NOTES) - len(notes))
    return [_clear(source, nearest), source.label, *notes, *filler]


def _clear(source: Source, nearest: Sequence[Proposal]) -> str | None:
    """Return the target that is clearly best; a bare word ("Guru") has none."""
    if not nearest:
        return None
    best = nearest[0]
    second = nearest[1].score if len(nearest) > 1 else 0
    words, theirs = set(alike(source.label)), set(alike(best.target.name))
    bare = len(words) < 2 and words != theirs
    if bare or best.score < SURE or best.score - second < AHEAD:
        return None
    return best.target.target_id


def unmatched_problem(
    source: Source, drafts: Sequence[Draft], lost: int, nearest: Sequence[Proposal]
) -> Problem:
    """Return the problem of an unmatched source, an error if people are lost for it."""
    heading = _HEADINGS[source.kind, source.system]
    found = (
        text("“{name}” ({number} people)", name=source.label, number=len(drafts))
        if source.label
        else text("Nothing ({number} people)", number=len(drafts))
    )
    return drafts[0].row.problem(
        Severity.ERROR if lost else Severity.WARNING,
        f"{source.kind}_unmatched",
        heading,
        found,
        text("a code of ours, or a line in the sheet Padanan"),
        _todo(nearest),
    )


_HEADINGS = {
    ("unit", "siasn"): "UNOR NAMA",
    ("job", "siasn"): "JABATAN NAMA",
    ("unit", "dapodik"): "NPSN",
    ("job", "dapodik"): "Jenis PTK",
}


def _todo(nearest: Sequence[Proposal]) -> Text:
    if not nearest:
        return text("Add a line for it in the sheet Padanan; nothing is near.")
    names = "; ".join(
        f"{near.target.target_id} {near.target.name} ({near.score})" for near in nearest
    )
    return text(
        "Add a line for it in the sheet Padanan; nearest: {names}.", names=names
    )
