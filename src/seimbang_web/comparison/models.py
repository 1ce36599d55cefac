"""What is reckoned beside a plan, once: the best of each criterion, and the curve."""

from __future__ import annotations

from django.db import models

from seimbang_web.organisation.models import Version
from seimbang_web.regulations.models import LocalVersion


class Extreme(models.Model):
    """
    The best plan for one criterion on the ground of another plan; immutable.

    ``ground`` is the digest of everything but the policy: data, region, day, scope,
    limits and pins. ``record`` is plan.json, gzipped; empty where there is no plan.
    """

    ground = models.CharField(max_length=64, db_index=True)
    policy = models.CharField(max_length=60)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    local = models.ForeignKey(
        LocalVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=12)
    record = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="extreme_once", fields=["ground", "policy"])
        ]


class Frontier(models.Model):
    """The curve of a problem: what so many moves can reach; immutable."""

    problem = models.CharField(max_length=64, unique=True)  # SHA-256 of problem.json
    content = models.JSONField()
    made_at = models.DateTimeField()
