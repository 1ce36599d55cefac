"""``seimbang-web escalate``: mark the steps over their last day, once a night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seimbang_web.decisions.dossier.late import escalate
from seimbang_web.lib import clock


class Command(BaseCommand):
    """Mark late steps of dossiers; each is marked once."""

    help = "Mark steps of dossiers that are over their last day, and who is told."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(escalate(now=clock.now(), day=clock.today())))
