"""Changes of the text of a signed decree: one proposes, another approves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.models.dossier import Entry, user
from seimbang_web.documents.models import Letter


class Amendment(models.Model):
    """
    A wrong text in the row of one person of a signed decree, and what is right.

    ``letter``: the decree; ``entry``: whose row. ``old``: the text as it stood when it
    was proposed. ``effective_on``: the new TMT, where that is what changes. Approved,
    it is written as a decree of change (L14) of the subject "amendment:5"; the new
    text stands while such a letter is signed and not void.
    """

    class Field(models.TextChoices):
        NAME = "nama", _("Name")
        NIP = "nip", _("NIP or NI PPPK")
        RANK = "pangkat", _("Rank and grade")
        OLD_JOB = "jabatan-lama", _("Old job")
        OLD_UNIT = "unit-lama", _("Old unit")
        NEW_JOB = "jabatan-baru", _("New job")
        NEW_UNIT = "unit-baru", _("New unit")
        SUBJECT = "mapel", _("Subject taught")
        CERTIFICATE = "sertifikat", _("Certificate as a teacher")
        CONTRACT = "perjanjian", _("Contract of work")
        TMT = "tmt", _("TMT")
        REMARK = "keterangan", _("Remark")

    class Outcome(models.TextChoices):
        WAITS = "", _("Waits for the second person")
        APPROVED = "disetujui", _("Approved")
        REFUSED = "ditolak", _("Refused")

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="amendments"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="amendments"
    )
    field = models.CharField(max_length=12, choices=Field.choices)
    old = models.TextField()
    new = models.TextField()
    effective_on = models.DateField(null=True)
    why = models.TextField()
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, default=Outcome.WAITS, blank=True
    )
    remark = models.TextField(blank=True)  # of who decided
    proposed_by = user()
    proposed_at = models.DateTimeField()
    decided_by = user(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="amendment_two_persons",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="amendment_decided_by_somebody",
                condition=Q(outcome="") | Q(decided_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="amendment_one_open",
                fields=["letter", "entry", "field"],
                condition=Q(outcome=""),
            ),
        ]
