"""Plain refusals: the same text whether or not the object exists (practice.md, 8)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that the page is for others or not there: one text for both."""
    return render(request, "refusal.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer like :func:`not_found`: a difference would tell what exists."""
    return not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer that the service has trouble, and what is safe."""
    return render(request, "broken.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer that the form is too old, and how to send it again."""
    return render(request, "form_too_old.html", status=403)
