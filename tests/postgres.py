"""A private PostgreSQL cluster for a test run: made, used, thrown away."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

KEY = "SEIMBANG_TEST_POSTGRES"  # its address, for the workers of one run


def binaries() -> Path:
    """
    Return the folder of initdb and pg_ctl.

    :raises RuntimeError: when PostgreSQL is not installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError(
            "Expected PostgreSQL on this machine (apt-get install postgresql): the "
            "tests run on it too."
        )
    return found[-1].parent


def address() -> str:
    """Return the address of the run's cluster, started when it is not there."""
    if KEY not in os.environ:
        os.environ[KEY] = _start()
    return os.environ[KEY]


def _start() -> str:
    folder = Path(tempfile.mkdtemp(prefix="seimbang-pg-"))
    where, data = binaries(), folder / "data"
    account: dict[str, str] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        account = {"user": "postgres"}
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=200"
    for command in (
        [where / "initdb", "-D", data, "-A", "trust", "-U", "app", "-E", "UTF8",
         "--locale=C.UTF-8"],
        [where / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w",
         "start"],
    ):  # fmt: skip
        subprocess.run(
            list(map(str, command)),
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **account,  # type: ignore[arg-type]
        )
    atexit.register(_stop, where, data, folder, account, os.getpid())
    return f"postgres://app@{str(folder).replace('/', '%2F')}/postgres"


def _stop(
    where: Path, data: Path, folder: Path, account: dict[str, str], made_by: int
) -> None:
    if os.getpid() != made_by:
        return
    subprocess.run(
        [str(where / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
        check=False,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **account,  # type: ignore[arg-type]
    )
    shutil.rmtree(folder, ignore_errors=True)
