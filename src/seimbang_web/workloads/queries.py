"""Read what was measured."""

from __future__ import annotations

from seimbang_web.workloads.models import Measurement


def current_measurement() -> Measurement | None:
    """Return the last measurement with its version (no content); None: none yet."""
    rows = Measurement.objects.select_related("version").defer("version__content")
    return rows.order_by("-made_at", "-pk").first()
