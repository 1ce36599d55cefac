"""``seimbang-web recompute PLAN``: compute a plan again; exit 1 when it differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seimbang_web.plans.models import Plan
from seimbang_web.plans.recompute import recompute


class Command(BaseCommand):
    """Compute a plan again from what was kept with it, and compare byte for byte."""

    help = "Compute a plan again; exit 1 when anything differs from what was kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", type=int, help="the number in the plan's address")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = Plan.objects.filter(pk=options["plan"], solved_at__isnull=False).first()
        if plan is None:
            raise CommandError(f"Found no solved plan {options['plan']}.")
        again = recompute(plan)
        if not again.holds:
            raise CommandError("The kept files do not pass the check.", returncode=1)
        if not again.same:
            parts = ", ".join(again.parts or again.files)
            told = f"These differ: {parts}. Core: {' then '.join(again.core)}."
            raise CommandError(told, returncode=1)
        self.stdout.write(f"The same, byte for byte: {plan.digest}")
