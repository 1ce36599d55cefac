"""Acts that decide ask for the password or the second factor again (ASVS 7.5.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def recent(view: View) -> View:
    """
    Ask who signed in more than five minutes ago to prove again who they are.

    Reading stays free. What was sent is kept and done after the proof: nobody types
    it twice.
    """
    asked: Any = reauthentication_required(view, allow_get=True)
    return asked  # type: ignore[no-any-return]
