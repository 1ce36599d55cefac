"""Write the profile: a new version each time, and the emblem."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.institution.content import label
from seimbang_web.institution.models import Logo, Profile
from seimbang_web.lib.act import StaleError

KIND_OF = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_type(content: bytes) -> str:
    """Return what the first bytes say: PNG, JPEG, or nothing."""
    for start, kind in KIND_OF.items():
        if content.startswith(start):
            return kind
    return ""


@transaction.atomic
def save_profile(
    *,
    content: Mapping[str, Any],
    base: int,
    actor: Any,
    now: datetime,
    logo: bytes | None = None,
) -> Profile:
    """
    Make ``content`` the profile; ``base`` is the number it was edited from (0: none).

    :raises StaleError: when somebody saved another meanwhile.
    """
    last = Profile.objects.select_for_update().first()
    if (last.number if last else 0) != base:
        raise _stale(content, last)
    made = Profile.objects.create(
        number=base + 1,
        content=dict(content),
        logo=_logo(logo) if logo else (last.logo if last else None),
        made_at=now,
        made_by=actor,
    )
    before = last.content if last else {}
    record(
        actor=actor,
        act="profile.save",
        subject=f"profile:{made.number}",
        now=now,
        content={
            "changed": sorted(
                name for name in content if content[name] != before.get(name, "")
            ),
            "logo": bool(logo),
        },
    )
    return made


def _logo(content: bytes) -> Logo:
    digest = hashlib.sha256(content).hexdigest()
    found, _new = Logo.objects.get_or_create(
        digest=digest,
        defaults={"media_type": media_type(content), "content": content},
    )
    return found


def _stale(content: Mapping[str, Any], last: Profile | None) -> StaleError:
    """Return both values of every field that differs."""
    theirs = last.content if last else {}
    names = [name for name in content if content[name] != theirs.get(name, "")]
    return StaleError(
        _("{who} changed the profile while you wrote.").format(
            who=last.made_by if last else ""
        ),
        mine={label(name): str(content[name]) for name in names},
        theirs={label(name): str(theirs.get(name, "")) for name in names},
    )
