"""
The zip package of a workbook, opened without trust.

Runs in the child. Every entry is unpacked in small steps before any other library sees
the file: total, ratio, forged sizes, overlaps, odd paths are found here.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from seimbang.intake.limits import Limits

STEP = 1 << 16  # bytes taken in at once
GULP = 1 << 18  # bytes let out at once
ZIP = b"PK\x03\x04"
ZIP_EMPTY = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL = struct.Struct("<4s5H3I2H")
_END = 22  # bytes of the end of the directory, without its comment
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Refused(Exception):
    """The file is not read: a ``code`` of :mod:`.refusal` with its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def check_magic(data: bytes) -> None:
    """
    Tell a workbook from what only bears its name, by the first bytes.

    :raises Refused: when it is empty, an old or encrypted workbook, or something else.
    """
    if not data:
        raise Refused("empty_file")
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("encrypted" if encrypted else "old_workbook")
    if not data.startswith(ZIP):
        raise Refused("not_a_workbook")


class Package:
    """
    The entries of a zip file, each to be streamed once.

    :raises Refused: when the directory of the file lies or is not allowed.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        check_magic(data)
        self.data = memoryview(data)
        self.limits = limits
        self.unpacked = 0
        try:
            _check_end(data)
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                self.entries = {info.filename: info for info in file.infolist()}
                listed = len(file.infolist())
        except (zipfile.BadZipFile, NotImplementedError, UnicodeError) as error:
            raise Refused("truncated") from error
        if listed > limits.entries:
            raise Refused("too_many_entries", found=listed, limit=limits.entries)
        if listed != len(self.entries):
            raise Refused("forged", entry="")
        for info in self.entries.values():
            _check_entry(info)
        self._starts = self._lay_out()

    def _lay_out(self) -> dict[str, int]:
        """Return where the bytes of each entry begin; refuse overlaps."""
        starts: dict[str, int] = {}
        end = 0
        for info in sorted(self.entries.values(), key=lambda info: info.header_offset):
            local = bytes(self.data[info.header_offset :][: _LOCAL.size])
            if len(local) < _LOCAL.size or not local.startswith(ZIP):
                raise Refused("truncated")
            name_length, extra_length = _LOCAL.unpack(local)[-2:]
            start = info.header_offset + _LOCAL.size + name_length + extra_length
            name = bytes(self.data[info.header_offset + _LOCAL.size :][:name_length])
            if info.header_offset < end or name != _raw_name(info):
                raise Refused("forged", entry=info.filename)
            end = start + info.compress_size
            if end > len(self.data):
                raise Refused("truncated")
            starts[info.filename] = start
        return starts

    def chunks(self, name: str) -> Iterator[bytes]:
        """
        Yield the unpacked bytes of an entry in small steps.

        :raises Refused: at the step that passes a bound, or when sizes do not agree.
        """
        info = self.entries[name]
        start = self._starts[name]
        packed = self.data[start : start + info.compress_size]
        out = 0
        steps = _stored(packed) if info.compress_type == 0 else _inflated(packed)
        try:
            for chunk, taken in steps:
                out += len(chunk)
                self.unpacked += len(chunk)
                self._check_bounds(out, taken, info)
                yield chunk
        except zlib.error as error:
            raise Refused("truncated") from error
        if out != info.file_size:
            raise Refused("forged", entry=info.filename)

    def _check_bounds(self, out: int, taken: int, info: zipfile.ZipInfo) -> None:
        limits = self.limits
        if self.unpacked > limits.unpacked_bytes:
            raise Refused("unpacked", limit=limits.unpacked_bytes // 1_000_000)
        if out > limits.ratio_floor and out > limits.ratio * max(taken, 1):
            raise Refused("ratio", limit=limits.ratio)
        if out > info.file_size:
            raise Refused("forged", entry=info.filename)

    def content(self, name: str, limit: int = 4_000_000) -> bytes:
        """
        Return a small entry whole, empty when there is none.

        :raises Refused: when it is larger than ``limit`` bytes.
        """
        found = bytearray()
        if name in self.entries:
            for chunk in self.chunks(name):
                found += chunk
                if len(found) > limit:
                    raise Refused("forged", entry=name)
        return bytes(found)


def _check_end(data: bytes) -> None:
    """Refuse a file that does not end with its directory: readers may disagree."""
    at = data.rfind(ZIP_EMPTY)
    if at < 0 or len(data) < at + _END:
        raise Refused("truncated")
    if at + _END + int.from_bytes(data[at + 20 : at + 22], "little") != len(data):
        raise Refused("truncated")


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    return info.orig_filename.encode(encoding)


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0]:
        raise Refused("bad_path")
    if "\0" in name or stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("bad_path")
    if info.flag_bits & 1:
        raise Refused("encrypted")
    if info.compress_type not in _STORED_OR_DEFLATED:
        raise Refused("forged", entry=name)


def _stored(packed: memoryview) -> Iterator[tuple[bytes, int]]:
    for at in range(0, len(packed), STEP):
        chunk = bytes(packed[at : at + STEP])
        yield chunk, at + len(chunk)


def _inflated(packed: memoryview) -> Iterator[tuple[bytes, int]]:
    machine = zlib.decompressobj(-15)
    taken = 0
    rest = b""
    while not machine.eof:
        if not rest:
            rest = bytes(packed[taken : taken + STEP])
            taken += len(rest)
        chunk = machine.decompress(rest, GULP)
        if not rest and not chunk:
            raise Refused("truncated")
        rest = machine.unconsumed_tail
        yield chunk, taken - len(rest)
    if machine.unused_data or taken < len(packed):
        raise Refused("forged", entry="")
