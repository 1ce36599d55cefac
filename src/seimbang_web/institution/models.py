"""The profile of the institution: immutable versions, the last one counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Logo(models.Model):
    """The regency's emblem, a PNG or JPEG; never changed, replaced by another."""

    digest = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()


class Profile(models.Model):
    """
    One state of the profile: all that letters say of the office.

    ``content`` has the shape of :class:`~seimbang_web.institution.content.Content`.
    """

    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    logo = models.ForeignKey(Logo, null=True, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
