"""Read the ledger: whether the chain holds, and what it says of a subject."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from seimbang_web.audit.actions import START, content_digest, entry_digest
from seimbang_web.audit.models import Anchor, Entry


@dataclass(frozen=True)
class Broken:
    """The first entry that does not hold, and what is wrong with it."""

    seq: int
    why: str


def verify() -> Broken | None:
    """Return the first break of the chain; None: every entry and anchor holds."""
    previous = START
    digests: dict[int, str] = {}
    entries = Entry.objects.select_related("content").order_by("seq")
    for seq, entry in enumerate(entries.iterator(), 1):
        if entry.seq != seq:
            return Broken(seq, "an entry is missing")
        if entry.previous != previous:
            return Broken(seq, "it does not follow the entry before it")
        if entry.digest != entry_digest(entry):
            return Broken(seq, "its fields were changed")
        kept = getattr(entry, "content", None)
        if kept and content_digest(kept.salt, kept.content) != entry.content_digest:
            return Broken(seq, "its content was changed")
        previous = digests[seq] = entry.digest
    for anchor in Anchor.objects.order_by("seq"):
        if digests.get(anchor.seq) != anchor.digest:
            return Broken(anchor.seq, f"it is not what was anchored on {anchor.day}")
    return None


def of_subject(subject: str) -> QuerySet[Entry]:
    """Return what was done to ``subject``, last first."""
    return Entry.objects.filter(subject=subject).select_related("content", "actor")
