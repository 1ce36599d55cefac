"""What is told in confidence, before it is sent: sealed, gone with the session."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from seimbang_web.lib.confidence import SealedError, opened, seal
from seimbang_web.wishes.actions import Told

KEY = "wishes-told"


def hold(session: Any, told: Told) -> None:
    """Hold what was told until it is sent or the person signs out."""
    sealed = seal(told.text)
    session[KEY] = {
        "change": told.change,
        "category": told.category,
        "text": b64encode(sealed).decode() if sealed else "",
    }


def held(session: Any) -> Told:
    """Return what is held; "keep" when nothing is."""
    row = session.get(KEY)
    if not row:
        return Told()
    try:
        text = opened(b64decode(row["text"])) if row["text"] else ""
    except SealedError:
        return Told()
    return Told(row["change"], row["category"], text)


def drop(session: Any) -> None:
    """Forget what was held."""
    session.pop(KEY, None)
