"""Every page is an act of the matrix; what is not in it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from seimbang_web.accounts.emergency.actions import record_page
from seimbang_web.accounts.emergency.queries import EMERGENCY, running_of
from seimbang_web.accounts.matrix import matrix
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib import clock, rescue
from seimbang_web.lib.refusal import not_found

SAFE = ("GET", "HEAD", "OPTIONS")
ENROL = "mfa_activate_totp"
SEEN, EVERY = "seen", 300  # seconds


def seen(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep where a person is signed in; every five minutes, as it is a write."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            if now - request.session.get(SEEN, 0) > EVERY:
                request.session[SEEN] = now
                UserSession.objects.create_from_request(request)
        return answer(request)

    return answered


class rights:
    """Ask for sign-in and second factor, refuse what the matrix does not allow."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.rights = _rights_of(request)  # type: ignore[attr-defined]
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the refusal, or None when the view may answer."""
        match = request.resolver_match
        name = match.view_name if match else None
        if name in matrix().open:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        held: Rights = request.rights  # type: ignore[attr-defined]
        if name in matrix().signed_in:
            return None
        if _lacks_second_factor(request.user, held):
            return redirect(ENROL)
        page = matrix().pages.get(name or "")
        act = (
            None
            if page is None
            else (page.read if request.method in SAFE else page.write)
        )
        if act is None or not held.may(act):
            return not_found(request)
        if held.emergency is not None:
            record_page(
                access=held.emergency,
                page=str(name),
                path=request.path,
                now=clock.now(),
            )
        rescue.give_back(request, held.user.pk)
        return None


def _rights_of(request: HttpRequest) -> Rights:
    """Return the rights of who signed in, with the emergency access of the session."""
    held = Rights(request.user, clock.today())  # type: ignore[arg-type]
    if not request.session.get(EMERGENCY) or not held.may("emergency.take"):
        return held
    running = running_of(held.user, clock.now())
    return held if running is None else Rights(held.user, held.day, running)


def _to_login(request: HttpRequest) -> HttpResponse:
    """Ask to sign in; what was typed meanwhile is kept."""
    response = redirect_to_login(request.get_full_path())
    return rescue.keep(request, response) if request.method == "POST" else response


def _lacks_second_factor(user: Any, held: Rights) -> bool:
    return (
        settings.SEIMBANG_SECOND_FACTOR
        and held.needs_second_factor
        and not user.authenticator_set.exists()
    )
