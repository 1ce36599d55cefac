"""
Who watches, and who keeps the machine, holds no other role: the database keeps it (S3, S4).

Two accounts with one address are one human being (S8); one person has one account
already. SQLite forgets the triggers of a table that it makes anew: a migration that
alters a grant or a user runs :func:`guard` at its end.
"""

from django.db import migrations

WORDS = "Auditor and technical administrator hold no other role."
CLASH = """EXISTS (
SELECT 1 FROM accounts_grant held
WHERE held.user_id IN (
SELECT NEW.user_id UNION
SELECT other.id FROM accounts_user own
JOIN accounts_user other ON lower(other.email) = lower(own.email)
WHERE own.id = NEW.user_id AND own.email <> '')
AND held.id <> NEW.id
AND (NEW.role IN ('aud', 'adm') OR held.role IN ('aud', 'adm'))
AND (held.approved_at IS NOT NULL OR held.ended_by_id IS NULL)
AND (NEW.approved_at IS NOT NULL OR NEW.ended_by_id IS NULL)
AND (held.until IS NULL OR held.until > NEW.since)
AND (NEW.until IS NULL OR NEW.until > held.since))"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION accounts_grant_alone() RETURNS trigger AS $$
BEGIN IF {CLASH} THEN RAISE EXCEPTION '{WORDS}'; END IF; RETURN NEW; END
$$ LANGUAGE plpgsql
"""


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        does = "EXECUTE FUNCTION accounts_grant_alone()"
    else:
        does = f"WHEN {CLASH} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for event in ("INSERT", "UPDATE"):
        editor.execute(
            f"CREATE TRIGGER grant_alone_{event.lower()} AFTER {event} "
            f"ON accounts_grant FOR EACH ROW {does}"
        )


def unguard(apps, editor):
    """Drop the triggers."""
    of = " ON accounts_grant" if editor.connection.vendor == "postgresql" else ""
    for event in ("insert", "update"):
        editor.execute(f"DROP TRIGGER IF EXISTS grant_alone_{event}{of}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_emergency")]
    operations = [migrations.RunPython(guard, unguard)]
