"""What the region pays by class of job (TPP): dated, each table by two persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class IncomeTable(models.Model):
    """
    Rupiah a month by class of job, in force from ``since`` once approved; immutable.

    ``rates``: class → rupiah. Without an approved table no card shows a figure.
    """

    since = models.DateField()
    basis = models.CharField(max_length=300)  # Perbup, article
    rates = models.JSONField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    refused_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                name="income_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            )
        ]
