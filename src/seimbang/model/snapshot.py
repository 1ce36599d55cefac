"""A frozen set of tables: what was known of a regency on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from seimbang.model.tables import TABLE


@dataclass(frozen=True)
class Snapshot:
    """
    The tables of a regency, each with the schema of :mod:`seimbang.model.tables`.

    Tables not given are empty. ``checksum`` is the SHA-256 of the files read, ``taken``
    the day the data speaks of (None: unknown).
    """

    frames: Mapping[str, pl.DataFrame]
    institution: str = ""
    taken: date | None = None
    checksum: str = ""
    _complete: dict[str, pl.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for name, frame in self.frames.items():
            if name not in TABLE:
                raise ValueError(f"Expected a table of {sorted(TABLE)}, got {name!r}.")
            schema = TABLE[name].schema()
            if frame.schema != schema:
                raise ValueError(
                    f"Expected table {name} with {dict(schema)}, got "
                    f"{dict(frame.schema)}."
                )
        for name, table in TABLE.items():
            self._complete[name] = self.frames.get(name, table.empty())

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Return the table ``name``, with its rows in the order of the file."""
        return self._complete[name]

    @property
    def head_count_mode(self) -> bool:
        """Tell whether people are counted, not named."""
        return self["people"].is_empty() and not self["headcounts"].is_empty()
