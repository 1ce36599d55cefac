"""
The ledger only grows: the database itself refuses everything else.

Entries and anchors are neither changed nor deleted. A content may be deleted (erasing by
law, the chain holds without it), never changed. SQLite forgets the triggers of a table
that it makes anew: a migration that alters one of these runs :func:`guard` at its end.
"""

from django.db import migrations

WORDS = "The ledger only grows."
REFUSED = (  # table, acts
    ("audit_entry", ("UPDATE", "DELETE")),
    ("audit_anchor", ("UPDATE", "DELETE")),
    ("audit_content", ("UPDATE",)),
)
FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql
"""


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(FUNCTION)
    for table, acts in REFUSED:
        for act in acts:
            name = f"{table}_{act.lower()}"
            does = (
                "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
                if postgres
                else f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
            editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {does}")
        if postgres:
            editor.execute(
                f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
            )


def unguard(apps, editor):
    """Drop the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for table, acts in REFUSED:
        for act in (*acts, "TRUNCATE") if postgres else acts:
            of = f" ON {table}" if postgres else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_{act.lower()}{of}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
