"""Bytes from disk: bounded, unpacked, read as strict JSON."""

from __future__ import annotations

import gzip
import json
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from seimbang.verify.report import refuse

PROBLEM, CERTIFICATE, PLAN = "problem.json.gz", "certificate.json", "plan.json"
MOST_BYTES = 2**29  # of one file, unpacked
_MOST_DIGITS = 100_000
_INT_DIGITS = 4_000  # above, int() of a text is refused by the interpreter


class MissingFilesError(Exception):
    """The folder lacks files of a plan."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def require(folder: Path) -> None:
    """
    Look whether the three files are there.

    :raises MissingFilesError: when one is not.
    """
    missing = [
        name for name in (PROBLEM, CERTIFICATE, PLAN) if not (folder / name).is_file()
    ]
    if missing:
        raise MissingFilesError(missing)


def plain_bytes(path: Path) -> bytes:
    """Return the bytes of a file, at most :data:`MOST_BYTES`."""
    with path.open("rb") as file:
        return _bounded(file.read(MOST_BYTES + 1), path)


def unpacked_bytes(path: Path) -> bytes:
    """Return the bytes inside a gzip file, at most :data:`MOST_BYTES`."""
    try:
        with gzip.open(path, "rb") as file:
            return _bounded(file.read(MOST_BYTES + 1), path)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise refuse("{file}: not a gzip file.", file=path.name) from None


def _bounded(data: bytes, path: Path) -> bytes:
    if len(data) > MOST_BYTES:
        raise refuse("{file}: more than {most} bytes.", file=path.name, most=MOST_BYTES)
    return data


def parsed(data: bytes, name: str, *, long_integers: bool = False) -> Any:
    """
    Return JSON; every key once, no NaN, no integer cut short.

    ``long_integers`` allows for integers beyond the interpreter's 4,300 digits.
    """
    try:
        return json.loads(
            data,
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_integer if long_integers else None,
        )
    except (ValueError, RecursionError):
        raise refuse("{file}: not JSON as the format has it.", file=name) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("Expected each key once.")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"Expected a number, got {name}.")


def _integer(digits: str) -> int:
    if len(digits) <= _INT_DIGITS:
        return int(digits)
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"Expected at most {_MOST_DIGITS} digits.")
    return int(Decimal(digits))
