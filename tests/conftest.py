"""What all tests share."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

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
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Copy the demo regency once a worker; each test rolls back what it does."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.base import loaded

    demo = loaded()
    asked = connection.settings_dict["TEST"]
    asked |= {"MIGRATE": False, "TEMPLATE": demo.database or None}
    with django_db_blocker.unblock():
        made = setup_databases(0, interactive=False, serialized_aliases=[])
        if not demo.database:
            connection.ensure_connection()
            with closing(sqlite3.connect(demo.state / "seimbang.sqlite3")) as source:
                source.backup(connection.connection)
        _quick_passwords()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _quick_passwords() -> None:
    """Give the demo's users their password in the hash of the tests, which is quick."""
    from django.contrib.auth.hashers import make_password

    from seimbang_web.accounts.models import User
    from seimbang_web.home.cast import PASSWORD

    held = User.objects.exclude(password__startswith="!")
    held.update(password=make_password(PASSWORD))


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
