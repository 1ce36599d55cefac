"""An office's settings: Django's own look finds nothing, and bad ones are refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

ADDRESS = "postgres://nobody@127.0.0.1:9/seimbang"  # checked, not opened


def said(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the settings of an office."""
    secret = folder / "secret"
    secret.touch(mode=0o600)
    secret.write_text("Kx7" * 5 + "".join(chr(33 + n % 90) for n in range(80)))
    confidence = folder / "confidence"
    confidence.touch(mode=0o600)
    confidence.write_bytes(Fernet.generate_key())
    env = {k: v for k, v in os.environ.items() if not k.startswith("SEIMBANG_")}
    env |= {
        "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
        "SEIMBANG_MODE": "office",
        "SEIMBANG_SECRET_FILE": str(secret),
        "SEIMBANG_CONFIDENCE_FILE": str(confidence),
        "SEIMBANG_STATE": str(folder),
        "SEIMBANG_HOSTS": "seimbang.example.go.id",
        "SEIMBANG_PROXIES": "1",
        "DATABASE_URL": ADDRESS,
        **changes,
    }
    if "mode" in env:
        secret.chmod(int(env.pop("mode"), 8))
    return subprocess.run(
        [sys.executable, "-m", "seimbang_web", *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = said(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"mode": "644"}, "chmod 600"),
        ({"SEIMBANG_SECRET_FILE": "/nowhere/secret"}, "mode 0600"),
        ({"SEIMBANG_CONFIDENCE_FILE": "/nowhere/secret"}, "mode 0600"),
        ({"DATABASE_URL": ""}, "PostgreSQL"),
        ({"SEIMBANG_MODE": "offcie"}, "demo, test or office"),
    ],
)
def test_settings_that_are_not_safe_are_refused(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    done = said(tmp_path, "check", **changes)
    assert done.returncode != 0
    assert told in done.stderr
