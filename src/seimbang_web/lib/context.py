"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from seimbang_web.lib import clock, rescue
from seimbang_web.lib.menu import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the rights of the person, the day, and a key for the page's forms."""
    return {
        "rights": getattr(request, "rights", None),
        "menu": menu(request),
        "today": clock.today(),
        "demo": settings.SEIMBANG_DEMO,
        "form_key": rescue.key_for(getattr(request.user, "pk", None)),
    }
