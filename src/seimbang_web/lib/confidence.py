"""
What people tell in confidence: sealed in the database, opened by the matrix only.

The key lies in a file of its own, apart from backups; losing it loses these texts only.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealedError(Exception):
    """The key of this installation does not open the text."""


def seal(text: str) -> bytes | None:
    """Return ``text`` encrypted; None: nothing was told."""
    if not text.strip():
        return None
    return Fernet(settings.SEIMBANG_CONFIDENCE_KEY).encrypt(text.strip().encode())


def opened(sealed: bytes | memoryview | None) -> str:
    """
    Return what was told; empty: nothing.

    :raises SealedError: when it was sealed with another key.
    """
    if sealed is None:
        return ""
    try:
        return Fernet(settings.SEIMBANG_CONFIDENCE_KEY).decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SealedError from error
