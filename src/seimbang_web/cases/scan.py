"""What a scanned letter may be: PDF, JPEG or PNG by its first bytes, not its name."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

LARGEST = 5 * 2**20
MOST = 5  # of one case
MAGIC = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}
ENDING = dict(MAGIC.values())


@dataclass(frozen=True)
class Letter:
    """A scan that was looked at: its kind by content, its bytes."""

    type: str
    content: bytes

    @property
    def digest(self) -> str:
        """Return SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()


def letter(content: bytes) -> Letter | None:
    """Return the scan; None: it is none of the three kinds."""
    for start, (kind, _) in MAGIC.items():
        if content.startswith(start):
            return Letter(kind, content)
    return None
