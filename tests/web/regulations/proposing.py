"""What a form of the region's parameters sends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from seimbang_web.accounts.models import User
from seimbang_web.regulations.actions import last_local, propose_local
from seimbang_web.regulations.forms import LocalForm
from seimbang_web.regulations.local import PARAMETERS
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import local_of

DAY = date(2026, 1, 1)


def sent(**changes: Any) -> dict[str, Any]:
    """Return the fields as the page begins them, with ``changes``."""
    last = last_local()
    local = local_of(last)
    form = LocalForm(local=local, present=local, day=DAY)
    fields = {
        name: "" if (value := form[name].initial) is None else value
        for name in form.fields
    }
    return {
        **fields,
        "base": last.pk if last else "",
        "basis": "Perbup 1/2026",
        "since": "2026-02-01",
        "why": "Bukti di lapangan",
        **changes,
    }


def proposed(
    actor: User, now: datetime, since: date = date(2026, 2, 1), **changes: Any
) -> LocalVersion:
    """Return a proposal that changes some parameters."""
    last = last_local()
    local = local_of(last)
    values = {key: getattr(local, key) for key in PARAMETERS} | changes
    return propose_local(
        values=values,
        basis="Perbup 1/2026",
        why="Uji",
        since=since,
        base=last.pk if last else None,
        actor=actor,
        now=now,
    )
