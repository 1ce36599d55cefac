"""Progress on stderr, once something takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TextIO

from seimbang.language import text

SILENT = 1.0  # seconds
STAGES = {
    "read": text("Reading the files"),
    "workload": text("Measuring the workload"),
    "rules": text("Judging the rules"),
    "moves": text("Collecting the lawful moves"),
    "families": text("Solving the families of positions"),
    "linked": text("Solving the families that limits tie together"),
    "standby": text("Looking for stand-bys"),
    "reasons": text("Explaining"),
    "relief": text("Looking for relief without a transfer"),
    "report": text("Writing the report"),
    "files": text("Reading the files of the plan"),
    "proof": text("Checking the proof"),
    "data": text("Holding the plan against the data"),
    "invent": text("Inventing the people"),
    "write": text("Writing the files"),
    "solve": text("Solving"),
}


class Progress:
    """
    Tell stage, share done and time left; silent within the first second.

    On a terminal one line is rewritten; in a log each stage is one line. A stage that
    is still under way when the second is over is told by a timer, so whoever makes one
    closes it: :meth:`close`, or a ``with`` block.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.began = time.monotonic()
        self.stage = self.words = ""
        self.stage_began = self.began
        self.told = ""  # the last stage that was told
        self.open_line = False
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that ``stage`` is under way; nothing to tell yet: when it is time."""
        now = time.monotonic()
        with self.lock:
            if stage != self.stage:
                self.stage, self.stage_began = stage, now
                self.words = str(STAGES[stage])  # the timer's thread has no language
            left = self.began + SILENT - now
            if left <= 0:
                self._tell(done, total, now)
            elif self.timer is None:
                self.timer = threading.Timer(left, self._due)
                self.timer.daemon = True
                self.timer.start()

    def _due(self) -> None:
        with self.lock:
            if self.timer is not None and self.told == "":
                self._tell(0, 1, time.monotonic())

    def _tell(self, done: int, total: int, now: float) -> None:
        words = self.words
        if done:
            left = (now - self.stage_began) * (total - done) / done
            words += text(
                ": {done} of {total}, about {seconds} s left",
                done=done,
                total=total,
                seconds=round(left),
            ).__str__()
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[K{words}")
            self.open_line = True
        elif self.told != self.stage:
            self.stream.write(f"{words}\n")
        self.told = self.stage
        self.stream.flush()

    def close(self) -> None:
        """End the line that is being rewritten, and tell nothing more."""
        with self.lock:
            if self.timer is not None:
                self.timer.cancel()
                self.timer = None
            if self.open_line:
                self.stream.write("\r\x1b[K")
                self.stream.flush()
                self.open_line = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it, whatever happened."""
        self.close()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Tell that the one stage ``name`` is under way while the block runs."""
    with Progress() as progress:
        progress(name, 0, 1)
        yield
