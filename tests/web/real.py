"""A database of its own for real processes, which a test's transaction cannot hold."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.base import environment, migrated, new_database


class Place:
    """An installation without people: its environment, and Python run in it."""

    def __init__(self, folder: Path) -> None:
        empty = migrated()
        shutil.copytree(empty.state, folder, dirs_exist_ok=True)
        self.env = environment(folder, new_database(empty.database), mode="test")

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
