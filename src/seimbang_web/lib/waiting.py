"""What waits for a person: each app tells its own, the home page shows all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """
    One line of *Tugas saya*: what waits, where, how many, until when.

    ``state`` is "todo", "waiting" (for somebody else) or "done".
    """

    label: str | Promise
    url: str
    count: int
    due: date | None = None
    state: str = "todo"
