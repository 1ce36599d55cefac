"""What a locked-out person reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(
    request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any
) -> HttpResponse:
    """Say that signing in waits a quarter of an hour, for this name at this address."""
    return render(request, "account/lockout.html", status=429)
