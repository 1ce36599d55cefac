"""Write to the ledger: in the transaction of the act, one writer at a time."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from seimbang_web.audit.models import Anchor, Content, Entry

START = "0" * 64
_LOCK = 7_360_001  # of pg_advisory_xact_lock; SQLite's transactions are alone anyway


def canonical(value: Any) -> bytes:
    """Return JSON with one spelling: sorted keys, no spaces."""
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        cls=DjangoJSONEncoder,
    )
    return text.encode()


def content_digest(salt: str, content: Any) -> str:
    """Return the digest of a content with its salt."""
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()


def entry_digest(entry: Entry) -> str:
    """Return the digest of an entry over the previous one's and its own fields."""
    fields = [
        entry.previous,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_name,
        entry.act,
        entry.subject,
        entry.content_digest,
    ]
    return hashlib.sha256(canonical(fields)).hexdigest()


def record(
    *,
    actor: Any,
    act: str,
    subject: str,
    now: datetime,
    content: Mapping[str, Any] | None = None,
) -> Entry:
    """
    Append what ``actor`` (a user; None: the system) did; return the entry.

    ``content`` is JSON: before, after, why, evidence. Never a NIP.

    :raises RuntimeError: outside a transaction, where act and record could part.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Expected a transaction around the act and its record.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    told = json.loads(canonical(dict(content or {})))
    salt = secrets.token_hex(16)
    head = Entry.objects.order_by("-seq").values("seq", "digest").first()
    entry = Entry(
        seq=head["seq"] + 1 if head else 1,
        at=now,
        actor=actor,
        actor_name=actor.username if actor is not None else "",
        act=act,
        subject=subject,
        content_digest=content_digest(salt, told),
        previous=head["digest"] if head else START,
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    Content.objects.create(entry=entry, salt=salt, content=told)
    return entry


@transaction.atomic
def anchor(*, day: date) -> Anchor | None:
    """Keep the head of the chain for ``day``, once; None: the ledger is empty."""
    head = Entry.objects.order_by("-seq").first()
    if head is None:
        return None
    found, _ = Anchor.objects.get_or_create(
        day=day, defaults={"seq": head.seq, "digest": head.digest}
    )
    return found
