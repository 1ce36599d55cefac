"""The kinds of job: apps register their functions when they are loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Handle(Protocol):
    """What a running job may do: tell how far it is, and stop when asked."""

    actor: Any

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell how far the job is; CancelledError when it was asked to stop."""

    def note(self, **figures: Any) -> None:
        """Keep live figures (JSON) for the page."""


class CancelledError(Exception):
    """Somebody asked the job to stop."""


class FailedError(Exception):
    """The job cannot be done; the text says why, for people."""


Run = Callable[..., Any]  # (handle, **argument) -> JSON
KINDS: dict[str, Run] = {}


def kind(name: str) -> Callable[[Run], Run]:
    """Register a function as the kind of job ``name``."""

    def registered(run: Run) -> Run:
        KINDS[name] = run
        return run

    return registered
