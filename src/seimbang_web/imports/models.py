"""Imports: files, what was found in them, and what became of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.jobs.models import Job
from seimbang_web.organisation.models import Person, Version


def _who(*, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=null, on_delete=models.PROTECT, related_name="+"
    )


class State(models.TextChoices):
    """From the files to a version of the data, or not."""

    CHECKING = "checking", _("Being checked")
    FAULTY = "faulty", _("Has faults: nothing is stored")
    READY = "ready", _("Ready to be applied")
    WAITING = "waiting", _("Waits for the second person")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class Import(models.Model):
    """
    One upload. ``proposal`` holds the tables as they would become (convert.packed).

    ``problems`` are the core's, as data; ``left_out`` the rows set aside with a reason;
    ``gone`` the tables whose rows go when no file names them. ``counts`` are rows by
    table and kind of difference; ``why_second`` says why a second person is needed.

    ``kept`` are keys of rows that stay though no file names them, ``gone_people`` the
    people of them who go. ``kinds`` tells as what each file was recognised.
    ``proposals`` are names of other systems that join nothing, ``matched`` what
    somebody decided they mean.
    """

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    taken_on = models.DateField(null=True)  # as told by the uploader
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.CHECKING
    )
    lock = models.PositiveIntegerField(default=1)
    base = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+"
    )
    work = models.ForeignKey(Job, null=True, on_delete=models.PROTECT)
    problems = models.JSONField(default=list)
    covers = models.JSONField(default=list)  # tables the files bring
    left_out = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    gone_people = models.JSONField(default=list)
    kept = models.JSONField(default=dict)
    kinds = models.JSONField(default=dict)
    proposals = models.JSONField(default=list)
    matched = models.JSONField(default=list)
    proposal = models.BinaryField(null=True)
    proposal_checksum = models.CharField(max_length=64, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    data_on = models.DateField(null=True)  # the day the proposal speaks of
    counts = models.JSONField(default=dict)
    why_second = models.JSONField(default=list)
    uploaded_by = _who()
    uploaded_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_by = _who(null=True)
    approved_at = models.DateTimeField(null=True)
    version = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="imports"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="import_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("uploaded_by")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportFile(models.Model):
    """A file as it was uploaded."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()


class Undo(models.Model):
    """To take back a whole import: asked by one, done by another; a new version."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="undos")
    why = models.TextField()
    asked_by = _who()
    asked_at = models.DateTimeField()
    approved_by = _who(null=True)
    version = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="undo_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("asked_by")),
            ),
            models.UniqueConstraint(
                name="undo_once", fields=["source"], condition=Q(version=None)
            ),
        ]


class Correction(models.Model):
    """A civil servant's request to correct own data, and its answer."""

    class Answer(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        DONE = "done", _("Will be corrected at the source")
        REFUSED = "refused", _("Not corrected")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="corrections"
    )
    field = models.CharField(max_length=40)
    wanted = models.TextField()
    proof = models.TextField(blank=True)
    asked_by = _who()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.OPEN)
    reason = models.TextField(blank=True)
    answered_by = _who(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class System(models.TextChoices):
    """Whose fresh export is compared."""

    SIASN = "siasn", "SIASN"
    DAPODIK = "dapodik", "Dapodik"
    SISDMK = "sisdmk", "SISDMK"


class Reconciliation(models.Model):
    """
    A fresh export compared with the data that open dossiers rest on.

    ``source`` is read as every import is, and need never be applied. ``people`` are
    those of dossiers whom the export names. ``hindrance``: why nothing was compared.
    """

    class Hindrance(models.TextChoices):
        PEOPLE = "pegawai", _("The files name no people: nothing was compared.")
        MIXED = "campur", _("Files of several systems: upload one system at a time.")

    source = models.OneToOneField(
        Import, on_delete=models.PROTECT, related_name="reconciliation"
    )
    system = models.CharField(max_length=8, choices=System.choices)
    people = models.ManyToManyField(Person, related_name="reconciliations")
    hindrance = models.CharField(max_length=8, choices=Hindrance.choices, blank=True)
    compared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.get_system_display())


class Field(models.TextChoices):
    """What is compared: the data without which nothing is signed."""

    NIP = "nip", _("NIP")
    NAME = "name", _("Name")
    BIRTH = "birth_on", _("Day of birth")
    JOB = "job_id", _("Job")
    UNIT = "unit_id", _("Unit")
    GRADE = "grade", _("Grade")
    CERTIFICATES = "certificates", _("Certificates")
    DISCIPLINE = "discipline", _("Disciplinary sanction")
    UNTIL = "discipline_until", _("Sanction until")
    MISSING = "person", _("The person is not in the export")


class Difference(models.Model):
    """
    One fact of one person that differs: ``ours`` by ``version``, ``theirs`` of files.

    ``in_data``: the present data say it too. ``subject``: the dossier ("dossier:5").
    ``ended_at``: a later export speaks instead, or the dossier rests on new data.
    Open, or with theirs right, it holds the move up until it ends.
    """

    class Counts(models.TextChoices):
        OPEN = "", _("Not settled")
        OURS = "kita", _("Our data are right")
        THEIRS = "baru", _("The new data are right: mend ours by an import")

    reconciliation = models.ForeignKey(
        Reconciliation, on_delete=models.PROTECT, related_name="differences"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    field = models.CharField(max_length=16, choices=Field.choices)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    in_data = models.BooleanField(default=False)
    counts = models.CharField(
        max_length=4, choices=Counts.choices, default=Counts.OPEN, blank=True
    )
    why = models.TextField(blank=True)
    settled_by = _who(null=True)
    settled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("person__name", "pk")
        constraints = [
            models.UniqueConstraint(
                name="difference_once",
                fields=["reconciliation", "person", "field"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="difference_settled_by_somebody",
                condition=Q(counts="", settled_by=None, settled_at=None)
                | (
                    ~Q(counts="")
                    & ~Q(why="")
                    & Q(settled_by__isnull=False)
                    & Q(settled_at__isnull=False)
                ),
            ),
        ]
