"""What waits for a person in all rooms of deciding."""

from __future__ import annotations

from importlib import import_module

from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting

ROOMS = ("dossier", "team", "authority", "objections", "amendments", "letters")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what the rooms tell, in the order in which a case goes through them."""
    found: list[Waiting] = []
    for room in ROOMS:
        try:
            module = import_module(f"seimbang_web.decisions.{room}.queries")
        except ModuleNotFoundError:
            continue
        told = getattr(module, "waiting_for", None)
        if told is not None:
            found += told(rights)
    return found
