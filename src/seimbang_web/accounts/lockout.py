"""Who guesses passwords waits: the pair of user name and address, nobody else."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(
    request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any
) -> HttpResponse:
    """Say that signing in waits a quarter of an hour, for this name at this address."""
    return render(request, "account/lockout.html", status=429)


def address(request: HttpRequest) -> str:
    """Return the address of the browser; headers count from our own proxies only."""
    return str(get_client_ip(request) or "")
