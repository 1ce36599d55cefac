"""Read the versions of the data."""

from __future__ import annotations

from seimbang_web.organisation.models import Version


def current(*, lock: bool = False) -> Version | None:
    """Return the last version of the data, without its content; None: no data yet."""
    rows = Version.objects.defer("content").order_by("-number")
    if lock:
        rows = rows.select_for_update()
    return rows.first()
