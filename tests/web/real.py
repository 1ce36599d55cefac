"""A database of its own for real processes, which a test's transaction cannot hold."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg

MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


class Place:
    """An installation without people: its environment, and Python run in it."""

    def __init__(self, folder: Path) -> None:
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("SEIMBANG_")},
            "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
            "SEIMBANG_MODE": "test",
            "SEIMBANG_STATE": str(folder),
            "SEIMBANG_DAY": "2026-01-01",
        }
        self.env.pop("DATABASE_URL", None)
        if cluster := os.environ.get("SEIMBANG_TEST_POSTGRES"):
            self.env["DATABASE_URL"] = _fresh(cluster)
        self.run(MIGRATE)

    def start(self, code: str) -> subprocess.Popen[str]:
        """Start Python with Django set up; ``code`` reads as a script."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        """Run ``code`` to its end; return what it printed."""
        process = self.start(code)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out


def _fresh(cluster: str) -> str:
    """Return the address of a new, empty database of the run's cluster."""
    name = f"place_{secrets.token_hex(4)}"
    address = cluster.replace("postgres://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return cluster.rsplit("/", 1)[0] + f"/{name}"
