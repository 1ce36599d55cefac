"""Progress on stderr, once something takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from seimbang.language import text

STAGES = {
    "read": text("Reading the files"),
    "workload": text("Measuring the workload"),
    "rules": text("Judging the rules"),
    "moves": text("Collecting the lawful moves"),
    "families": text("Solving the families of positions"),
    "reasons": text("Explaining"),
    "report": text("Writing the report"),
}


class Progress:
    """
    Tell stage, share done and time left; silent within the first second.

    On a terminal one line is rewritten; in a log each stage is one line.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.began = time.monotonic()
        self.stage = ""
        self.stage_began = self.began
        self.open_line = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        fresh = stage != self.stage
        if fresh:
            self.stage, self.stage_began = stage, now
        if now - self.began < 1:
            return
        words = str(STAGES[stage])
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
        elif fresh:
            self.stream.write(f"{words}\n")
        self.stream.flush()

    def close(self) -> None:
        """End the line that is being rewritten."""
        if self.open_line:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
