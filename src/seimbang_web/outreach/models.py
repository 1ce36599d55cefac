"""
Circulars with proof of reading, questions and answers, and when the service was down.

A circular, an answer and an outage are never changed: a later row takes their place.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Round

USER = settings.AUTH_USER_MODEL


class Audience(models.TextChoices):
    """Whom a circular or an answer is for."""

    ALL = "all", _("everybody")
    ASN = "asn", _("civil servants")
    HEADS = "ku", _("heads of units")
    SECTORS = "opd", _("agencies and sector verifiers")
    TEAM = "tpk", _("the appraisal team")


class Circular(models.Model):
    """
    What the office tells an audience. ``short``: the same to be sent by hand.

    ``replaces``: the circular whose place it takes; that one stays readable.
    """

    round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="circulars"
    )
    audience = models.CharField(max_length=3, choices=Audience.choices)
    title = models.CharField(max_length=150)
    body = models.TextField()
    short = models.CharField(max_length=300)
    confirm_by = models.DateField(null=True)  # asks to confirm the reading
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """A user confirms to have read a circular."""

    circular = models.ForeignKey(
        Circular, on_delete=models.PROTECT, related_name="readings"
    )
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reading_once", fields=["circular", "user"])
        ]


class Gathering(models.Model):
    """A circular was read out in a unit, to ``present`` people, without internet."""

    circular = models.ForeignKey(
        Circular, on_delete=models.PROTECT, related_name="gatherings"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    present = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    told_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="gathering_of_somebody", condition=Q(present__gt=0)
            ),
            models.UniqueConstraint(
                name="gathering_once", fields=["circular", "unit", "held_on"]
            ),
        ]


class Question(models.Model):
    """A question to the help desk; answered once, by the office."""

    text = models.TextField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class Faq(models.Model):
    """A question that many have, with the office's answer; ended, never erased."""

    audience = models.CharField(max_length=3, choices=Audience.choices)
    question = models.CharField(max_length=200)
    answer = models.TextField()
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)


class Pulse(models.Model):
    """The last moment at which the pages were known to answer; one row."""

    at = models.DateTimeField()


class Outage(models.Model):
    """
    The service was down from ``since`` to ``until``; ``extended``: what moved for it.

    ``found``: by the pulse; else an officer tells it (the network of a district).
    """

    since = models.DateTimeField()
    until = models.DateTimeField()
    found = models.BooleanField()
    why = models.CharField(max_length=300, blank=True)
    extended = models.JSONField(default=list)
    told_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="outage_forward", condition=Q(until__gt=F("since"))
            )
        ]
