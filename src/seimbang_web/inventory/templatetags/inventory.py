"""Filters of the pages of tasks."""

from __future__ import annotations

from typing import Any

from django import template

from seimbang_web.inventory import rows, similar
from seimbang_web.inventory.models import State

register = template.Library()
TAGS = {
    State.SENT: "brand",
    State.RETURNED: "bad",
    State.ACCEPTED: "good",
    State.FROZEN: "good",
}


@register.filter
def cell(entry: rows.Entry, column: str) -> str:
    """Return a value of a line as people read it."""
    return rows.spoken(column, entry.row.get(column))


@register.filter
def source(entry: rows.Entry, column: str) -> str:
    """Return where a number of a line came from."""
    return similar.source_words(entry.sources.get(column))


@register.filter
def heading(column: str) -> Any:
    """Return the heading of a column."""
    return rows.LABELS[column]


@register.filter
def state_tag(state: str) -> str:
    """Return the style of a state's tag; its word stands in it."""
    return TAGS.get(State(state), "warn") if state else ""
