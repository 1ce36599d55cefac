"""The law and the region's choices as they stand on a day."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from seimbang.law import Law, Local
from seimbang_web.regulations.models import LocalVersion


@lru_cache(maxsize=1)
def law() -> Law:
    """Return the law's files, read once."""
    return Law.load()


def local_version(day: date) -> LocalVersion | None:
    """Return the region's parameters in force on ``day``; None: as shipped."""
    rows = LocalVersion.objects.filter(approved_at__isnull=False, since__lte=day)
    return rows.order_by("-since", "-number").first()


def local_of(version: LocalVersion | None) -> Local:
    """Return the parameters of a version; None: as shipped."""
    return _local(None if version is None else version.content)


@lru_cache(maxsize=8)
def _local(content: str | None) -> Local:
    if content is None:
        return Local.load(None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "local.yaml"
        file.write_text(content)
        return Local.load(file)
