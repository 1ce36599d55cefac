"""Objections before the decision and against a decree."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.models.dossier import user
from seimbang_web.documents.models import Letter
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import Proposal


class Objection(models.Model):
    """
    An objection: ``before`` the decision, or after the decree on the legal clock.

    ``told``: the confidential text, encrypted. ``preview``: who else moves, which unit
    falls below its minimum if it is upheld. After the decree: ``decree`` is the letter
    the person received on ``received_on``; ``file_until`` the last day to object.
    ``suspends``: the authority stopped the decree meanwhile; ``replan``: the plan that
    was asked for when it was upheld.
    """

    class Stage(models.TextChoices):
        BEFORE = "usulan", _("Before the decision")
        AFTER = "keputusan", _("Against the decree")

    class Outcome(models.TextChoices):
        WAITS = "", _("Not decided")
        UPHELD = "diterima", _("Upheld")
        REFUSED = "ditolak", _("Not upheld")
        LATE = "lewat", _("Too late")
        WITHDRAWN = "dicabut", _("Withdrawn")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="objections"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)  # categories of Response.Reason
    told = models.BinaryField(null=True)
    filed_on = models.DateField()
    due_on = models.DateField()  # last day of the answer, by the law's working days
    decree = models.ForeignKey(
        Letter, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    received_on = models.DateField(null=True)
    file_until = models.DateField(null=True)
    suspends = models.BooleanField(default=False)
    replan = models.ForeignKey(
        Plan, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    assisted = models.BooleanField(default=False)
    preview = models.JSONField(null=True)
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, default=Outcome.WAITS, blank=True
    )
    considered = models.TextField(blank=True)
    why = models.TextField(blank=True)
    filed_by = user()
    filed_at = models.DateTimeField()
    decided_by = user(null=True)
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="objection_number", fields=["year", "number"]),
            models.UniqueConstraint(
                name="objection_one_open",
                fields=["proposal", "stage"],
                condition=Q(outcome=""),
            ),
        ]

    @property
    def receipt(self) -> str:
        """Return the number of the receipt as it is written: K-2026-00012."""
        return f"K-{self.year}-{self.number:05d}"
