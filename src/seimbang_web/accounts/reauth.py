"""Acts that decide ask for the password or the second factor again (ASVS 7.5.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def recent(view: View) -> View:
    """
    Ask who signed in more than five minutes ago to prove again who they are.

    Reading stays free. What was sent is kept and done after the proof: nobody types
    it twice.
    """
    asked: Any = reauthentication_required(view, allow_get=True)
    return asked  # type: ignore[no-any-return]


def before(view: View) -> View:
    """
    Ask for the proof before the page is shown, for forms that take a secret.

    What is sent after the proof has grown old is forgotten: it never lies in a session.
    """
    asked: Any = reauthentication_required(view)

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method == "POST" and is_reauthentication_required(request, app=""):
            messages.info(
                request,
                _("The proof of who you are is too old. Nothing was sent: try again."),
            )
            return redirect(request.get_full_path())
        response: HttpResponse = asked(request, **parts)
        return response

    return answered
