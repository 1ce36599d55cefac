"""kill −9 of the worker at 10, 50, 99 % of applying: nothing half done, it goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.both

ROOT = Path(__file__).parents[3]


def _database(folder: Path) -> Iterator[str]:
    """Give a real database on the disk, of the kind under test."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'killed.sqlite3'}"
        return
    import psycopg

    from tests.postgres import address

    whole = address()
    with psycopg.connect(whole, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS killed WITH (FORCE)")
        server.execute("CREATE DATABASE killed")
    yield f"{whole.removesuffix('/postgres')}/killed"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("killed")
    for url in _database(folder):
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
            "SEIMBANG_MODE": "demo",
            "SEIMBANG_STATE": str(folder),
            "SEIMBANG_DAY": "2026-01-01",
            "DATABASE_URL": url,
        }
        ran = subprocess.run(
            [sys.executable, "-m", "tests.web.imports.dying"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr[-3000:]
        yield json.loads(ran.stdout)


@pytest.mark.parametrize("moment", ["10", "50", "99"])
def test_a_killed_worker_leaves_nothing_and_the_next_one_ends_it(
    seen: dict[str, Any], moment: str
) -> None:
    one = seen[moment]
    assert one["code"] == -9, "it was killed at the moment asked for"
    assert one["after"] == one["before"], "nothing half done"
    assert one["running"] == "running", "the job waits for the reaper"
    assert (one["state"], one["job"], one["attempts"]) == ("applied", "done", 2)
    assert one["done"]["versions"] == one["before"]["versions"] + 1
    assert one["done"]["entries"] == one["before"]["entries"] + 1
    assert one["changed"] == 1
    assert one["done"]["people"] == one["before"]["people"]
    assert one["done"]["open"] == one["before"]["open"]
