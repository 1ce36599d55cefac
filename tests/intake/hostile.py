"""Builders of hostile workbooks: each takes a good one and spoils one thing."""

from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewrite(path: Path, changed: Mapping[str, bytes]) -> Path:
    """Write the workbook anew with parts replaced or added."""
    whole = parts(path) | dict(changed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in whole.items():
            file.writestr(name, content)
    return path


def with_sheet(path: Path, rows: str, before: str = "", after: str = "") -> Path:
    """Replace the first sheet's XML: ``rows`` inside, ``before`` and ``after`` it."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    return rewrite(path, {SHEET: text.encode()})


def zip_bomb(path: Path, megabytes: int = 256) -> Path:
    """Add a part of ``megabytes`` zeros: about 1 KB packed for each of them."""
    return rewrite(path, {"xl/media/image1.xml": b"0" * (megabytes * 1_000_000)})


def patched(path: Path, old: bytes, new: bytes, count: int = -1) -> Path:
    """Replace bytes of the file itself."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, count))
    return path


def forged_size(path: Path, name: str = SHEET, size: int = 10) -> Path:
    """Let the directory say that a part is smaller than it is."""
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    struct.pack_into("<I", data, at + 24, size)
    path.write_bytes(bytes(data))
    return path


def overlapping(path: Path, name: str = SHEET) -> Path:
    """Let the directory say that a part begins where the first one does."""
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    struct.pack_into("<I", data, at + 42, 0)
    path.write_bytes(bytes(data))
    return path


def doubled(path: Path, name: str = SHEET) -> Path:
    """Add a second part of the same name."""
    content = parts(path)[name]
    with (
        zipfile.ZipFile(path, "a") as file,
        warnings.catch_warnings(action="ignore"),
    ):
        file.writestr(name, content)
    return path


def linked(path: Path) -> Path:
    """Add a symbolic link."""
    info = zipfile.ZipInfo("xl/link.xml")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(info, "/etc/passwd")
    return path
