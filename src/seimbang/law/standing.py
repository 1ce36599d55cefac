"""
What a citation points to: law, a convention of this project, a choice of the region.

Only law can lack the comparison with its official text; a convention and a choice have
nobody else's text to be compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seimbang.language import Text, text

LAW, PROJECT, REGION = "law", "project", "region"
KINDS = {"project": PROJECT, "local": REGION}  # sources that are no law

_WORDS = {
    PROJECT: text("convention of the project"),
    REGION: text("choice of the region"),
}
_OPEN = text("not confirmed")


def kind(citation: Mapping[str, Any]) -> str:
    """Return what a citation (as JSON knows it) points to: law, project or region."""
    return KINDS.get(citation["source"], LAW)


def is_open(citation: Mapping[str, Any]) -> bool:
    """Tell whether it is law that nobody has compared with the official text."""
    return kind(citation) == LAW and not citation["confirmed"]


def standing(citation: Mapping[str, Any]) -> Text | None:
    """Return the word that goes with a citation; None for law that was compared."""
    if is_open(citation):
        return _OPEN
    return _WORDS.get(kind(citation))
