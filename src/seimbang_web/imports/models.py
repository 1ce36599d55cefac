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
