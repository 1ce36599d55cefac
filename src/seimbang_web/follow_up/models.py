"""
What follows a decree: three days kept apart, tasks with proof, talks with the person.

``decided_on`` (ditetapkan) ≤ ``effective_on`` (TMT) ≤ ``started_on`` (real start, by
the SPMT): the database holds it. What became of a track are its events; they only grow.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.documents.models import Letter
from seimbang_web.organisation.models import Version
from seimbang_web.proposals.models import Proposal

ALARM = timedelta(days=7)  # after the TMT without SPMT (practice.md)


def _who(*, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=null, on_delete=models.PROTECT, related_name="+"
    )


class State(models.TextChoices):
    """Where a track stands on a day."""

    AHEAD = "menunggu", _("Before its TMT")
    RESERVED = "tmt", _("The TMT is here, the seat is reserved")
    LATE = "terlambat", _("Seven days after the TMT without SPMT")
    STARTED = "mulai", _("Works at the new unit")
    ENDED = "berakhir", _("Ended by a later decree")


class Track(models.Model):
    """
    One move after its decree is signed.

    ``told_on``: the real start as the head told it, until the SPMT is signed.
    ``before``: the person's seat in the data before the SPMT, to be put back by a new
    act. ``cover``: who covers the old place where the replacement has not come.
    """

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="tracks"
    )
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tracks")
    decided_on = models.DateField()
    effective_on = models.DateField()
    needs_oath = models.BooleanField(default=False)
    oath_number = models.CharField(max_length=100, blank=True)
    oath_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    cover = models.TextField(blank=True)
    handover = models.JSONField(default=dict)  # as letters.actions.hand_over keeps it
    started_on = models.DateField(null=True)
    statement = models.CharField(max_length=120, blank=True)  # number of the SPMT
    before = models.JSONField(default=dict)
    data = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+"
    )  # the version that its SPMT made
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Letter, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.TextField(blank=True)  # of its end
    begun_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("effective_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="track_tmt_not_before_signing",
                condition=Q(effective_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="track_start_not_before_tmt",
                condition=Q(started_on=None) | Q(started_on__gte=F("effective_on")),
            ),
            models.UniqueConstraint(
                name="track_one_alive",
                fields=["proposal"],
                condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(name="track_once", fields=["letter", "proposal"]),
        ]

    def __str__(self) -> str:
        return f"TL-{self.pk:05d}"

    def state(self, day: date) -> State:
        """Return where it stands on ``day``."""
        if self.ended_at:
            return State.ENDED
        if self.started_on:
            return State.STARTED
        if day < self.effective_on:
            return State.AHEAD
        late = day >= self.effective_on + ALARM
        return State.LATE if late else State.RESERVED

    @property
    def waits_for_oath(self) -> bool:
        """Tell whether number and date of the oath minutes are lacking."""
        return self.needs_oath and not (self.oath_number and self.oath_on)


class Event(models.Model):
    """What became of a track; only grows."""

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=20)  # begin, oath, told, start, end
    text = models.TextField(blank=True)
    made_by = _who(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Who(models.TextChoices):
    """Who does a task."""

    OFFICE = "kantor", _("Personnel office")
    OLD = "lama", _("Head of the old unit")
    NEW = "baru", _("Head of the new unit")
    AGENCY = "dinas", _("Agency of the new unit")
    PERSON = "pegawai", _("The person")


class TaskRule(models.Model):
    """
    From ``since`` on: what is to be done of moves into these jobs, by whom, when.

    ``families`` and ``kinds``: patterns of the new job ("guru-*"; empty: every one).
    ``days``: from the TMT, negative before it. ``before_service``: no service without
    it. The key "sumpah" makes no task: it says which jobs need an oath (pelantikan).
    """

    key = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=10, choices=Who.choices)
    families = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    days = models.IntegerField()
    before_service = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)  # exclusive
    made_by = _who(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("days", "key", "since")
        constraints = [
            models.UniqueConstraint(
                name="task_rule_one_open", fields=["key"], condition=Q(until=None)
            ),
            models.CheckConstraint(
                name="task_rule_forward",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]


class Task(models.Model):
    """One thing to be done for a track, with its proof."""

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=10, choices=Who.choices)
    due_on = models.DateField()
    before_service = models.BooleanField(default=False)
    restores = models.BooleanField(default=False)  # put back after the track ended
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    proof = models.BinaryField(null=True)
    proof_type = models.CharField(max_length=40, blank=True)
    done_by = _who(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="task_once", fields=["track", "key", "restores"]
            ),
            models.CheckConstraint(
                name="task_done_has_proof",
                condition=Q(done_on=None) | ~Q(note="") | ~Q(proof_type=""),
            ),
        ]

    def red(self, day: date) -> bool:
        """Tell whether it is open although it is due, or holds up the service."""
        if self.done_on:
            return False
        return self.before_service or day > self.due_on


class Talk(models.Model):
    """A short talk 30, 60 or 90 days after the start: how it goes, what is missing."""

    class Going(models.TextChoices):
        WELL = "baik", _("It goes well")
        MIXED = "cukup", _("Some things are hard")
        BADLY = "berat", _("It is hard")

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="talks")
    days = models.PositiveSmallIntegerField()  # 30, 60, 90
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    going = models.CharField(max_length=6, choices=Going.choices, blank=True)
    missing = models.TextField(blank=True)
    mentor = models.CharField(max_length=150, blank=True)
    answer = models.TextField(blank=True)
    recorded_by = _who(null=True)
    answered_by = _who(null=True)

    class Meta:
        ordering = ("days",)
        constraints = [
            models.UniqueConstraint(name="talk_once", fields=["track", "days"])
        ]
