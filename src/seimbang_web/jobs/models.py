"""One job: what is to be done, how far it is, who does it, what came out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From asked to ended."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


LOST = "worker"  # the worker was killed again and again
BROKEN = "program"  # an error in the program
SENTENCES = {  # of ``error``, where we wrote it
    LOST: _("The work was cut off three times: tell the technical administrator."),
    BROKEN: _(
        "An error in the program: the technical administrator finds it in the log."
    ),
}


class Job(models.Model):
    """
    ``kind`` names the function (jobs/registry.py), ``argument`` is its JSON.

    A worker that is killed stops the heartbeat; the reaper queues the job again.
    """

    kind = models.CharField(max_length=50)
    argument = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.QUEUED, db_index=True
    )
    stage = models.CharField(max_length=100, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.JSONField(default=dict)  # live figures: best value, bound
    cancel_asked = models.BooleanField(default=False)
    worker = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)  # a sentence, or a key of SENTENCES

    class Meta:
        ordering = ("-pk",)

    @property
    def open(self) -> bool:
        """Tell whether something may still happen to the job."""
        return self.state in (State.QUEUED, State.RUNNING)

    @property
    def problem(self) -> str:
        """Return why the job failed, in words."""
        return str(SENTENCES.get(self.error, self.error))
