"""
Files become a snapshot, or a list of problems: one screen for the whole.

A child process opens the files; the sheets of our own template become tables, those of
other systems are recognised and converted (:mod:`.foreign`); then keys, references and
what tables say of each other are checked. All problems are told at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from seimbang.intake import crosscheck, foreign, overlay, refusal
from seimbang.intake.gathered import Gathered
from seimbang.intake.limits import Limits
from seimbang.intake.report import Report
from seimbang.intake.sandbox import Heard, listen
from seimbang.intake.sorting import LeftOut, sort
from seimbang.model.problem import Problem
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE

SUFFIXES = (".xlsx", ".csv", ".parquet")


@dataclass(frozen=True)
class Intake:
    """
    What was read: ``snapshot`` is None when there is an error among ``problems``.

    ``files`` are the files looked at. ``crosswalk`` are lines for the sheet Padanan
    that an officer may confirm: what other systems' units and jobs seem to be, with
    notes beside them (:func:`~seimbang.intake.write.write_crosswalk`). ``brought``
    names the tables of which the files hold rows, ``kept`` what stays in these from
    data already known though no file names it. ``kinds`` tells as what each file was
    recognised: ``own``, or a layout of another system.
    """

    snapshot: Snapshot | None
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]
    crosswalk: pl.DataFrame = field(default_factory=TABLE["crosswalk"].empty)
    brought: tuple[str, ...] = ()
    kept: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read(
    paths: Sequence[Path],
    *,
    limits: Limits | None = None,
    base: Snapshot | None = None,
    gone: Collection[str] = (),
    left_out: LeftOut | None = None,
) -> Intake:
    """
    Return the tables in ``paths``: workbooks, CSV or Parquet files, or their folders.

    The same table may come from several files. Without ``limits`` those of the command
    line hold. With ``base`` the files are laid over the data already known
    (:mod:`.overlay`); its rows that no file names go in the tables ``gone``. Rows
    ``left_out`` of the files are passed over.
    """
    limits = limits or Limits.command_line()
    report = Report(limits.problems)
    files = _files(paths, limits, report)
    heard = listen(files, limits)
    for one in heard:
        if one.refused:
            refusal.refuse(report, one.path.name, one.refused, one.facts)
    gathered = Gathered()
    crosswalk = foreign.crosswalk_frame(sort(heard, gathered, report, base, left_out))
    brought = tuple(name for name, parts in gathered.parts.items() if parts)
    kept = {} if base is None else overlay.lay(gathered, base, gone)
    if any(one.refused is None for one in heard):
        complete = all(one.refused is None for one in heard)
        crosscheck.check(gathered, report, complete=complete)
    problems = tuple(report.problems)
    kinds = {name: frozenset(found) for name, found in gathered.kinds.items()}
    more = tuple(files), crosswalk, brought, kept, kinds
    if report.failed:
        return Intake(None, problems, *more)
    facts = crosscheck.facts(gathered["info"])
    snapshot = Snapshot(
        gathered.frames(),
        institution=facts.institution,
        taken=facts.taken,
        checksum=_checksum(heard),
    )
    return Intake(snapshot, problems, *more)


def _files(paths: Sequence[Path], limits: Limits, report: Report) -> list[Path]:
    """Return the files of ``paths``; what is no file of ours is refused."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                child
                for child in path.iterdir()
                if child.suffix.lower() in SUFFIXES
                and not child.name.startswith("~$")
                and child.is_file()
            )
            if not inside:
                refusal.refuse(report, path.name, "no_data", {})
            found += inside
        elif not path.exists():
            refusal.refuse(report, path.name, "no_file", {})
        elif not path.is_file():
            refusal.refuse(report, path.name, "not_a_file", {})
        elif path.suffix.lower() not in SUFFIXES:
            refusal.refuse(report, path.name, *_wrong_suffix(path.suffix.lower()))
        else:
            found.append(path)
    if len(found) > limits.files:
        facts = {"found": len(found), "limit": limits.files}
        refusal.refuse(report, found[0].parent.name, "too_many_files", facts)
        return []
    return found


def _wrong_suffix(suffix: str) -> tuple[str, dict[str, str]]:
    known = {
        ".xls": "old_workbook",
        ".xlsb": "binary_workbook",
        ".xlsm": "macros",
        ".ods": "open_document",
    }
    if suffix in known:
        return known[suffix], {}
    return "wrong_suffix", {"suffix": suffix}


def _checksum(heard: Sequence[Heard]) -> str:
    """Return one SHA-256 for the files' contents, whatever their order and names."""
    whole = hashlib.sha256()
    for digest in sorted(one.sha256 for one in heard):
        whole.update(bytes.fromhex(digest))
    return whole.hexdigest()
