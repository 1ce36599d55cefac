"""Read the ledger: whether the chain holds, who did what, what was done to a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from seimbang_web.audit.actions import START, content_digest, entry_digest
from seimbang_web.audit.models import Anchor, Entry


@dataclass(frozen=True)
class Broken:
    """The first entry that does not hold, and what is wrong with it."""

    seq: int
    why: str


@dataclass(frozen=True)
class Status:
    """How long the chain is, its head, and the last day it was anchored."""

    length: int
    head: Entry | None
    anchor: Anchor | None


def verify(kept: Iterable[tuple[int, str]] = ()) -> Broken | None:
    """
    Return the first break of the chain; None: every entry and anchor holds.

    ``kept``: heads (number, digest) that were kept outside of the database.
    """
    previous = START
    digests: dict[int, str] = {}
    entries = Entry.objects.select_related("content").order_by("seq")
    for seq, entry in enumerate(entries.iterator(chunk_size=2000), 1):
        why = _wrong(entry, seq, previous)
        if why:
            return Broken(seq, why)
        previous = digests[seq] = entry.digest
    anchors = Anchor.objects.order_by("seq").values_list("seq", "digest")
    for seq, digest in sorted([*anchors, *kept]):
        if digests.get(seq) != digest:
            return Broken(seq, "it is not what was anchored")
    return None


def _wrong(entry: Entry, seq: int, previous: str) -> str:
    """Return what is wrong with an entry; empty: it holds."""
    if entry.seq != seq:
        return "an entry is missing"
    if entry.previous != previous:
        return "it does not follow the entry before it"
    if entry.digest != entry_digest(entry):
        return "its fields were changed"
    kept = getattr(entry, "content", None)
    if kept and content_digest(kept.salt, kept.content) != entry.content_digest:
        return "its content was changed"
    return ""


def status() -> Status:
    """Return the length and head of the chain, and the last anchor."""
    head = Entry.objects.order_by("-seq").first()
    return Status(
        head.seq if head else 0, head, Anchor.objects.order_by("-day").first()
    )


def entries(**chosen: Any) -> QuerySet[Entry]:
    """Return the entries that fit ``chosen`` (lookups of Entry), last first."""
    return Entry.objects.filter(**chosen).order_by("-seq")


def entry(pk: int) -> Entry | None:
    """Return one entry with its content."""
    return Entry.objects.select_related("content").filter(pk=pk).first()


def of_user(name: str) -> QuerySet[Entry]:
    """Return what a user did, last first; by the name, which survives a restore."""
    return Entry.objects.filter(actor_name=name).order_by("-seq")


def of_subject(subject: str) -> QuerySet[Entry]:
    """Return what was done to ``subject``, last first."""
    return Entry.objects.filter(subject=subject).select_related("content", "actor")


def flat(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield a content (JSON) as lines: where, what."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from flat(value, f"{path} › {name}" if path else str(name))
    elif isinstance(content, list) and any(
        isinstance(one, list | Mapping) for one in content
    ):
        for number, value in enumerate(content, 1):
            yield from flat(value, f"{path} {number}")
    elif isinstance(content, list):
        yield path, ", ".join(str(one) for one in content)
    else:
        yield path, "–" if content in (None, "") else str(content)
