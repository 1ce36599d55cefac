"""The office's names and clock on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from seimbang_web.institution.queries import profile


def office(request: HttpRequest) -> dict[str, Any]:
    """Return the profile, read when a page names it: ``{{ office.called }}``."""
    return {"office": getattr(request, "office", None) or SimpleLazyObject(profile)}


def clock_of_the_office(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the day and the hours of the pages be those of the office's time zone."""

    def answered(request: HttpRequest) -> HttpResponse:
        held = profile()
        request.office = held  # type: ignore[attr-defined]
        zone = held.time_zone
        with timezone.override(ZoneInfo(zone) if zone else None):
            return answer(request)

    return answered
