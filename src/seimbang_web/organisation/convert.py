"""Rows → core data, core data → rows: the tables of a version as bytes and back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import lru_cache

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.organisation.models import Version

_DAY = (2026, 1, 1, 0, 0, 0)  # of the files in the ZIP: same tables, same bytes


def packed(snapshot: Snapshot) -> bytes:
    """Return all tables that hold rows as Parquet files in one ZIP."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as out:
        for name in TABLE:
            frame = snapshot[name]
            if frame.height:
                part = io.BytesIO()
                frame.write_parquet(part)
                out.writestr(zipfile.ZipInfo(f"{name}.parquet", _DAY), part.getvalue())
    return whole.getvalue()


def unpacked(content: bytes) -> dict[str, pl.DataFrame]:
    """Return the tables that :func:`packed` made."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {
            info.filename.removesuffix(".parquet"): pl.read_parquet(whole.read(info))
            for info in whole.infolist()
        }


def checksum(snapshot: Snapshot) -> str:
    """Return SHA-256 over the rows of every table, in order of their keys."""
    found = hashlib.sha256()
    for name, table in TABLE.items():
        frame = snapshot[name]
        if frame.height:
            found.update(f"{name}\n".encode())
            ordered = frame.sort(table.key, nulls_last=True, maintain_order=True)
            found.update(ordered.write_ndjson().encode())
    return found.hexdigest()


def snapshot_of(version: Version) -> Snapshot:
    """Return the tables of a version; kept in memory, they never change."""
    return _snapshot(version.pk, version.checksum)


@lru_cache(maxsize=4)
def _snapshot(pk: int, checksum: str) -> Snapshot:
    version = Version.objects.get(pk=pk)
    return Snapshot(
        unpacked(bytes(version.content)),
        institution=version.institution,
        taken=version.taken_on,
        checksum=checksum,
    )
