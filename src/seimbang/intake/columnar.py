"""A Parquet file, read in the child: rows counted before they are read."""

from __future__ import annotations

import io

import polars as pl

from seimbang.intake.limits import Limits
from seimbang.intake.package import Refused

MARK = b"PAR1"


def arrow(data: bytes, limits: Limits) -> bytes:
    """
    Return the frame of a Parquet file as Arrow IPC.

    :raises Refused: when it is none, damaged, or larger than the limits.
    """
    if not data:
        raise Refused("empty_file")
    if not data.startswith(MARK):
        raise Refused("not_parquet")
    try:
        lazy = pl.scan_parquet(io.BytesIO(data))
        columns = len(lazy.collect_schema())
        rows = lazy.select(pl.len()).collect().item()
        if rows > limits.rows or columns > limits.columns:
            raise Refused("sheet_bounds", rows=limits.rows, columns=limits.columns)
        frame = lazy.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refused("truncated") from error
    out = io.BytesIO()
    frame.write_ipc(out)
    return out.getvalue()
