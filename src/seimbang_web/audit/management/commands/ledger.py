"""``seimbang-web ledger verify | anchor``: whether the record holds; keep its head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seimbang_web.audit.actions import anchor
from seimbang_web.audit.queries import verify
from seimbang_web.lib import clock


class Command(BaseCommand):
    """Verify the chain of the ledger, or print and keep today's head."""

    help = "verify: exit 1 at the first break. anchor: keep and print today's head."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "anchor"])
        parser.add_argument(
            "--kept",
            type=Path,
            help="a file of lines that 'ledger anchor' printed, kept elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "anchor":
            head = anchor(day=clock.today())
            if head is not None:
                self.stdout.write(f"{head.day} {head.seq} {head.digest}")
            return
        broken = verify(_heads(options["kept"]))
        if broken is not None:
            raise CommandError(f"Entry {broken.seq}: {broken.why}.", returncode=1)
        self.stdout.write("The chain holds.")


def _heads(file: Path | None) -> Iterator[tuple[int, str]]:
    """Yield number and digest of each line of ``file``."""
    for line in file.read_text().splitlines() if file else ():
        try:
            _day, seq, digest = line.split()
            yield int(seq), digest
        except ValueError as wrong:
            raise CommandError(
                f"{file}: expected lines of day, number and digest, got {line!r}."
            ) from wrong
