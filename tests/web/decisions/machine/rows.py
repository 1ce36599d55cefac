"""A digest of all that an act may change: what is refused leaves every row."""

from __future__ import annotations

import hashlib
from functools import cache

from django.apps import apps
from django.db import connection, models

APPS = ("accounts", "audit", "decisions", "documents", "follow_up", "proposals", "lib")
MORE = (  # of other rooms: what acts of the procedure may write
    "plans.Pin", "plans.Choice", "plans.Plan", "jobs.Job", "imports.Correction",
)  # fmt: skip
LARGE = ("organisation.Person", "organisation.Placement", "organisation.Version")
SUMS = {  # of tables with thousands of rows: what changes when a row does
    "organisation.Person": "COUNT(*), SUM(unit_id * id), SUM(job_id * id)",
    "organisation.Placement": "COUNT(*), MAX(id), COUNT(until)",
    "organisation.Version": "COUNT(*), MAX(id)",
}


@cache
def _queries() -> tuple[str, ...]:
    kept = [
        model for name in APPS for model in apps.get_app_config(name).get_models()
    ] + [apps.get_model(name) for name in MORE]
    found = []
    for model in kept:
        names = [
            connection.ops.quote_name(field.column)
            for field in model._meta.concrete_fields
            if not isinstance(field, models.BinaryField)
        ]
        table = connection.ops.quote_name(model._meta.db_table)
        key = connection.ops.quote_name(model._meta.pk.column)
        found.append(f"SELECT {', '.join(names)} FROM {table} ORDER BY {key}")
    for name in LARGE:
        table = apps.get_model(name)._meta.db_table
        found.append(f"SELECT {SUMS[name]} FROM {table}")
    return tuple(found)


def digest() -> str:
    """Return SHA-256 over all rows of the tables that acts write."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for query in _queries():
            cursor.execute(query)
            found.update(repr(cursor.fetchall()).encode())
    return found.hexdigest()


def counts() -> dict[str, int]:
    """Return how many rows each table holds: nothing is erased."""
    found = {}
    with connection.cursor() as cursor:
        for name in APPS:
            for model in apps.get_app_config(name).get_models():
                table = model._meta.db_table
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                found[table] = cursor.fetchone()[0]
    return found
