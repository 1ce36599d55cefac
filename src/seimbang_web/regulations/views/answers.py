"""Approve, refuse and take back: the same for parameters and policies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.regulations import actions
from seimbang_web.regulations.actions import Row


def approve(request: HttpRequest, row: Row, page: str) -> HttpResponse:
    """Approve and say from when it is in force."""
    try:
        actions.approve(proposal=row, actor=request.user, now=clock.now())
    except StaleError as stale:
        parts = (
            f"{name}: {mine} ≠ {stale.theirs[name]}"
            for name, mine in stale.mine.items()
        )
        messages.error(request, f"{stale} {'; '.join(parts)}")
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(
            request,
            _("Version {number} is approved, in force from {day}.").format(
                number=row.number, day=date_format(row.since)
            ),
        )
    return redirect(page, pk=row.pk)


def refuse(request: HttpRequest, row: Row, page: str) -> HttpResponse:
    """Refuse with the reason that was written."""
    why = request.POST.get("why", "")
    return _done(request, row, page, _("The proposal is refused."), "refuse", why=why)


def withdraw(request: HttpRequest, row: Row, page: str) -> HttpResponse:
    """Take back one's own proposal."""
    return _done(request, row, page, _("The proposal is taken back."), "withdraw")


def _done(
    request: HttpRequest, row: Row, page: str, told: str, act: str, **more: Any
) -> HttpResponse:
    try:
        getattr(actions, act)(proposal=row, actor=request.user, now=clock.now(), **more)
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, told)
    return redirect(page, pk=row.pk)
