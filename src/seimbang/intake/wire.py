"""
What the child says to the parent: messages of a JSON head and raw columns.

A message is the length of its head (4 bytes), the head (a JSON object; ``sizes`` are
the lengths of the parts), then the parts. JSON and plain bytes only: nothing that the
parent reads can run. One column of a block is two parts: the kinds of its cells (one
byte each, or one byte for all) and their texts, parted by NUL.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

LENGTH = struct.Struct("<I")
HEAD_BYTES = 16_000_000
PART_BYTES = 400_000_000

TEXT, NUMBER, DAY, MOMENT, TRUTH, TIME = b"tndmbo"
KINDS: dict[type, int] = {
    str: TEXT,
    float: NUMBER,
    int: NUMBER,
    date: DAY,
    datetime: MOMENT,
    bool: TRUTH,
}


def spoken(value: Any) -> str:
    """Return a cell as text: numbers exactly and without ".0", days as ISO."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value if isinstance(value, str) else str(value)


def packed(column: Sequence[Any]) -> tuple[bytes, bytes]:
    """Return the kinds and the texts of a column of raw cells."""
    if set(map(type, column)) == {str}:
        kinds = bytes([TEXT])
        texts: Sequence[str] = column
    else:
        kinds = bytes([KINDS.get(type(value), TIME) for value in column])
        texts = [spoken(value) for value in column]
    joined = "\0".join(texts)
    if joined.count("\0") != len(texts) - 1:  # a NUL in a cell: refused later as \1
        joined = "\0".join(text.replace("\0", "\1") for text in texts)
    return kinds, joined.encode("utf-8", "replace")


def send(out: IO[bytes], head: dict[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Write one message."""
    encoded = json.dumps(head | {"sizes": [len(part) for part in parts]}).encode()
    out.write(LENGTH.pack(len(encoded)))
    out.write(encoded)
    for part in parts:
        out.write(part)
    out.flush()


def messages(source: IO[bytes]) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Yield the messages up to the end; a message cut short ends them."""
    while len(prefix := source.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(prefix)
        if length > HEAD_BYTES or len(encoded := source.read(length)) < length:
            return
        try:
            head = json.loads(encoded)
        except ValueError:
            return
        if sum(head["sizes"]) > PART_BYTES:
            return
        parts = [source.read(size) for size in head["sizes"]]
        if [len(part) for part in parts] != head["sizes"]:
            return
        yield head, parts
