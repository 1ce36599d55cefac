"""
The pages under ``docs/``, their links, and the commands that they show.

A block ```` ```console ```` that begins with ``$ seimbang`` holds one command and what
it prints; with ``exit=1`` it is expected to end so. Lines are cut to 100 characters;
one line ``…`` stands for lines left out. A block ```` ```json file=NAME ```` is written
to that file first. Run ``python -m tests.system.pages`` to put what the commands print
today into the pages.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seimbang.cli.progress import STAGES
from seimbang.language import LANGUAGES, speaking

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100
LEFT_OUT = "…"
DEMO = "seimbang demo --out demo --dirty"  # what every page may take as done
_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Return every page for people."""
    top = [ROOT / name for name in ("README.md", "README.id.md", "CONTRIBUTING.md")]
    return [*sorted((ROOT / "docs").rglob("*.md")), *filter(Path.is_file, top)]


@dataclass(frozen=True)
class Example:
    """One block of a page: a file to write, or a command with what it prints."""

    page: Path
    kind: str  # json, console, …
    note: str  # file=NAME, exit=1
    body: str

    @property
    def command(self) -> str:
        return self.body.splitlines()[0].removeprefix("$ ")

    @property
    def printed(self) -> list[str]:
        return self.body.splitlines()[1:]

    @property
    def code(self) -> int:
        return int(self.note.removeprefix("exit=") or 0)


def examples(page: Path) -> Iterator[Example]:
    """Yield the blocks of a page that are run or written."""
    for kind, note, body in _BLOCK.findall(page.read_text(encoding="utf-8")):
        ours = kind == "console" and body.startswith("$ seimbang ")
        if ours or note.startswith("file="):
            yield Example(page, kind, note, body)


class Desk:
    """A folder in which the commands of the pages run, each of them once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers: dict[str, tuple[int, list[str]]] = {}
        self.run(DEMO)

    def write(self, example: Example) -> None:
        """Write the file that a block shows."""
        name = example.note.removeprefix("file=")
        (self.folder / name).write_text(example.body, encoding="utf-8")

    def run(self, command: str) -> tuple[int, list[str]]:
        """Return the exit code and the lines that ``command`` prints."""
        if command not in self.answers:
            name, *arguments = shlex.split(command)
            assert name == "seimbang", command
            clean = {k: v for k, v in os.environ.items() if k != "SEIMBANG_LANG"}
            done = subprocess.run(
                [sys.executable, "-m", "seimbang", *arguments],
                cwd=self.folder,
                env=clean | {"COLUMNS": "88", "PYTHONIOENCODING": "utf-8"},
                capture_output=True,
                text=True,
                check=False,
            )
            told = _without_progress(done.stderr) if done.returncode else ""
            out = done.stdout + told
            lines = [_cut(line.rstrip()) for line in out.rstrip().splitlines()]
            self.answers[command] = done.returncode, lines
        return self.answers[command]


def _without_progress(words: str) -> str:
    """Leave out the stages, which only a slow machine tells."""
    stages = set()
    for language in LANGUAGES:
        with speaking(language):
            stages |= {f"{stage}\n" for stage in STAGES.values()}
    return "".join(
        line for line in words.splitlines(keepends=True) if line not in stages
    )


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 1].rstrip() + LEFT_OUT


def shortened(lines: list[str], like: list[str]) -> list[str]:
    """Return ``lines``, with as many left out as ``like`` leaves out."""
    if LEFT_OUT not in like:
        return lines
    head = like.index(LEFT_OUT)
    tail = len(like) - head - 1
    if len(lines) <= head + tail:
        return lines
    return [*lines[:head], LEFT_OUT, *lines[len(lines) - tail :]]


def refresh(page: Path, desk: Desk) -> None:
    """Put what the commands print today into ``page``."""
    words = page.read_text(encoding="utf-8")
    for example in examples(page):
        if example.kind != "console":
            desk.write(example)
            continue
        code, lines = desk.run(example.command)
        if code != example.code:
            sys.exit(f"{page.name}: {example.command}: exit {code}: {lines}")
        body = "\n".join([f"$ {example.command}", *shortened(lines, example.printed)])
        words = words.replace(f"\n{example.body}```", f"\n{body}\n```")
    page.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for page in pages():
            refresh(page, desk)
