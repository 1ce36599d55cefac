"""
Emergency accesses, kept by the database itself: an hour at most, with a reason, never
of who watches or keeps the machine; ended once, never changed; reviews are final.

SQLite forgets the triggers of a table that it makes anew: a migration that alters one
of the two runs :func:`guard` at its end.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACCESS, REVIEW = "accounts_emergencyaccess", "accounts_emergencyreview"
WORDS = {
    "hour": "An emergency access lasts 60 minutes at most and has a reason.",
    "watch": "Who watches or keeps the machine takes no emergency access.",
    "fixed": "An emergency access is ended, not changed.",
    "review": "A review of an emergency access is final.",
}
FIXED = ("user_id", "scope", "reason", "since", "until")


def _triggers(postgres):
    """Yield name, table, event, condition and key of the words."""
    if postgres:
        differs, day = "IS DISTINCT FROM", "(NEW.since AT TIME ZONE 'UTC')::date"
        long = "NEW.until > NEW.since + interval '60 minutes'"
    else:
        differs, day = "IS NOT", "date(NEW.since)"
        long = "(julianday(NEW.until) - julianday(NEW.since)) * 1440 > 60.001"
    yield "emergency_hour", ACCESS, "INSERT", (
        f"{long} OR NEW.until <= NEW.since OR trim(NEW.reason) = '' "
        "OR NEW.ended_at IS NOT NULL"
    ), "hour"  # fmt: skip
    yield "emergency_watch", ACCESS, "INSERT", (
        "EXISTS (SELECT 1 FROM accounts_grant held WHERE held.user_id = NEW.user_id "
        "AND held.role IN ('adm', 'aud', 'pdp') AND held.approved_at IS NOT NULL "
        f"AND (held.until IS NULL OR held.until > {day}))"
    ), "watch"  # fmt: skip
    changed = [f"OLD.{name} {differs} NEW.{name}" for name in FIXED]
    changed += [
        "OLD.ended_at IS NOT NULL",
        "NEW.ended_at IS NULL",
        "NEW.ended_at > OLD.until",
    ]
    yield "emergency_update", ACCESS, "UPDATE", " OR ".join(changed), "fixed"
    yield "emergency_delete", ACCESS, "DELETE", "", "fixed"
    yield "emergency_review_update", REVIEW, "UPDATE", "", "review"
    yield "emergency_review_delete", REVIEW, "DELETE", "", "review"


def _function(editor, name, words, condition):
    """Make the function of one trigger (PostgreSQL: WHEN knows no subquery)."""
    test = f"IF {condition or 'true'} THEN RAISE EXCEPTION '{words}'; END IF;"
    editor.execute(
        f"CREATE OR REPLACE FUNCTION accounts_{name}() RETURNS trigger AS $$ "
        f"BEGIN {test} RETURN NEW; END $$ LANGUAGE plpgsql"
    )


def guard(apps, editor):
    """Make the triggers, those that are there anew."""
    unguard(apps, editor)
    postgres = editor.connection.vendor == "postgresql"
    for name, table, event, condition, key in _triggers(postgres):
        start = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        if postgres:
            _function(editor, name, WORDS[key], condition)
            editor.execute(f"{start} EXECUTE FUNCTION accounts_{name}()")
        else:
            when = f"WHEN ({condition}) " if condition else ""
            editor.execute(
                f"{start} {when}BEGIN SELECT RAISE(ABORT, '{WORDS[key]}'); END"
            )


def unguard(apps, editor):
    """Drop the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for name, table, *_rest in _triggers(postgres):
        of = f" ON {table}" if postgres else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{of}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("people", "Files of civil servants"),
                            (
                                "cases",
                                "Proposals, answers and their reasons, objections",
                            ),
                            ("dossiers", "Dossiers, sessions, decisions and letters"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmergencyReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("found", models.TextField()),
                (
                    "access",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="accounts.emergencyaccess",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("user",),
                name="emergency_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyreview",
            constraint=models.UniqueConstraint(
                fields=("access", "by"), name="emergency_reviewed_once"
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
