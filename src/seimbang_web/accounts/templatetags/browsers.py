"""Browsers in words: what a person recognises of their own session."""

from __future__ import annotations

from django import template

register = template.Library()
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome",
            "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "Windows": "Windows",
           "Mac OS": "Mac", "Linux": "Linux"}  # fmt: skip


@register.filter
def browser(agent: str) -> str:
    """Return browser and system of a user agent; its start when we know neither."""
    found = [
        next((words for mark, words in known.items() if mark in agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or agent[:40]
