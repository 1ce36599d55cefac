"""What would change: new, changed field by field, missing, same; by tables' keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE

FIRST = "people"


@dataclass(frozen=True)
class Differences:
    """
    The rows of one table that differ.

    ``new`` and ``missing`` are whole rows; ``changed`` has the key's columns and
    ``field``, ``before``, ``after`` as text. ``same`` is a number of rows.
    """

    table: str
    new: pl.DataFrame
    changed: pl.DataFrame
    missing: pl.DataFrame
    same: int
    touched: int  # rows with a changed field

    @property
    def counts(self) -> dict[str, int]:
        """Return the numbers of rows."""
        return {
            "new": self.new.height,
            "changed": self.touched,
            "missing": self.missing.height,
            "same": self.same,
        }


def differences(before: Snapshot | None, after: Snapshot) -> Iterator[Differences]:
    """Yield the tables that hold rows before or after, people first."""
    for name in sorted(
        TABLE, key=lambda name: (name != FIRST, list(TABLE).index(name))
    ):
        old = TABLE[name].empty() if before is None else before[name]
        if old.height or after[name].height:
            yield of_table(name, old, after[name])


def of_table(name: str, old: pl.DataFrame, new: pl.DataFrame) -> Differences:
    """Return what differs between two states of a table."""
    keys = list(TABLE[name].key)
    added = new.join(old.select(keys), on=keys, how="anti", nulls_equal=True)
    gone = old.join(new.select(keys), on=keys, how="anti", nulls_equal=True)
    both = new.join(old, on=keys, how="inner", nulls_equal=True, suffix="\0before")
    fields = [column for column in new.columns if column not in keys]
    parts = [_field(both, keys, field, old.schema[field]) for field in fields]
    changed = pl.concat(parts) if parts else _none(old, keys)
    touched = changed.select(keys).unique().height
    return Differences(
        name, added, changed.sort(keys), gone, both.height - touched, touched
    )


def _field(
    both: pl.DataFrame, keys: list[str], field: str, kind: pl.DataType
) -> pl.DataFrame:
    differs = both.filter(~pl.col(field).eq_missing(pl.col(f"{field}\0before")))
    return differs.select(
        *keys,
        field=pl.lit(field),
        before=_words(f"{field}\0before", kind),
        after=_words(field, kind),
    )


def _words(column: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List):
        return pl.col(column).cast(pl.List(pl.String)).list.join("; ")
    return pl.col(column).cast(pl.String)


def _none(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    schema: dict[str, Any] = {key: frame.schema[key] for key in keys}
    texts = dict.fromkeys(("field", "before", "after"), pl.String())
    return pl.DataFrame(schema=schema | texts)


def share_percent(before: Snapshot | None, found: list[Differences]) -> int:
    """
    Return the rows changed or missing, in percent of the rows there are, upwards.

    Of all rows, or of the people where that is more: thousands of travel times do not
    hide that half of the people change.
    """
    if before is None:
        return 0
    people = [one for one in found if one.table == FIRST]
    return max(_share(before, found), _share(before, people))


def _share(before: Snapshot, found: list[Differences]) -> int:
    total = sum(before[one.table].height for one in found)
    moved = sum(one.touched + one.missing.height for one in found)
    return 0 if not total else -(-100 * moved // total)
