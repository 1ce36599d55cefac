"""A real server for a test: a copy of the demo, web server and worker, own port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from dj_database_url import parse

DAY = "2026-01-01"
POSTGRES = os.environ.get("SEIMBANG_TEST_DATABASE") == "postgres"
WAIT = 60  # seconds for a server to answer, on a busy machine


@dataclass(frozen=True)
class Prepared:
    """The demo, loaded once: folder of the state, name of the PostgreSQL template."""

    state: Path
    database: str


def prepare(folder: Path) -> Prepared:
    """Load the demo into ``folder`` (and a PostgreSQL database, where asked)."""
    made = Prepared(folder, _new_database("seimbang_demo") if POSTGRES else "")
    for command in (["migrate", "-v0"], ["demo"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "-m", "seimbang_web", *command],
            env=_environment(made.state, made.database),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return made


def stage(before: Prepared, name: str, folder: Path) -> Prepared:
    """Play a copy of the demo on to a stage of its round."""
    database = _new_database(f"seimbang_{name}", before.database) if POSTGRES else ""
    made = Prepared(folder / "state", database)
    shutil.copytree(before.state, made.state)
    subprocess.run(
        [sys.executable, "-m", "seimbang_web", "demo", "--stage", name],
        env=_environment(made.state, made.database),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return made


@contextmanager
def serving(prepared: Prepared, folder: Path, *, day: str = DAY) -> Iterator[str]:
    """Serve a copy of the demo with its worker on a day; yield the address."""
    state = folder / "state"
    shutil.copytree(prepared.state, state)
    database = ""
    if POSTGRES:
        database = _new_database(f"seimbang_{uuid.uuid4().hex}", prepared.database)
    port = _free_port()
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "seimbang_web", "serve", "--port", str(port)],
            env=_environment(state, database) | {"SEIMBANG_DAY": day},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, folder / "server.log")
            yield address
        finally:
            _end(process)
            if database:
                _drop(database)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def _environment(state: Path, database: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SEIMBANG_", "DATABASE_URL", "DJANGO_", "COVERAGE_"))
    }
    told = {
        "SEIMBANG_MODE": "demo",
        "SEIMBANG_STATE": str(state),
        "SEIMBANG_DAY": DAY,
        "PYTHONUNBUFFERED": "1",
    }
    return kept | told | ({"DATABASE_URL": _address(database)} if database else {})


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/akun/login/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"Expected the server to start: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _address(database: str) -> str:
    return os.environ["SEIMBANG_TEST_POSTGRES"].rpartition("/")[0] + f"/{database}"


def _new_database(name: str, template: str = "template1") -> str:
    with _connected() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _drop(name: str) -> None:
    with _connected() as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _connected() -> psycopg.Connection:
    told = parse(os.environ["SEIMBANG_TEST_POSTGRES"])
    return psycopg.connect(
        host=told["HOST"], user=told["USER"], dbname=told["NAME"], autocommit=True
    )
