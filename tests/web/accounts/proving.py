"""What a client does to prove again who it is, and codes of an app on the phone."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal import auth
from django.test import Client

from seimbang_web.home.cast import PASSWORD


def signed_in(name: str, password: str = PASSWORD) -> Client:
    """Return a client that signed in by the page."""
    client = Client()
    client.post("/akun/login/", {"login": name, "password": password})
    return client


def prove(client: Client, password: str = PASSWORD) -> Client:
    """Type the password again."""
    client.post("/akun/reauthenticate/", {"password": password})
    return client


def digits(secret: str) -> str:
    """Return what the app shows now for ``secret``."""
    step = int(time.time()) // 30
    return str(auth.format_hotp_value(auth.hotp_value(secret, step)))
