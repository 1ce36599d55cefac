"""The tasks of one job in one unit, and how far they are: entered, judged, frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.organisation.models import Job, Unit, Version


class State(models.TextChoices):
    """Level by level; back only from the top down."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    FROZEN = "frozen", _("frozen")


class Table(models.TextChoices):
    """The table of the core that the lines become."""

    TASKS = "tasks", _("Tasks (ABK)")
    ACTIVITIES = "activities", _("Health activities (ABK-Kes)")


OPEN = (State.DRAFT, State.RETURNED)  # the unit may change it


class Sheet(models.Model):
    """The tasks of one job in one unit. ``why`` is the reason of the last way back."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=10, choices=Table.choices)
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=1)  # optimistic lock
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_in = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("job__name",)
        constraints = [
            models.UniqueConstraint(name="sheet_once", fields=["unit", "job"]),
            models.CheckConstraint(
                name="sheet_two_persons",
                condition=Q(judged_by=None) | ~Q(judged_by=F("sent_by")),
            ),
        ]

    @property
    def open(self) -> bool:
        """Tell whether the unit may change it."""
        return self.state in OPEN


class Line(models.Model):
    """
    One task or activity.

    ``row`` holds the core's columns, numbers as exact words ("203/10"); ``sources``
    says of each number where it came from; ``verdict`` is the judge's.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    row = models.JSONField()
    sources = models.JSONField(default=dict)
    verdict = models.CharField(max_length=8, blank=True, choices=Verdict.choices)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("place", "pk")
        constraints = [
            models.UniqueConstraint(name="line_once", fields=["sheet", "name"])
        ]


class Step(models.Model):
    """What happened to a sheet, for its history; ``changes`` are what was and is."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    changes = models.JSONField(default=list)  # [name, column, before, after]

    class Meta:
        ordering = ("-pk",)

    @property
    def words(self) -> str:
        """Return what was done, in words."""
        return str(ACTS[self.act])


ACTS = {
    "save": _("saved"),
    "send": _("sent"),
    "take_back": _("taken back"),
    "accept": _("accepted"),
    "return": _("returned"),
    "freeze": _("frozen"),
    "reopen": _("opened again"),
}
