"""What the region decided: versions of its parameters and policies, by two persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Proposal(models.Model):
    """
    A file the region decides on: proposed by one person, approved by another.

    Immutable; in force from ``since`` once approved. ``base`` is the version it was
    compared with: another one approved meanwhile makes the proposal old.
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
    refused_at = models.DateTimeField(null=True)
    refused_why = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                name="%(class)s_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="%(class)s_one_answer",
                condition=Q(approved_at=None) | Q(refused_at=None),
            ),
        ]

    @property
    def state(self) -> str:
        """Return "approved", "refused" or "open"."""
        if self.approved_at is not None:
            return "approved"
        return "open" if self.refused_at is None else "refused"


class LocalVersion(Proposal):
    """The region's file of parameters (YAML of :mod:`seimbang.law.region`)."""

    base = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )


class PolicyVersion(Proposal):
    """A region's own policy (YAML of :mod:`seimbang.plan.policy_file`)."""

    base = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=60, db_index=True)
