"""A database of its own for real processes, which a test's transaction cannot hold."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import psycopg

MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


class Place:
    """An installation without people: its environment, and Python run in it."""

    def __init__(self, folder: Path) -> None:
        if cluster := os.environ.get("SEIMBANG_TEST_POSTGRES"):
            model = _migrated_database(cluster)
            self.env = _env(folder, _database(cluster, f"TEMPLATE {model}"))
        else:
            shutil.copytree(_migrated_folder(), folder, dirs_exist_ok=True)
            self.env = _env(folder)

    def start(self, code: str) -> subprocess.Popen[str]:
        """Start Python with Django set up; ``code`` reads as a script."""
        return _start(self.env, code)

    def run(self, code: str) -> str:
        """Run ``code`` to its end; return what it printed."""
        return _run(self.env, code)


def _env(folder: Path, database: str = "") -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SEIMBANG_")}
    kept.pop("DATABASE_URL", None)
    if database:
        kept["DATABASE_URL"] = database
    return kept | {
        "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
        "SEIMBANG_MODE": "test",
        "SEIMBANG_STATE": str(folder),
        "SEIMBANG_DAY": "2026-01-01",
    }


def _run(env: dict[str, str], code: str) -> str:
    process = _start(env, code)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def _start(env: dict[str, str], code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@cache
def _migrated_folder() -> Path:
    """Return a folder with an empty database, made once a process, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="seimbang-place-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _run(_env(folder), MIGRATE)
    return folder


@cache
def _migrated_database(cluster: str) -> str:
    """Return the name of an empty database, made once a process, to be copied."""
    address = _database(cluster)
    with tempfile.TemporaryDirectory() as folder:
        _run(_env(Path(folder), address), MIGRATE)
    return address.rsplit("/", 1)[1]


def _database(cluster: str, model: str = "") -> str:
    """Return the address of a new database of the run's cluster."""
    name = f"place_{secrets.token_hex(4)}"
    address = cluster.replace("postgres://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {model}")
    return cluster.rsplit("/", 1)[0] + f"/{name}"
