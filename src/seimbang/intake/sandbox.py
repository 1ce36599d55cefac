"""
The parent's side of the child: start it, listen, and survive whatever becomes of it.

A child that dies – by signal, time or memory – costs one sentence about the file it
had in hand; a new child goes on with the files after it.
"""

from __future__ import annotations

import dataclasses
import io
import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from seimbang.intake import wire
from seimbang.intake.limits import Limits
from seimbang.intake.raw import Gatherer, RawSheet

_OUT_OF_MEMORY = 75  # :data:`.child.OUT_OF_MEMORY`, which is not imported here


@dataclass
class Heard:
    """What the child said of one file; ``refused`` is a code of :mod:`.refusal`."""

    path: Path
    sheets: list[RawSheet] = field(default_factory=list)
    frames: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    sha256: str = ""
    refused: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def listen(paths: Sequence[Path], limits: Limits) -> list[Heard]:
    """Return what is in each of ``paths``, in their order."""
    heard: list[Heard] = []
    while len(heard) < len(paths):
        heard += _one_child(paths[len(heard) :], limits)
    return heard


def _one_child(paths: Sequence[Path], limits: Limits) -> list[Heard]:
    """Return what one child said: of all files, or up to the one it died on."""
    order = {
        "paths": [str(path.absolute()) for path in paths],
        "limits": dataclasses.asdict(limits),
    }
    heard: list[Heard] = []
    with tempfile.TemporaryDirectory(prefix="seimbang-") as empty:
        child = subprocess.Popen(
            [sys.executable, "-I", "-m", "seimbang.intake.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env={"PATH": "", "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "1"},
            start_new_session=True,
        )
        out_of_time = threading.Event()
        clock = _Clock(child, limits.wall_seconds, out_of_time)
        try:
            complete = _converse(child, order, heard, paths, clock)
        finally:
            clock.stop()
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()
    if complete:
        return heard
    if not heard:
        heard.append(Heard(paths[0]))
    last = heard[-1]
    last.sheets.clear()
    last.frames.clear()
    last.refused = cause(clock.code, out_of_time.is_set())
    last.facts = {"limit": limits.wall_seconds}
    return heard


class _Clock:
    """Kill the child when one file takes longer than its time."""

    def __init__(
        self, child: subprocess.Popen[bytes], seconds: int, rung: threading.Event
    ) -> None:
        self.child, self.seconds, self.rung = child, seconds, rung
        self.code: int | None = None
        self.timer = threading.Timer(seconds, self._ring)

    def start(self) -> None:
        """Begin anew, for the next file."""
        self.timer.cancel()
        self.timer = threading.Timer(self.seconds, self._ring)
        self.timer.daemon = True
        self.timer.start()

    def stop(self) -> None:
        """Stop, and keep the code the child ended with, if it has ended."""
        self.timer.cancel()
        self.code = self.child.poll()

    def _ring(self) -> None:
        self.rung.set()
        self.child.kill()


def _converse(
    child: subprocess.Popen[bytes],
    order: dict[str, Any],
    heard: list[Heard],
    paths: Sequence[Path],
    clock: _Clock,
) -> bool:
    """Fill ``heard``; return whether every file came to its end."""
    assert child.stdin is not None
    assert child.stdout is not None
    clock.start()
    try:
        child.stdin.write(json.dumps(order).encode())
        child.stdin.close()
    except BrokenPipeError:
        return False
    open_sheet: dict[str, Any] | None = None
    gatherer = Gatherer()
    ended = False
    for head, parts in wire.messages(child.stdout):
        if head["is"] == "block":
            gatherer.add(head["rows"], parts)
            continue
        if open_sheet:
            heard[-1].sheets.append(_sheet(heard[-1].path, open_sheet, gatherer))
        open_sheet = head if head["is"] == "sheet" else None
        ended = _take(head, parts, heard, paths, clock)
    child.wait()
    return ended and len(heard) == len(paths)


def _take(
    head: dict[str, Any],
    parts: Sequence[bytes],
    heard: list[Heard],
    paths: Sequence[Path],
    clock: _Clock,
) -> bool:
    """Take a message about a file; return whether the file came to its end."""
    if head["is"] == "file":
        heard.append(Heard(paths[head["at"]]))
        clock.start()
    elif head["is"] == "frame":
        heard[-1].frames.append((head["name"], pl.read_ipc(io.BytesIO(parts[0]))))
    elif head["is"] == "done":
        heard[-1].sha256 = head["sha256"]
    elif head["is"] == "refused":
        heard[-1].sheets.clear()
        heard[-1].refused, heard[-1].facts = head["code"], head["facts"]
    return head["is"] in ("done", "refused")


def _sheet(path: Path, head: dict[str, Any], gatherer: Gatherer) -> RawSheet:
    texts, kinds = gatherer.columns()
    return RawSheet(
        file=path.name,
        name=head["name"],
        texts=texts,
        kinds=kinds,
        hidden=head["hidden"],
        oddities=head["oddities"],
    )


def cause(code: int | None, out_of_time: bool) -> str:
    """Return why a child died, as a code of :mod:`.refusal`."""
    if out_of_time or code == -signal.SIGXCPU:
        return "time"
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, _OUT_OF_MEMORY):
        return "memory"
    return "unreadable"
