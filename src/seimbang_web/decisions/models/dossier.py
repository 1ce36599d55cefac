"""
Dossiers: proposals that are decided together, and who agreed, in which order.

A dossier is a frozen list with a digest; any change makes a new version of it, and
what was verified, advised or signed of the old one does not count for the new one.
S1–S8 (security-and-reliability.md B5) hold in code and by triggers (migration 0002).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.cases.models import Lane
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Plan, Round
from seimbang_web.proposals.models import Proposal

USER = settings.AUTH_USER_MODEL


def user(*, null: bool = False) -> Any:
    """Return a reference to a user that keeps the user from being erased."""
    return models.ForeignKey(
        USER, null=null, on_delete=models.PROTECT, related_name="+"
    )


class State(models.TextChoices):
    """Where a dossier stands."""

    OPEN = "berjalan", _("On its way")
    RETURNED = "kembali", _("Returned for repair")
    REPLACED = "diganti", _("Replaced by a new version")
    DECIDED = "diputuskan", _("Decided")
    REFUSED = "ditolak", _("Refused")


class Dossier(models.Model):
    """
    One version of a list of proposals of one lane, on its way to the decision.

    ``digest``: SHA-256 of the canonical ``content`` (see :mod:`decisions.freeze`);
    steps, votes and signature hold for this digest only. ``parent``: the version
    before. ``made_by`` proposes: never verifies, advises or decides it (S1).
    """

    number = models.PositiveIntegerField()  # the same for all versions
    edition = models.PositiveIntegerField(default=1)
    round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    plan = models.ForeignKey(
        Plan, null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )
    lane = models.CharField(max_length=10, choices=Lane.choices)
    procedure = models.CharField(max_length=40)  # key of seimbang.decide's procedure
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_by = user()
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("-number", "-edition")
        constraints = [
            models.UniqueConstraint(
                name="dossier_edition", fields=["number", "edition"]
            ),
            models.UniqueConstraint(
                name="dossier_one_alive",
                fields=["number"],
                condition=Q(state__in=("berjalan", "kembali")),
            ),
        ]

    def __str__(self) -> str:
        return f"B-{self.number:04d}/{self.edition}"


class Proposer(models.Model):
    """Who had a hand in what a dossier proposes: never verifies or decides it (S1)."""

    class Part(models.TextChoices):
        MADE = "menyusun", _("Made the dossier")
        ASKED = "menghitung", _("Asked for the plan")
        CHOSE = "memilih", _("Chose the plan")
        PINNED = "mengunci", _("Locked somebody in the plan")
        OPENED = "mengusulkan", _("Opened a proposal or registered its case")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="proposers"
    )
    user = user()
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="proposer_once", fields=["dossier", "user"])
        ]


class Entry(models.Model):
    """
    One proposal in a dossier. ``facts``: frozen: both units before and after, rules
    with citations, exceptions, responses by category, unverified data (``blocks``).
    """

    class Outcome(models.TextChoices):
        WAITS = "", _("Not decided")
        APPROVED = "tetap", _("Approved")
        REFUSED = "tolak", _("Not approved")
        POSTPONED = "tunda", _("Postponed")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="entries"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="entries"
    )
    order = models.PositiveIntegerField()  # of carrying out, along chains
    facts = models.JSONField()
    blocks = models.JSONField(default=list)  # unverified critical data, by key
    outcome = models.CharField(
        max_length=6, choices=Outcome.choices, default=Outcome.WAITS, blank=True
    )
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(name="entry_once", fields=["dossier", "proposal"])
        ]


class Step(models.Model):
    """
    A step of the procedure for one dossier: who has it, by when, what was done.

    ``agency``: of a sector step, which each agency does for its own entries.
    """

    class State(models.TextChoices):
        LATER = "nanti", _("Later")
        HERE = "kini", _("Here now")
        DONE = "selesai", _("Done")
        RETURNED = "kembali", _("Returned")
        SKIPPED = "lewat", _("Not needed")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=30)  # of the procedure: sector, verify, team, …
    agency = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.LATER)
    due_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the dossier when done
    remark = models.TextField(blank=True)
    done_by = user(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(name="step_order", fields=["dossier", "order"])
        ]


class Paper(models.Model):
    """A document of the checklist of an entry: there, missing, or not needed, why."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)  # of the procedure's checklist
    state = models.CharField(max_length=10)  # there, missing, needless
    why = models.CharField(max_length=300, blank=True)
    checked_by = user()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_once", fields=["entry", "key"])
        ]


class Relative(models.Model):
    """A user declares a relative among the civil servants: steps aside (S2)."""

    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="relatives")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="relative_once", fields=["user", "person"])
        ]


class Challenge(models.Model):
    """A one-time challenge of the signing page, bound to the digest that was shown."""

    token = models.CharField(max_length=64, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    user = user()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Decision(models.Model):
    """
    What the authority decided of a dossier, bound to its digest; one a dossier.

    Entries carry the outcome each. ``effective_on``: TMT, never before the signing.
    """

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, related_name="decision"
    )
    digest = models.CharField(max_length=64)
    effective_on = models.DateField(null=True)
    why = models.TextField(blank=True)
    decided_by = user()
    decided_at = models.DateTimeField()
