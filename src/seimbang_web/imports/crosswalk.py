"""The sheet Padanan: what files propose as data, what was decided as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from seimbang.intake import write_crosswalk
from seimbang.intake.foreign.crosswalk import NAME_NOTE, NOTES
from seimbang.model.tables import TABLE
from seimbang_web.imports.models import Import

FILE = "padanan-dari-halaman-ini.xlsx"
KEY = ("kind", "system", "source")


def proposed(lines: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the lines of a proposed Padanan as data."""
    return [
        {
            **{name: row[name] for name in KEY},
            "label": row[NAME_NOTE] or row["source"] or "",
            "clear": row["target_id"] or "",
            "near": [row[note] for note in NOTES if row[note]],
        }
        for row in lines.iter_rows(named=True)
        if row["source"]
    ]


def written(source: Import, folder: Path) -> list[Path]:
    """Write what was decided as one more file to read; none when nothing was."""
    if not source.matched:
        return []
    table = TABLE["crosswalk"]
    lines = pl.DataFrame(source.matched, schema=table.schema())
    write_crosswalk(lines, folder / FILE)
    return [folder / FILE]
