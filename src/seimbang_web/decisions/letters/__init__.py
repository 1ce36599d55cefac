"""
The letters of decisions: turn the record into the core's facts, letter by letter.

``SIGNED``: what a room above does when a decree is signed (``follow_up`` begins).
``VOIDED``: what it takes back when a signed decree is voided.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seimbang_web.documents.models import Letter

SIGNED: list[Callable[[Letter, Any, datetime], None]] = []
VOIDED: list[Callable[[Letter, Any, datetime], None]] = []
