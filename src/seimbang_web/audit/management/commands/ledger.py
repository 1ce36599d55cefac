"""``seimbang-web ledger verify | anchor``: whether the record holds; keep its head."""

from __future__ import annotations

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

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "anchor":
            head = anchor(day=clock.today())
            self.stdout.write("–" if head is None else f"{head.seq} {head.digest}")
            return
        broken = verify()
        if broken is not None:
            raise CommandError(f"Entry {broken.seq}: {broken.why}.", returncode=1)
        self.stdout.write("The chain holds.")
