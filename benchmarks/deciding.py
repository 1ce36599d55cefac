"""
How fast a decision on hundreds is, from the dossier to the extracts.

``python benchmarks/deciding.py`` plays the demo's round in a folder of its own with all
moves of the ordinary lane in one dossier: what each act costs, and what each big page
costs over 20 requests. Seconds are those of the processor, so a busy machine tells the
same; wall seconds stand beside.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Any

TIMES = 20  # requests of a page


def ready(folder: str) -> None:
    """Let Django work on a state of its own in ``folder``."""
    os.environ |= {
        "SEIMBANG_STATE": folder,
        "SEIMBANG_MODE": "demo",
        "SEIMBANG_DAY": "2026-01-01",
        "DJANGO_SETTINGS_MODULE": "seimbang_web.settings",
    }
    from django.conf import settings
    from django.utils import translation

    import seimbang_web.wsgi  # noqa: F401  # starts as the server does

    settings.ALLOWED_HOSTS = ["testserver"]
    translation.activate("id")


class Questions:
    """Counts what the database is asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        """Count one question, and ask it."""
        self.count += 1
        return execute(*args)


@contextmanager
def act(name: str) -> Iterator[None]:
    """Print what the block cost, as a line of a table."""
    from django.db import connection

    asked, cpu, wall = Questions(), time.process_time(), time.perf_counter()
    with connection.execute_wrapper(asked):
        yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"| {name} | {cpu:.1f} | {wall:.1f} | {asked.count} |", flush=True)


def page(name: str, who: str, url: str) -> None:
    """Print what a page costs, as a line of a table."""
    from django.db import connection
    from django.test import Client

    from seimbang_web.accounts.models import User

    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(User.objects.get(username=who), backend=backend)
    cpus, walls, asked = list[float](), list[float](), Questions()
    with connection.execute_wrapper(asked):
        answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code}")
    for _time in range(TIMES):
        cpu, wall = time.process_time(), time.perf_counter()
        client.get(url)
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    figures = [
        f"{1000 * sorted(some)[ceil(share * TIMES) - 1]:.0f}"  # nearest rank
        for some in (cpus, walls)
        for share in (0.5, 0.95)
    ]
    size = len(answer.content) // 1024
    print(f"| {name} | {' | '.join(figures)} | {asked.count} | {size} |", flush=True)


