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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.base import DAY, Base, environment, new_database, seimbang, server

WAIT = 60  # seconds for a server to answer, on a busy machine


def stage(before: Base, name: str, folder: Path) -> Base:
    """Play a copy of the demo on to a stage of its round."""
    made = Base(folder / "state", new_database(before.database))
    shutil.copytree(before.state, made.state)
    seimbang(made, "demo", "--stage", name)
    return made


@contextmanager
def serving(prepared: Base, folder: Path, *, day: str = DAY) -> Iterator[str]:
    """Serve a copy of the demo with its worker on a day; yield the address."""
    state = folder / "state"
    shutil.copytree(prepared.state, state)
    database = new_database(prepared.database)
    port = _free_port()
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "seimbang_web", "serve", "--port", str(port)],
            env=environment(state, database) | {"SEIMBANG_DAY": day},
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


def _drop(name: str) -> None:
    with server() as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
