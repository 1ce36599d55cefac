"""
Files that hold a part of the data are laid over the data already known.

A SIASN export brings people, nothing else: units, jobs and wishes stay as they were,
what the export does not say of a person (performance, home) stays too, and whoever is
not in it stays unless told otherwise.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from seimbang.intake.gathered import Gathered, Part
from seimbang.intake.report import Place
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE

HELD = "(data sekarang)"  # the file that rows already known are said to come from


def known(gathered: Gathered, base: Snapshot | None) -> dict[str, pl.DataFrame]:
    """
    Return the tables that sheets of other systems are joined to.

    People of ``base`` are left out: they would be taken for an officer's own rows, and
    hide what the export says of them.
    """
    if base is None:
        return {name: gathered[name] for name in TABLE}
    return {
        name: gathered[name]
        if name == "people"
        else pl.concat([gathered[name], _rest(gathered, base, name)])
        for name in TABLE
    }


def lay(
    gathered: Gathered, base: Snapshot, gone: Collection[str]
) -> dict[str, pl.DataFrame]:
    """
    Add to the files' tables what ``base`` holds beside.

    Rows of ``base`` that no file names go only in the tables ``gone``, and only where
    a file brings the table at all. Return those that stay in tables that a file brings.
    """
    _adopt(gathered, base["people"])
    kept = {}
    for name in TABLE:
        brought = bool(gathered.parts[name])
        if name in gone and brought:
            continue
        rest = _rest(gathered, base, name)
        if rest.height:
            if brought:
                kept[name] = rest
            rows = pl.Series("row", [None] * rest.height, dtype=pl.Int64)
            gathered.add(name, Part(Place(HELD), rest, rows))
    return kept


def _rest(gathered: Gathered, base: Snapshot, name: str) -> pl.DataFrame:
    """Return the rows of ``base`` whose key is in no file."""
    keys = list(TABLE[name].key)
    return base[name].join(
        gathered[name].select(keys),
        on=keys,
        how="anti",
        nulls_equal=True,
        maintain_order="left",
    )


def _adopt(gathered: Gathered, held: pl.DataFrame) -> None:
    """Give people of other systems the id they have here, and what is known beside."""
    ids = held.filter(pl.col("nip").is_not_null()).select("nip", held_id="person_id")
    parts = gathered.parts["people"]
    for at, part in enumerate(parts):
        if not part.own:
            named = part.frame.join(ids, on="nip", how="left", maintain_order="left")
            frame = named.with_columns(
                person_id=pl.coalesce("held_id", "person_id")
            ).drop("held_id")
            parts[at] = replace(part, frame=_filled(frame, held))
    gathered.forget("people")


def _filled(frame: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Return ``frame`` with its empty cells as the person has them in ``held``."""
    both = frame.join(
        held, on="person_id", how="left", maintain_order="left", suffix="_held"
    )
    return both.select(
        pl.coalesce(name, f"{name}_held").alias(name) if name != "person_id" else name
        for name in frame.columns
    )
