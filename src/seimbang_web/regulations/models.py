"""What the region decided: versions of its local parameters, each by two persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class LocalVersion(models.Model):
    """
    The region's file of parameters (YAML of :mod:`seimbang.law.region`), immutable.

    In force from ``since`` once approved; the approver is not the proposer.
    """

    number = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    basis = models.CharField(max_length=300, blank=True)  # Perbup, SK …
    since = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    why = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    refused_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                name="local_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
            )
        ]
