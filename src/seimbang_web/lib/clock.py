"""The only clock of the web application; acts get the moment as an argument."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return the office's day: ``SEIMBANG_DAY`` in the demo, else by the time zone."""
    if settings.SEIMBANG_DAY:
        return date.fromisoformat(settings.SEIMBANG_DAY)
    return timezone.localdate()
