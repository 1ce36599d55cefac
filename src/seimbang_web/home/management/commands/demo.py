"""``seimbang-web demo``: the demo regency, its users, a measurement and a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seimbang.demo import DEMO_DAY, LOCAL, regency
from seimbang.model.snapshot import Snapshot
from seimbang_web.accounts.models import User
from seimbang_web.home.cast import PASSWORD, people_of_the_office
from seimbang_web.lib import clock
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Round
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.workloads.actions import measure


class Command(BaseCommand):
    """Load the demo; does nothing where there are data already."""

    help = "Load the demo regency (generated people), once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEIMBANG_DEMO:
            raise CommandError("The demo is not for an office's own data.")
        if current() is None:
            self._load(clock.today())
        for user in User.objects.order_by("pk"):
            self.stdout.write(f"{user.username:12} {PASSWORD:20} {user.name}")

    def _load(self, day: date) -> None:
        now = clock.now()
        frames = regency()
        info = dict(frames["info"].iter_rows())
        version = apply_version(
            snapshot=Snapshot(frames, institution=info["instansi"], taken=DEMO_DAY),
            base=None,
            actor=None,
            now=now,
            day=day,
            source="demo",
        )
        LocalVersion.objects.create(
            number=1,
            content=LOCAL.read_text(),
            basis="contoh",
            since=DEMO_DAY,
            proposed_at=now,
            approved_at=now,
        )
        people_of_the_office(day=day, now=now)
        Round.objects.create(
            name="Mutasi 2026", day=DEMO_DAY, opened_on=day, deadlines={}
        )
        measure(version=version, day=DEMO_DAY, now=now)
