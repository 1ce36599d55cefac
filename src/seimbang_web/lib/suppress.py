"""Counts crossed with a personal trait: below five nobody may be recognised."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _

LEAST = 5


def fewer_than_five(count: int) -> str:
    """Return a count in words; 1 … 4 are "fewer than five"."""
    return _("fewer than five") if 0 < count < LEAST else number_format(count)


def hidden(counts: Mapping[str, int]) -> dict[str, str]:
    """
    Return the counts of the values of one trait in words, their sum being known.

    A single hidden count would follow from the sum: then the next smallest is hidden
    too.
    """
    small = {name for name, count in counts.items() if 0 < count < LEAST}
    others = sorted(
        (count, name) for name, count in counts.items() if count and name not in small
    )
    if len(small) == 1 and others:
        small.add(others[0][1])
    return {
        name: _("not shown: others could be recognised")
        if name in small and count >= LEAST
        else fewer_than_five(count)
        for name, count in counts.items()
    }
