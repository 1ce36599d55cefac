"""
One human being votes once by whatever account (S8); a head for a time is a head (S2, S5).

Until now the triggers of S2 saw only heads without a last day, and those to come too.
"""

from importlib import import_module

from django.db import migrations

first = import_module("seimbang_web.decisions.migrations.0002_guards")
NAMES = ("step_concerned", "vote_concerned", "decision_concerned", "entry_concerned")
MOMENT = {  # when the act was done
    "step": "NEW.done_at", "vote": "NEW.cast_at", "decision": "NEW.decided_at",
    "entry": "d.decided_at",
}  # fmt: skip
TWICE = first.Guard(
    "vote", "twice", "INSERT", "One human being votes once (S8).",
    "EXISTS (SELECT 1 FROM decisions_vote v"
    " JOIN accounts_user vu ON vu.id = v.user_id"
    " JOIN accounts_user au ON au.id = NEW.user_id"
    " WHERE v.session_id = NEW.session_id AND v.entry_id = NEW.entry_id"
    f" AND vu.id <> au.id AND {first.SAME.format(a='vu', b='au')})",
)  # fmt: skip
FOREVER = "g.until IS NULL"


def _guards(postgres):
    """Return the triggers; those of S2 with the days of a head's grant."""
    yield TWICE
    for one in first.GUARDS:
        if f"{one.table}_{one.name}" in NAMES:
            moment = MOMENT[one.table]
            on = f"CAST({moment} AS DATE)" if postgres else f"DATE({moment})"
            dated = f"g.since <= {on} AND (g.until IS NULL OR g.until > {on})"
            when = one.when.replace(FOREVER, dated)
            yield first.Guard(one.table, one.name, one.act, one.words, when)


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    postgres = editor.connection.vendor == "postgresql"
    first.guard(apps, editor, tuple(_guards(postgres)))


def unguard(apps, editor):
    """Put the triggers back as they were."""
    first.unguard(apps, editor, (TWICE,))
    held = [one for one in first.GUARDS if f"{one.table}_{one.name}" in NAMES]
    first.guard(apps, editor, tuple(held))


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_unreconciled")]
    operations = [migrations.RunPython(guard, unguard)]
