"""The ledger: entries only grow; their contents stand apart and can be erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """
    One act: who, what, when, on what; chained to the entry before it.

    ``digest`` is SHA-256 over the previous digest and the entry's own fields;
    ``content_digest`` over salt and content, which stand in :class:`Content`.
    """

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=150)  # user name: survives a restore
    act = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=100, db_index=True)  # "plan:12"
    content_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-seq",)


class Content(models.Model):
    """What an entry says beside its act: before, after, why; erasable by law."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    salt = models.CharField(max_length=32)
    content = models.JSONField()


class Anchor(models.Model):
    """The head of the chain on one day, to be kept outside too."""

    day = models.DateField(unique=True)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)
