"""
What was measured of one version of the data on one day, and what the office draws.

Boundaries, rivers and crossings are the office's; reports tell of wrong data of a unit.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.regulations.models import LocalVersion


class Measurement(models.Model):
    """The core's answer for a version, the region's parameters and a day; immutable."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    local = models.ForeignKey(
        LocalVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    core = models.CharField(max_length=40)  # version of the core
    made_at = models.DateTimeField()
    problems = models.JSONField(default=list)  # what a reader must know, as told

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="measured_once", fields=["version", "local", "day", "core"]
            )
        ]


class Seat(models.Model):
    """
    One job in one unit: need (exact ratio; null: belum terukur), staff, gap.

    ``gap_milli`` is (present - need) in thousandths of a person, for sorting and
    filters; the exact figures are the pairs. ``leaving`` is who has retired and whose
    contract has ended after 1 … 5 years, ``leave1`` and ``leave5`` are the sums.
    """

    measurement = models.ForeignKey(
        Measurement, on_delete=models.CASCADE, related_name="seats"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seats")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=40, blank=True)
    need_num = models.BigIntegerField(null=True)
    need_den = models.BigIntegerField(null=True)
    need_rounded = models.IntegerField(null=True)
    minimum = models.IntegerField(default=0)
    establishment = models.IntegerField(null=True)
    present = models.IntegerField(default=0)
    gap_milli = models.BigIntegerField(null=True)
    gap5_milli = models.BigIntegerField(null=True)  # in five years, nobody hired
    retire5 = models.IntegerField(null=True)  # null: unknown (head counts only)
    leave1 = models.IntegerField(null=True)
    leave5 = models.IntegerField(null=True)
    leaving = models.JSONField(default=list)  # [[retired, ended], …] after 1 … 5 years
    band = models.CharField(max_length=10, blank=True)
    flags = models.JSONField(default=list)
    row = models.JSONField(default=dict)  # the whole row of the core

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seat_once", fields=["measurement", "unit", "job"]
            )
        ]
        indexes = [models.Index(fields=["measurement", "gap_milli"])]

    def lasting(self, years: int = 0) -> int | None:
        """Return who is still there after 0, 1 or 5 years; None: unknown."""
        gone = {0: 0, 1: self.leave1, 5: self.leave5}[years]
        return None if gone is None else self.present - gone

    def gap(self, years: int = 0) -> int | None:
        """Return people minus need in whole people; None: not measured."""
        lasting = self.lasting(years)
        if lasting is None or self.need_rounded is None:
            return None
        return lasting - self.need_rounded


class BoundarySet(models.Model):
    """The boundaries of the districts as the office uploaded them; immutable."""

    source = models.CharField(max_length=200)  # who drew them, in words
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)


class Boundary(models.Model):
    """
    One district: ``shape`` is GeoJSON coordinates of a MultiPolygon.

    ``outline`` is the same with fewer points, as the map draws it.
    """

    set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="rows")
    code = models.CharField(max_length=20)
    shape = models.JSONField()
    outline = models.JSONField()

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(name="boundary_once", fields=["set", "code"])
        ]


class BarrierState(models.TextChoices):
    """From drawn to applied; the second person is another than the first."""

    COUNTING = "counting", _("Being computed")
    WAITING = "waiting", _("Waits for a second person")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Failed")


class Barrier(models.Model):
    """
    Rivers and crossings, and the travel times that follow from them.

    ``ways`` are rows [from, to, minutes, km] of the data's table of travel times;
    ``told`` are figures about them. ``version`` is the data they were computed for.
    """

    lines = models.JSONField()  # {river: [[[lon, lat], …], …]}
    crossings = models.JSONField()  # [{name, river, at: [lon, lat], minutes}, …]
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=BarrierState.choices, default=BarrierState.COUNTING
    )
    ways = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="barrier_two_persons",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("made_by")),
            )
        ]


class Report(models.Model):
    """'The data of this unit are wrong': told by its people, answered by the office."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
