"""
What was approved stays what was approved: the database itself refuses to change it.

A grant is ended, never changed or deleted; an approval is given once. SQLite forgets the
triggers of a table that it makes anew: a migration that alters a grant runs
:func:`guard` at its end.
"""

from django.db import migrations

WORDS = "A grant is ended, not changed."
FIXED = ("user_id", "role", "unit_id", "capabilities", "since", "proposed_by_id")
ONCE = ("approved_by_id", "approved_at")
FUNCTION = f"""
CREATE OR REPLACE FUNCTION accounts_grant_fixed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql
"""


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    postgres = editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgres else "IS NOT"
    changed = [f"OLD.{name} {differs} NEW.{name}" for name in FIXED]
    changed += [f"(OLD.approved_at IS NOT NULL AND OLD.{name} {differs} NEW.{name})"
                for name in ONCE]  # fmt: skip
    if postgres:
        editor.execute(FUNCTION)
        does = "EXECUTE FUNCTION accounts_grant_fixed()"
    else:
        does = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    editor.execute(
        "CREATE TRIGGER grant_update BEFORE UPDATE ON accounts_grant "
        f"FOR EACH ROW WHEN ({' OR '.join(changed)}) {does}"
    )
    editor.execute(
        "CREATE TRIGGER grant_delete BEFORE DELETE ON accounts_grant "
        f"FOR EACH ROW {does}"
    )


def unguard(apps, editor):
    """Drop the triggers."""
    of = " ON accounts_grant" if editor.connection.vendor == "postgresql" else ""
    for name in ("grant_update", "grant_delete"):
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{of}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_small_letters")]
    operations = [migrations.RunPython(guard, unguard)]
