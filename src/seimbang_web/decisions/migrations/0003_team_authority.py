"""
More that stays as it is: seats of a closed session, a used challenge, what was decided.

Nothing is approved without the advice of the team, and a decision is on every entry.
SQLite forgets the triggers of a table that it makes anew: a migration that alters one of
these runs :func:`guard` at its end.
"""

from importlib import import_module

from django.db import migrations

first = import_module("seimbang_web.decisions.migrations.0002_guards")
DONE, Guard, changed = first.DONE, first.Guard, first.changed
TEAM = (
    "EXISTS (SELECT 1 FROM decisions_step s WHERE s.dossier_id = NEW.dossier_id"
    " AND s.key = 'team')"
)
ADVISED = (
    "EXISTS (SELECT 1 FROM decisions_advice a"
    " JOIN decisions_session s ON s.id = a.session_id WHERE a.entry_id = NEW.id"
    " AND s.closed_at IS NOT NULL AND a.choice <> 'tunda')"
)
GUARDS = (
    Guard("session", "told", "UPDATE", DONE,
          "OLD.closed_at IS NOT NULL AND " + changed(
              "place", "basis", "starts_at", "called_by_id", "opened_at", "closing")),
    Guard("seat", "late", "INSERT", DONE, first.OPEN_SESSION.format(row="NEW")),
    Guard("seat", "closed", "UPDATE", DONE, first.OPEN_SESSION.format(row="OLD")),
    Guard("seat", "kept", "DELETE", DONE, first.OPEN_SESSION.format(row="OLD")),
    Guard("recusal", "late", "INSERT", DONE, first.OPEN_SESSION.format(row="NEW")),
    Guard("recusal", "changed", "UPDATE", DONE),
    Guard("challenge", "changed", "UPDATE", DONE,
          "OLD.used_at IS NOT NULL OR " + changed(
              "token", "dossier_id", "digest", "user_id", "made_at")),
    Guard("challenge", "kept", "DELETE", DONE),
    Guard("entry", "advised", "UPDATE", "The team has not advised on it.",
          f"NEW.outcome = 'tetap' AND OLD.outcome <> 'tetap' AND {TEAM}"
          f" AND NOT {ADVISED}"),
    Guard("entry", "told", "UPDATE", DONE,
          "OLD.outcome <> '' AND OLD.why <> NEW.why"),
    Guard("decision", "whole", "INSERT", "A decision is on every case.",
          "EXISTS (SELECT 1 FROM decisions_entry e WHERE e.dossier_id = NEW.dossier_id"
          " AND e.outcome = '')"),
)  # fmt: skip


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    first.guard(apps, editor, GUARDS)


def unguard(apps, editor):
    """Drop the triggers."""
    first.unguard(apps, editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_guards")]
    operations = [migrations.RunPython(guard, unguard)]
