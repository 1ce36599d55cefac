"""
Nothing is approved while a fresh export contradicts the data of its person.

A difference counts until it is settled for our data, or ends.
"""

from importlib import import_module

from django.db import migrations

first = import_module("seimbang_web.decisions.migrations.0002_guards")
GUARDS = (
    first.Guard(
        "entry", "unreconciled", "UPDATE", "A fresh export says otherwise.",
        "NEW.outcome = 'tetap' AND OLD.outcome <> 'tetap' AND EXISTS ("
        "SELECT 1 FROM imports_difference d"
        " JOIN proposals_proposal q ON q.person_id = d.person_id"
        " WHERE q.id = NEW.proposal_id AND d.ended_at IS NULL AND d.counts <> 'kita')",
    ),
)  # fmt: skip


def guard(apps, editor):
    """Make the trigger."""
    first.guard(apps, editor, GUARDS)


def unguard(apps, editor):
    """Drop the trigger."""
    first.unguard(apps, editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_team_authority"),
        ("imports", "0003_reconciliation"),
    ]
    operations = [migrations.RunPython(guard, unguard)]
