"""What a run of the tests makes once for all its workers: the demo regency, loaded."""

from __future__ import annotations

import atexit
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

KEY = "SEIMBANG_TEST_RUN"  # the folder of the run, for its workers
DAY = "2026-01-01"  # the demo's day


@dataclass(frozen=True)
class Base:
    """A folder of the state, and the name of the PostgreSQL database ("": SQLite)."""

    state: Path
    database: str


def start() -> str:
    """Return the folder of the run; who makes it removes it at its end."""
    if KEY not in os.environ:
        folder = os.environ[KEY] = tempfile.mkdtemp(prefix="seimbang-run-")
        atexit.register(_remove, folder, os.getpid())
    return os.environ[KEY]


def _remove(folder: str, maker: int) -> None:
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


def migrated() -> Base:
    """Return an installation with an empty database, to be copied."""
    return _once("migrated", lambda base: seimbang(base, "migrate", "-v0"))


def loaded() -> Base:
    """Return the demo regency, to be copied."""

    def make(base: Base) -> None:
        shutil.copytree(migrated().state, base.state, dirs_exist_ok=True)
        seimbang(base, "demo")
        seimbang(base, "collectstatic", "--noinput")

    return _once("loaded", make, copied=migrated)


def seimbang(base: Base, *command: str) -> None:
    """Run a command of the web application in demo mode."""
    subprocess.run(
        [sys.executable, "-m", "seimbang_web", *command],
        env=environment(base.state, base.database),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def environment(state: Path, database: str = "", mode: str = "demo") -> dict[str, str]:
    """Return the environment of a process of an installation, with nothing of ours."""
    ours = ("SEIMBANG_", "DATABASE_URL", "DJANGO_", "COVERAGE_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    told = {
        "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
        "SEIMBANG_MODE": mode,
        "SEIMBANG_STATE": str(state),
        "SEIMBANG_DAY": DAY,
        "PYTHONUNBUFFERED": "1",
    }
    return kept | told | ({"DATABASE_URL": address(database)} if database else {})


def address(database: str) -> str:
    """Return the address of a database of the run's cluster."""
    return os.environ["SEIMBANG_TEST_POSTGRES"].rpartition("/")[0] + f"/{database}"


def new_database(copied: str = "") -> str:
    """Return the name of a new database of the run's cluster; "" on SQLite."""
    if os.environ.get("SEIMBANG_TEST_DATABASE") != "postgres":
        return ""
    name = f"seimbang_{secrets.token_hex(6)}"
    with server() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {copied or 'template1'}")
    return name


def server() -> psycopg.Connection:
    """Return a connection to the run's cluster."""
    whole = os.environ["SEIMBANG_TEST_POSTGRES"].replace("postgres://", "postgresql://")
    return psycopg.connect(whole, autocommit=True)


def _once(
    name: str, make: Callable[[Base], None], copied: Callable[[], Base] | None = None
) -> Base:
    """Return what the first worker to come makes, and the others wait for."""
    folder = Path(os.environ[KEY], name)
    told = folder / "database"
    with Path(os.environ[KEY], f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not told.exists():
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "state").mkdir(parents=True)
            base = Base(
                folder / "state", new_database(copied().database if copied else "")
            )
            make(base)
            told.write_text(base.database)
    return Base(folder / "state", told.read_text())
