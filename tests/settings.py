"""Settings of the tests: SQLite in memory, or a private PostgreSQL cluster."""

import os

from tests.base import KEY, start

os.environ[KEY] = start()  # the workers share what it holds
os.environ["SEIMBANG_MODE"] = "test"
os.environ.setdefault("SEIMBANG_STATE", "/tmp/seimbang-tests")
os.environ["SEIMBANG_DAY"] = "2026-01-01"  # the demo's day

if os.environ.get("SEIMBANG_TEST_DATABASE") == "postgres":
    from tests.postgres import address

    os.environ["DATABASE_URL"] = address()
else:
    os.environ.pop("DATABASE_URL", None)

from seimbang_web.settings import *  # noqa: F403
