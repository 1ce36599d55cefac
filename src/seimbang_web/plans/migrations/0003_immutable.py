"""
A solved plan stays as it is: the database itself refuses to change or delete it.

SQLite makes a table anew when a column is altered, and forgets its triggers: such a
migration of these tables runs :func:`guard` again at its end.
"""

from django.db import migrations

SOLVED = "OLD.solved_at IS NOT NULL"
OPEN = "(SELECT solved_at FROM plans_plan WHERE id = NEW.plan_id) IS NOT NULL"
GUARDS = (  # name, table, what is refused, when
    ("plan_update", "plans_plan", "UPDATE", SOLVED),
    ("plan_delete", "plans_plan", "DELETE", SOLVED),
    ("file_insert", "plans_planfile", "INSERT", OPEN),
    ("file_update", "plans_planfile", "UPDATE", ""),
    ("file_delete", "plans_planfile", "DELETE", ""),
    ("move_insert", "plans_move", "INSERT", OPEN),
    ("move_update", "plans_move", "UPDATE", ""),
    ("move_delete", "plans_move", "DELETE", ""),
)
WORDS = "A solved plan is immutable."
FUNCTION = f"""
CREATE OR REPLACE FUNCTION plans_immutable() RETURNS trigger AS $$
BEGIN
    IF TG_ARGV[0] = 'open' THEN
        IF {OPEN} THEN RAISE EXCEPTION '{WORDS}'; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{WORDS}';
END $$ LANGUAGE plpgsql
"""


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(FUNCTION)
    for name, table, act, when in GUARDS:
        if postgres:
            told = "open" if when == OPEN else ""
            held = f"WHEN ({when})" if when == SOLVED else ""
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {held} "
                f"EXECUTE FUNCTION plans_immutable('{told}')"
            )
        else:
            held = f"WHEN {when}" if when else ""
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} {held} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def unguard(apps, editor):
    """Drop the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for name, table, _act, _when in GUARDS:
        of = f" ON {table}" if postgres else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{of}")


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_solved")]
    operations = [migrations.RunPython(guard, unguard)]
