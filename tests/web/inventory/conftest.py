"""Snapshots are kept by the id of their version; a rolled back test uses it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seimbang_web.organisation import convert


@pytest.fixture(autouse=True)
def _fresh_snapshots() -> Iterator[None]:
    yield
    convert._snapshot.cache_clear()
