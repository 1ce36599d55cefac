"""Accounts are made by the office: nobody signs up; names are the same in any case."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from seimbang_web.accounts.actions import set_password
from seimbang_web.accounts.models import User, canonical
from seimbang_web.lib import clock


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Close the door for sign-up; sign in, and change passwords, as our acts do."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Look for one spelling of the name, so that the lock counts one, too."""
        credentials["username"] = canonical(credentials.get("username", ""))
        return super().authenticate(request, **credentials)

    def set_password(self, user: User, password: str) -> None:
        """Set the password and end the user's other sessions."""
        key = self.request.session.session_key if self.request else None
        set_password(user=user, password=password, keep=key, now=clock.now())
