"""What was measured: needs, staff and gaps of one version of the data on one day."""

from __future__ import annotations

from django.db import models

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
    filters; the exact figures are the pairs.
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
    retire5 = models.IntegerField(default=0)
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
