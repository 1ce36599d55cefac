"""A dossier of the demo's plan, drafted letters of it."""

from __future__ import annotations

from tests.web.decisions.objections.conftest import (
    asn,
    decree,
    file,
    plan,
    proposal,
    proposals,
    received,
)
from tests.web.decisions.objections.test_take_replan import dossier

__all__ = [
    "asn", "decree", "dossier", "file", "plan", "proposal", "proposals", "received",
]  # fmt: skip
