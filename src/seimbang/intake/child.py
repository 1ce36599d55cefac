"""
The child process that alone opens files of others: ``python -m seimbang.intake.child``.

In, on stdin: one JSON object {"paths": […], "limits": {…}}. Out, on stdout: the
messages of :mod:`.wire`, file by file: "file", then "sheet" with its "block"s, then
"done" with the checksum, or "refused" with a code. It sets its own limits before it
opens anything, writes no file, and imports nothing heavy.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from seimbang.intake import delimited, wire, workbook
from seimbang.intake.limits import Limits
from seimbang.intake.package import Refused
from seimbang.intake.workbook import Sheet

OUT_OF_MEMORY = 75  # the code this process ends with


def confine(limits: Limits, files: int) -> None:
    """Bound this process: memory, processor seconds, no core, no file written."""
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu_seconds * files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))


def _sheets(path: Path, data: bytes, limits: Limits) -> Iterator[Sheet]:
    if path.suffix.lower() == ".parquet":
        return
    if path.suffix.lower() == ".csv":
        yield Sheet(path.stem, False, {}, delimited.blocks(data, limits, path.stem))
        return
    yield from workbook.sheets(data, limits)


def _frame(data: bytes, limits: Limits) -> bytes:
    """Return a Parquet file as Arrow; polars is loaded only for this."""
    from seimbang.intake import columnar

    return columnar.arrow(data, limits)


def _columns(block: list[list[Any]]) -> list[bytes]:
    """Return the parts of a block: two for each column, short rows filled up."""
    widest = max(map(len, block))
    if min(map(len, block)) < widest:
        block = [row + [""] * (widest - len(row)) for row in block]
    return [part for column in zip(*block, strict=True) for part in wire.packed(column)]


def _tell_sheet(out: IO[bytes], sheet: Sheet) -> None:
    head = {"name": sheet.name, "hidden": sheet.hidden, "oddities": sheet.oddities}
    wire.send(out, {"is": "sheet"} | head)
    for block in sheet.blocks:
        wire.send(out, {"is": "block", "rows": len(block)}, _columns(block))


def tell(out: IO[bytes], path: Path, limits: Limits) -> None:
    """Read one file and say what it holds."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
        if len(data) > limits.file_bytes:
            raise Refused("file_bytes", limit=limits.file_bytes // 1_000_000)
        if path.suffix.lower() == ".parquet":
            frame = _frame(data, limits)
            wire.send(out, {"is": "frame", "name": path.stem}, [frame])
        for sheet in _sheets(path, data, limits):
            _tell_sheet(out, sheet)
        wire.send(out, {"is": "done", "sha256": hashlib.sha256(data).hexdigest()})
    except Refused as refused:
        wire.send(out, {"is": "refused", "code": refused.code, "facts": refused.facts})
    except OSError as error:
        facts = {"reason": error.strerror}
        wire.send(out, {"is": "refused", "code": "not_opened", "facts": facts})
    except MemoryError:
        wire.send(out, {"is": "refused", "code": "memory", "facts": {}})


def main() -> None:
    """Read the order on stdin, then each file in turn."""
    order = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    try:
        _serve(order["paths"], limits)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _serve(paths: list[str], limits: Limits) -> None:
    confine(limits, len(paths))
    for at, path in enumerate(paths):
        wire.send(sys.stdout.buffer, {"is": "file", "at": at})
        tell(sys.stdout.buffer, Path(path), limits)


if __name__ == "__main__":
    main()
