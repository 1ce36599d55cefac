"""Many regencies at once, for measuring: the same generator, other seeds and codes."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import polars as pl

from seimbang.demo.regency import regency
from seimbang.demo.room import frame
from seimbang.intake import write_workbook
from seimbang.model.table import Column
from seimbang.model.tables import TABLE

REAL = "15.04"
MOST = 890  # codes of provinces 40 to 48, which do not exist
OWNERS = ("units", "people", "places")
ENDS = {  # columns that hold codes of several tables
    "wishes": ("target_id",),
    "crosswalk": ("target_id",),
    "travel": ("from_id", "to_id"),
}


def regencies(number: int, folder: Path, workers: int = 2) -> Iterator[Path]:
    """
    Write ``number`` regencies as Parquet folders; yield each folder once it is whole.

    :raises ValueError: when there are more than :data:`MOST`, or fewer than one.
    """
    if not 1 <= number <= MOST:
        raise ValueError(f"Expected 1 to {MOST} regencies, got {number}.")
    folder.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")  # no fork: polars has threads
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        places = [folder / code(at) for at in range(number)]
        yield from pool.map(write, range(number), places)


def code(number: int) -> str:
    """Return an area code that no regency has."""
    return f"{40 + number // 99}.{number % 99 + 1:02d}"


def write(number: int, folder: Path) -> Path:
    """Write regency ``number`` into ``folder``, which appears only when complete."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    write_workbook(moved(regency(f"regency-{number}"), number), part, "parquet")
    shutil.rmtree(folder, ignore_errors=True)
    return part.rename(folder)


def moved(frames: dict[str, pl.DataFrame], number: int) -> dict[str, pl.DataFrame]:
    """Return ``frames`` with codes of places, units and people of their own."""
    info = frames["info"].to_dicts()
    info[0]["value"] = f"Kabupaten Contoh {number + 1}"
    shifted = {
        name: table.with_columns(
            _shifted(column.name, number)
            for column in TABLE[name].columns
            if _is_code(name, column)
        )
        for name, table in frames.items()
    }
    return shifted | {"info": frame("info", info)}


def _is_code(table: str, column: Column) -> bool:
    """Tell whether a column holds codes of places, units or people."""
    owner = column.refers[0] if column.refers else table
    own = bool(column.refers) or column.name in TABLE[table].key
    return (owner in OWNERS and own) or column.name in ENDS.get(table, ())


def _shifted(name: str, number: int) -> pl.Expr:
    """Return a column of codes moved: areas to another code, others with a prefix."""
    column, area = pl.col(name), code(number)
    place = column.str.starts_with(REAL)
    return (
        pl.when(place)
        .then(pl.lit(area) + column.str.slice(len(REAL)))
        .otherwise(pl.lit(f"{area}/") + column)
        .alias(name)
    )
