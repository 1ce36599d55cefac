"""Sessions of the appraisal team: who sat, who stepped aside, votes, advice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.models.dossier import Dossier, Entry, user


class Session(models.Model):
    """
    A session of the team on a dossier: called, opened, closed; then its minutes.

    ``closing``: words of the chair at the end; why it ended early, where it did.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="sessions"
    )
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)  # the decree of the team
    starts_at = models.TimeField(null=True)
    called_by = user()
    called_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="session_one_open",
                fields=["dossier"],
                condition=Q(closed_at=None),
            )
        ]


class Seat(models.Model):
    """A member of the team in a session, with the office held; ``present`` or not."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seats")
    user = user()
    post = models.CharField(max_length=150)
    chair = models.BooleanField(default=False)
    secretary = models.BooleanField(default=False)
    substitute_for = models.CharField(max_length=150, blank=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="session_seat_once", fields=["session", "user"]
            )
        ]


class Recusal(models.Model):
    """A member steps aside for one entry: told by the member, or found (S2)."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="recusals"
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="recusals")
    user = user()
    found = models.CharField(max_length=20, blank=True)  # subject, head, relative
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="recusal_once", fields=["session", "entry", "user"]
            )
        ]


class Vote(models.Model):
    """A member's vote on an entry; the last one before closing counts."""

    class Choice(models.TextChoices):
        FOR = "setuju", _("In favour")
        AGAINST = "tidak", _("Against")
        POSTPONE = "tunda", _("Postpone")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="votes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="votes")
    user = user()
    choice = models.CharField(max_length=8, choices=Choice.choices)
    digest = models.CharField(max_length=64)  # of the dossier that was seen
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Advice(models.Model):
    """What the team recommends of an entry, counted from its votes."""

    class Choice(models.TextChoices):
        CARRY = "rekomendasi", _("Recommended")
        AGAINST = "tidak", _("Not recommended")
        POSTPONE = "tunda", _("Postponed")

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="advices"
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="advices")
    choice = models.CharField(max_length=12, choices=Choice.choices)
    condition = models.TextField(blank=True)
    considered = models.TextField(blank=True)  # what was said on an objection
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="advice_once", fields=["session", "entry"])
        ]
