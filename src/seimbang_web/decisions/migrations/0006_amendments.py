"""
Changes of the text of a signed decree; what was proposed and decided of them stays.

The database itself refuses who proposed one, by whatever account, and whom the case
concerns, to approve it (S1, S2, S8).
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

first = import_module("seimbang_web.decisions.migrations.0002_guards")
dated = import_module("seimbang_web.decisions.migrations.0005_one_being")
DECIDES = "NEW.decided_by_id IS NOT NULL AND OLD.decided_by_id IS NULL"


def _guards(postgres):
    """Return the triggers of the table."""
    on = "CAST(NEW.decided_at AS DATE)" if postgres else "DATE(NEW.decided_at)"
    heads = f"g.since <= {on} AND (g.until IS NULL OR g.until > {on})"
    concerned = first.CONCERNED.format(
        who="NEW.decided_by_id", which="e.id = NEW.entry_id"
    ).replace(dated.FOREVER, heads)
    own = (
        "EXISTS (SELECT 1 FROM accounts_user pu, accounts_user du"
        " WHERE pu.id = NEW.proposed_by_id AND du.id = NEW.decided_by_id"
        f" AND {first.SAME.format(a='pu', b='du')})"
    )
    table = "amendment"
    yield first.Guard(table, "frozen", "UPDATE", first.FROZEN, first.changed(
        "letter_id", "entry_id", "field", "old", "new", "effective_on", "why",
        "proposed_by_id", "proposed_at"))  # fmt: skip
    yield first.Guard(table, "decided", "UPDATE", first.DONE, (
        "OLD.outcome <> '' AND "
        + first.changed("outcome", "remark", "decided_by_id", "decided_at")))  # fmt: skip
    yield first.Guard(table, "new", "INSERT", first.ORDER, "NEW.outcome <> ''")
    yield first.Guard(table, "kept", "DELETE", first.DONE)
    yield first.Guard(table, "own", "UPDATE", first.S1, f"{DECIDES} AND {own}")
    yield first.Guard(
        table, "concerned", "UPDATE", first.S2, f"{DECIDES} AND {concerned}"
    )


def guard(apps, editor):
    """Make the triggers."""
    first.guard(apps, editor, tuple(_guards(editor.connection.vendor == "postgresql")))


def unguard(apps, editor):
    """Drop the triggers."""
    first.unguard(apps, editor, tuple(_guards(False)))


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_one_being"),
        ("documents", "0004_signers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
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
                    "field",
                    models.CharField(
                        choices=[
                            ("nama", "Name"),
                            ("nip", "NIP or NI PPPK"),
                            ("pangkat", "Rank and grade"),
                            ("jabatan-lama", "Old job"),
                            ("unit-lama", "Old unit"),
                            ("jabatan-baru", "New job"),
                            ("unit-baru", "New unit"),
                            ("mapel", "Subject taught"),
                            ("sertifikat", "Certificate as a teacher"),
                            ("perjanjian", "Contract of work"),
                            ("tmt", "TMT"),
                            ("keterangan", "Remark"),
                        ],
                        max_length=12,
                    ),
                ),
                ("old", models.TextField()),
                ("new", models.TextField()),
                ("effective_on", models.DateField(null=True)),
                ("why", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waits for the second person"),
                            ("disetujui", "Approved"),
                            ("ditolak", "Refused"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("remark", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="decisions.entry",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="documents.letter",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("proposed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="amendment_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="amendment_decided_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("letter", "entry", "field"),
                        name="amendment_one_open",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
