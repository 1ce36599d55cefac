"""``seimbang-web demo``: the demo regency, its users, a measurement and a plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, override

from seimbang.demo import DEMO_DAY, LOCAL, regency
from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang_web.accounts.models import User
from seimbang_web.home import stages
from seimbang_web.home.cast import PASSWORD, people_of_the_office, profile_of_the_office
from seimbang_web.jobs.worker import drain
from seimbang_web.lib import clock
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.actions import Wanted, ask_plan
from seimbang_web.plans.models import Round
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.workloads.actions import measure

DEADLINES = {  # of the demo's round: step → last day
    "data": "2026-01-16",
    "inventory": "2026-01-23",
    "measure": "2026-01-23",
    "listen": "2026-01-30",
    "plan": "2026-02-06",
    "choice": "2026-02-13",
    "decide": "2026-03-13",
    "support": "2026-04-01",
}


class Command(BaseCommand):
    """Load the demo, and play its round on; does nothing where that was done."""

    help = "Load the demo regency (generated people), once; play its round on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stage",
            choices=list(stages.STAGES),
            help="how far the round has gone; without it: a plan, nothing proposed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEIMBANG_DEMO:
            raise CommandError("The demo is not for an office's own data.")
        if current() is None:
            self._load(clock.today())
        if options["stage"]:
            played = stages.play(options["stage"], day=clock.today())
            self._told(played)
        for user in User.objects.order_by("pk"):
            self.stdout.write(f"{user.username:12} {PASSWORD:20} {user.name}")

    def _told(self, played: list[str]) -> None:
        """Say in Indonesian what was played."""
        with override("id"):
            for name in played:
                self.stdout.write(str(stages.TOLD[name]))
            if not played:
                self.stdout.write(gettext("The round has gone that far already."))

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
            basis="Peraturan Bupati Batang Hari tentang Mutasi Pegawai (contoh)",
            since=DEMO_DAY,
            proposed_at=now,
            approved_at=now,
        )
        people_of_the_office(day=day, now=now)
        profile_of_the_office(now=now)
        measure(version=version, day=DEMO_DAY, now=now)
        self._plan(day, now)

    def _plan(self, day: date, now: datetime) -> None:
        """Open the round and solve its first plan."""
        cycle = Round.objects.create(
            name="Mutasi 2026", day=DEMO_DAY, opened_on=day, deadlines=DEADLINES
        )
        plan = ask_plan(
            round=cycle,
            wanted=Wanted(name="Rencana 1", policy=Local.load(LOCAL).policy),
            actor=User.objects.get(username="putri"),
            now=now,
        )
        drain()
        plan.refresh_from_db()
        if plan.solved_at is None:
            raise CommandError("The first plan was not solved; the log says why.")
