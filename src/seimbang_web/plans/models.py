"""Rounds, pins, and plans: immutable versions with all they came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.jobs.models import Job as Work
from seimbang_web.organisation.models import Job, Person, Unit, Version
from seimbang_web.regulations.models import LocalVersion


class Round(models.Model):
    """One cycle: from data to decrees; ``day`` is the day of the law."""

    name = models.CharField(max_length=100)
    day = models.DateField(_("Day of the law"))
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    deadlines = models.JSONField(default=dict)  # step → ISO day
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """
    A hand on the plan, kept with who, when, why; ended, never erased.

    ``stays``: the person may not move. ``must``: goes to ``unit``.
    ``never``: not to ``unit``. ``closed``: nobody comes to ``unit``.
    """

    class Kind(models.TextChoices):
        STAYS = "stays", _("stays")
        MUST = "must", _("must go to")
        NEVER = "never", _("not to")
        CLOSED = "closed", _("unit closed")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="pins")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    why = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pin_one_open_person",
                fields=["round", "person", "kind", "unit"],
                condition=Q(ended_at=None),
            )
        ]


class Plan(models.Model):
    """
    One plan: asked, solved by a job, then immutable.

    ``inputs`` holds everything that was asked: scope, options, pins; with version,
    local, day, policy, seed and core the same plan comes out years later.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    local = models.ForeignKey(
        LocalVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    policy = models.CharField(max_length=60)
    policy_content = models.JSONField(null=True)  # of an own policy
    inputs = models.JSONField(default=dict)
    seed = models.CharField(max_length=60, blank=True)
    core = models.CharField(max_length=40)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    work = models.ForeignKey(Work, null=True, on_delete=models.PROTECT)
    status = models.CharField(max_length=12, blank=True)  # of the core; "": not solved
    reason = models.JSONField(null=True)  # why no best plan, as told
    problems = models.JSONField(default=list)  # what a reader must know, as told
    summary = models.JSONField(null=True)  # plan.json's
    findings = models.JSONField(default=list)  # what it betters, as told
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of plan.json
    solved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="plan_number", fields=["round", "number"])
        ]

    def __str__(self) -> str:
        return self.name


class PlanFile(models.Model):
    """A file the core wrote of a plan: plan.json, certificate.json, …"""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=40)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="plan_file", fields=["plan", "name"])
        ]


class Move(models.Model):
    """One move of a plan, for lists; what it rests on stands in the plan's files."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="moves")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="moves")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    voluntary = models.BooleanField()
    rank = models.IntegerField(null=True)
    family = models.CharField(max_length=60)
    chain = models.IntegerField(null=True)
    step = models.IntegerField(null=True)
    added_minutes = models.IntegerField(null=True)
    km_milli = models.IntegerField(null=True)
    row = models.JSONField(default=dict)  # the move of plan.json

    class Meta:
        constraints = [
            models.UniqueConstraint(name="move_once", fields=["plan", "person"])
        ]


class Choice(models.Model):
    """The plan chosen to be discussed; the last row of a round counts."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="choices")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="choices")
    why = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
