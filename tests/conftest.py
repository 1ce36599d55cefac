"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time, and no clock in a test: the machine may be busy.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _busy_machine() -> Iterator[None]:
    """Keep commands from telling their progress because the machine is slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seimbang.cli.progress.SILENT", 1e6)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference data, which lies beside the checkout."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("SEIMBANG_SHARED", beside))
    assert folder.is_dir(), (
        f"Expected the reference data in {folder}; put it beside the checkout or name "
        "its folder in SEIMBANG_SHARED."
    )
    return folder
