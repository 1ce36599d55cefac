"""How often one address may ask for what nobody signs in for."""

from __future__ import annotations

from django.core.cache import cache

from seimbang_web.lib import clock

MINUTE = 60  # seconds


def within(name: str, address: str, most: int) -> bool:
    """Count one more asking of ``name`` in this minute; False: more than ``most``."""
    minute = int(clock.now().timestamp()) // MINUTE
    key = f"limit:{name}:{address}:{minute}"
    cache.add(key, 0, 2 * MINUTE)
    return int(cache.incr(key)) <= most
