"""The usual tasks after a decree (letters-and-clerk-hour.md 1.4); the office edits them."""

from datetime import date

from django.db import migrations

HEALTH = [
    "bidan", "perawat", "dokter*", "farmasi", "gizi", "atlm", "promkes", "sanitasi",
    "radiografer", "perekam-medis", "kepala-puskesmas",
]  # fmt: skip
SCHOOL = ["guru-*", "kepala-sd", "kepala-smp"]
LED = ["administrator", "pengawas", "jpt"]
RULES = (  # key, title, who, families, kinds, days from the TMT, before service
    ("sip", "SIP baru untuk tempat tugas baru (SIP berlaku untuk satu tempat)",
     "pegawai", HEALTH, [], -7, True),
    ("serah", "Kunci, barang, dan tugas diserahterimakan (berita acara)",
     "lama", [], [], 0, False),
    ("gaji-henti", "Gaji dan TPP dihentikan di unit lama (BPKAD)",
     "kantor", [], [], 0, False),
    ("gaji-mulai", "Gaji dan TPP dimulai di unit baru (BPKAD)",
     "kantor", [], [], 7, False),
    ("siasn", "SIASN: unor dan jabatan diperbarui, SK diunggah",
     "kantor", [], [], 14, False),
    ("dapodik", "Dapodik: sekolah baru menarik data, dinas mengonfirmasi",
     "baru", SCHOOL, [], 14, False),
    ("siaga", "SIAGA Kemenag: satminkal diperbarui (guru agama Islam)",
     "pegawai", ["guru-*-agama-islam"], [], 14, False),
    ("sisdmk", "SISDMK: tempat tugas diperbarui", "dinas", HEALTH, [], 14, False),
    ("periksa", "Periksa lagi 30 hari kemudian: SIASN, Dapodik, SISDMK sama",
     "kantor", [], [], 30, False),
    ("sumpah", "Jabatan yang memerlukan pelantikan", "kantor", [], LED, 0, False),
)  # fmt: skip


def fill(apps, schema_editor):
    rule = apps.get_model("follow_up", "TaskRule")
    rule.objects.bulk_create(
        rule(
            key=key, title=title, who=who, families=families, kinds=kinds, days=days,
            before_service=before, since=date(2020, 1, 1),
        )
        for key, title, who, families, kinds, days, before in RULES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("follow_up", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
