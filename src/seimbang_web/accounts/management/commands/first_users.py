"""``seimbang-web first_users TECHNICIAN VERIFIER``: the two who let in all others."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seimbang_web.accounts.codes import first_users
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError


class Command(BaseCommand):
    """Make the first technical administrator and the first verifier, once."""

    help = "Make the first technical administrator and verifier; print their codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("technician", help="user name, no NIP")
        parser.add_argument("verifier", help="user name, no NIP")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            codes = first_users(
                technician=options["technician"],
                verifier=options["verifier"],
                now=clock.now(),
                day=clock.today(),
            )
        except ActError as error:
            raise CommandError(str(error)) from error
        for name, code in codes.items():
            self.stdout.write(f"{name} {code}")
