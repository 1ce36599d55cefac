"""
What a person typed when the session had ended, kept until the person is back.

The key of a form names its user, so that only this user finds the fields again, and
only on the page they were typed on. Kept sealed, for two hours; never kept: files,
passwords, and what is told in confidence (fields named ``told…``).
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from seimbang_web.lib import clock
from seimbang_web.lib.confidence import SealedError, opened, seal

FOR = timedelta(hours=2)
MARK = "isian"  # a cookie that says no more than: look
LARGEST = 200_000  # bytes of fields
NEVER = ("told", "password", "code", "csrfmiddlewaretoken")  # beginnings of names


class Rescue(models.Model):
    """The fields of one form of one user, sealed."""

    user_id = models.BigIntegerField()
    path = models.CharField(max_length=500)
    fields = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        app_label = "lib"
        constraints = [
            models.UniqueConstraint(name="rescue_once", fields=["user_id", "path"])
        ]


def key_for(user_id: int | None) -> str:
    """Return the key of a page's forms: used once by an act, and naming the user."""
    random = secrets.token_urlsafe(16)
    return f"{user_id or 0}.{random}.{_mac(f'{user_id or 0}.{random}')}"


def _mac(text: str) -> str:
    return salted_hmac("seimbang.form", text).hexdigest()[:16]


def _user_of(key: str) -> int | None:
    """Return the user whom a key names; None: it is not one of ours."""
    text, _dot, mac = key.rpartition(".")
    if not text or not constant_time_compare(mac, _mac(text)):
        return None
    return int(text.partition(".")[0]) or None


def keep(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what was posted without a session; return ``response``, marked."""
    user_id = _user_of(request.POST.get("key", ""))
    path = request.get_full_path()
    if user_id is None or len(path) > 500:
        return response
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if not name.startswith(NEVER):
            fields.setlist(name, values)
    sealed = seal(fields.urlencode())
    if sealed is None or len(sealed) > LARGEST:
        return response
    now = clock.now()
    Rescue.objects.filter(at__lt=now - FOR).delete()
    Rescue.objects.update_or_create(
        user_id=user_id, path=path, defaults={"fields": sealed, "at": now}
    )
    words = _("Sign in again. What you typed is kept, without files and secret text.")
    messages.info(request, words)
    response.set_cookie(
        MARK,
        "1",
        max_age=int(FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def give_back(request: HttpRequest, user_id: int) -> None:
    """Fill the page's form with what was kept; it is a GET, so nothing is sent."""
    if request.method != "GET" or MARK not in request.COOKIES:
        return
    held = Rescue.objects.filter(
        user_id=user_id, path=request.get_full_path(), at__gt=clock.now() - FOR
    ).first()
    if held is None:
        return
    try:
        fields = opened(held.fields)
    except SealedError:
        fields = ""
    held.delete()
    if fields:
        request.POST = QueryDict(fields)
        messages.info(request, _("What you typed is here again. Nothing is sent yet."))
