"""
The signers before the region decided on its own, to be confirmed by it.

After letters-and-clerk-hour.md 1.1 and 1.3; nobody approved them, so pages and letters
say "to be confirmed" until two persons put a rule of the region in force.
"""

from datetime import UTC, date, datetime

from django.db import migrations

SOURCE = "bawaan aplikasi, perlu dipastikan daerah"
SINCE = date(2000, 1, 1)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
RULES = (  # kind, post, through, basis; of two the first is the default
    ("keputusan", "head", "", "sendiri"),
    ("keputusan", "secretary", "", "mandat"),
    ("keputusan", "secretary", "office_head", "mandat"),
    ("keputusan-tunggal", "head", "", "sendiri"),
    ("keputusan-tunggal", "secretary", "", "mandat"),
    ("keputusan-tunggal", "secretary", "office_head", "mandat"),
    ("perubahan", "head", "", "sendiri"),
    ("perubahan", "secretary", "", "mandat"),
    ("keberatan", "head", "", "sendiri"),
    ("keberatan", "secretary", "", "mandat"),
    ("petikan", "office_head", "", "sendiri"),
    ("telaahan", "office_head", "", "sendiri"),
    ("jawaban", "office_head", "", "sendiri"),
    ("berita-acara", "secretary", "", "sendiri"),
    ("adendum", "head", "", "sendiri"),
    ("persetujuan", "unit_head", "", "sendiri"),
    ("usul", "unit_head", "", "sendiri"),
    ("pengantar", "unit_head", "", "sendiri"),
    ("spmt", "unit_head", "", "sendiri"),
    ("serah-terima", "unit_head", "", "sendiri"),
    ("surat-tugas", "unit_head", "", "sendiri"),
)


def seed(apps, editor):
    """Put the rules in force."""
    rows = apps.get_model("documents", "SignerRule").objects
    for kind, post, through, basis in RULES:
        rows.create(
            kind=kind, post=post, through=through, basis=basis, source=SOURCE,
            since=SINCE, made_at=MADE, approved_at=MADE,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_guards")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