class Round:
    """The demo's round with one dossier of all moves of the ordinary lane."""

    def __init__(self) -> None:
        from seimbang_web.home.stages.people import Players
        from seimbang_web.lib import clock
        from seimbang_web.proposals.models import Proposal

        self.players = Players(clock.today())
        lane = Proposal.objects.filter(lane="biasa", state="terbuka")
        self.proposals = list(lane.order_by("pk"))

    def freeze(self) -> None:
        """Make the dossier."""
        from seimbang_web.decisions.dossier.actions import make_dossier
        from seimbang_web.plans.models import Plan

        page("Susun berkas", "putri", "/keputusan/baru/")
        with act(f"freeze {len(self.proposals)} proposals as a dossier"):
            self.dossier = make_dossier(
                proposals=self.proposals,
                plan=Plan.objects.get(choices__isnull=False),
                lane="biasa",
                day=self.players.day,
                **self.players.by("putri"),
            )
        page("Berkas", "sari", f"/keputusan/{self.dossier.pk}/")

    def sit(self) -> None:
        """Let the team recommend: most in one act, exceptions one by one."""
        from seimbang_web.decisions.models import Vote
        from seimbang_web.decisions.team import together, voting
        from seimbang_web.decisions.team.actions import mark_presence, open_session
        from seimbang_web.home.stages import recommended

        players, dossier = self.players, self.dossier
        with act("all steps to the team"):
            recommended._to_team(players, dossier)
        session = recommended._session(players, dossier)
        for seat in session.seats.select_related("user"):
            mark_presence(seat=seat, present=True, **players.by(seat.user.username))
        open_session(session=session, day=players.day, **players.by("sekda"))
        url = f"/keputusan/sidang/{session.pk}/"
        page("Sidang", "tono", url)
        page("Sidang: satu kasus", "tono", f"{url}kasus/5/")
        told = {"session": session, "digest": dossier.digest}
        for member in players.team():
            name = member.username
            with act(f"vote together ({name})"):
                together.vote_together(
                    **told, choice=Vote.Choice.FOR, **players.by(name)
                )
        page("Sidang, setelah suara", "tono", url)
        with act("recommend together"):
            together.advise_together(**told, **players.by("tono"))
        left = [one.entry for one in together.tallies(session, _entries(dossier))
                if one.noted is None]  # fmt: skip
        with act(f"{len(left)} cases one by one"):
            for entry in left:
                for member in players.team():
                    voting.cast_vote(
                        **told,
                        entry=entry,
                        choice=Vote.Choice.FOR,
                        **players.by(member.username),
                    )
                voting.record_advice(
                    **told,
                    entry=entry,
                    condition="",
                    considered="Alasan pegawai sudah dipertimbangkan.",
                    **players.by("tono"),
                )
        with act("close the session"):
            voting.close_session(
                session=session, closing="", day=players.day, **players.by("tono")
            )
        page("Sidang, ditutup", "tono", url)

    def decide(self) -> None:
        """Let the authority decide: approve what may be approved."""
        from seimbang_web.accounts.rights import Rights
        from seimbang_web.decisions.authority.actions import (
            Outcome,
            challenge,
            decide_dossier,
        )
        from seimbang_web.decisions.authority.queries import Sheet, days_for
        from seimbang_web.decisions.models import Entry

        players, dossier = self.players, self.dossier
        dossier.refresh_from_db()
        page("Lembar keputusan", "bupati", f"/keputusan/{dossier.pk}/lembar/")
        page("Tugas saya (Bupati)", "bupati", "/")
        sheet = Sheet(dossier, Rights(players.user("bupati"), players.day))
        why = "Kekurangan di unit tujuan lebih besar."
        outcomes = {
            one.entry.pk: Outcome(
                Entry.Outcome.POSTPONED if one.why_not else Entry.Outcome.APPROVED,
                why if one.why_not or one.needs_why else "",
            )
            for one in sheet.lines
        }
        by = players.by("bupati")
        with act(f"decide on {len(outcomes)} cases"):
            decide_dossier(
                dossier=dossier,
                outcomes=outcomes,
                effective_on=next(days_for(sheet.families, players.day)),
                challenge=challenge(dossier=dossier, **by),
                day=players.day,
                **by,
            )
        page("Putusan", "bupati", f"/keputusan/{dossier.pk}/putusan/")

    def write(self) -> None:
        """Write the decree, number it and sign it."""
        from seimbang_web.documents.models import Kind
        from seimbang_web.home.stages import signed

        players, subject = self.players, f"dossier:{self.dossier.pk}"
        signed._profile(players)
        with act("telaahan staf: drafted, initialled, numbered"):
            memo = signed._numbered(players, Kind.MEMO, subject)
        signed._sealed(players, memo)
        with act("SK: drafted, initialled, numbered"):
            self.decree = signed._numbered(
                players, Kind.DECREE, subject, number="3 Tahun 2026",
                dated_on=players.day,
            )  # fmt: skip
        with act("SK: PDF made and signed"):
            signed._sealed(players, self.decree)
        page("SK", "dedi", f"/surat/{self.decree.pk}/")

    def hand_out(self) -> None:
        """Make the extracts as the worker does, sign them all, take the files."""
        from seimbang_web.documents import handout
        from seimbang_web.documents.actions import ask_extracts, sign_letters
        from seimbang_web.documents.sealing import Secret, sealer
        from seimbang_web.home.stages import signed
        from seimbang_web.jobs.worker import drain

        players, decree = self.players, self.decree
        decree.refresh_from_db()
        with act("extracts asked for"):
            ask_extracts(decree=decree, day=players.day, **players.by("dedi"))
        with act("extracts made (job)"):
            drain()
        made = list(decree.children.filter(kind="petikan").order_by("pk"))
        page("Penyerahan", "dedi", f"/surat/{decree.pk}/serahkan/")
        way, signer = sealer(), signed.SEALS[made[0].signer["signs"]]
        assert way is not None
        with act(f"{len(made)} extracts signed electronically"):
            sign_letters(
                letters=made, sealer=way, secret=Secret(), day=players.day,
                **players.by(signer),
            )  # fmt: skip
        with act("ZIP of all"):
            content = handout.archive(decree)
        print(f"\nZIP: {len(content) // 1024} KB, {len(made)} extracts")


def _entries(dossier: Any) -> list[Any]:
    return list(dossier.entries.select_related("proposal").order_by("order"))


def main() -> None:
    """Measure and print: acts (4 columns) and pages (7) as lines of two tables."""
    with tempfile.TemporaryDirectory() as folder:
        ready(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        with open(os.devnull, "w") as nowhere:
            call_command("demo", stage="proposed", stdout=nowhere)
        print("act: CPU s, wall s, questions to the database")
        print("page: CPU ms p50, p95, wall ms p50, p95, questions, KB\n")
        round = Round()
        round.freeze()
        round.sit()
        round.decide()
        round.write()
        round.hand_out()


if __name__ == "__main__":
    main()
