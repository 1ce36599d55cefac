"""What only somebody with the database in hand can do: take the guards off."""

from __future__ import annotations

from importlib import import_module

from django.db import connection

guards = import_module("seimbang_web.audit.migrations.0002_append_only")


def without_guards() -> None:
    """Take the triggers off the ledger; the test's transaction brings them back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    guards.unguard(None, connection.schema_editor())
