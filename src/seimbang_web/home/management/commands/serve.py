"""``seimbang-web serve``: the web server and the worker, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections
from django.urls import reverse
from django.utils.translation import gettext, override

from seimbang_web.lib import clock
from seimbang_web.outreach.actions import pulse
from seimbang_web.outreach.extend import on_working

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Collect the static files, start gunicorn and the worker; end both together."""

    help = "Serve the application on this machine: web server and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-worker", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.STATE.mkdir(parents=True, exist_ok=True)
        commands = [_server(options["port"])]
        if not options["no_worker"]:
            commands.append([sys.executable, "-m", "seimbang_web", "work"])
        known = _address(options["port"]) | os.environ
        running = [subprocess.Popen(command, env=known) for command in commands]

        def ended(*_: object) -> None:
            for one in running:
                one.terminate()

        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, ended)
        with override("id"):
            told = gettext("Seimbang is at {address} – Ctrl-C ends it.")
        self.stdout.write(told.format(address=f"http://127.0.0.1:{options['port']}"))
        beats = None if settings.SEIMBANG_DAY else _Beats(options["port"])
        while all(one.poll() is None for one in running):
            if beats is not None:
                beats.keep()
            time.sleep(0.5)
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=30)


class _Beats:
    """
    Keep once a minute that the pages answer; not where the day stands still (demo).

    What is not kept was an outage: last days move for it (outreach.extend).
    """

    EVERY = 60.0  # seconds

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}{reverse('healthy')}"
        self.next = time.monotonic() + self.EVERY

    def keep(self) -> None:
        """Keep a pulse when it is time and the page answers."""
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + self.EVERY
        # an office's proxy speaks HTTPS and names the host: so do we
        asked = urllib.request.Request(
            self.address,
            headers={"Host": settings.ALLOWED_HOSTS[0], "X-Forwarded-Proto": "https"},
        )
        try:
            with urllib.request.urlopen(asked, timeout=10):
                pulse(now=clock.now(), working=on_working)
        except (OSError, DatabaseError) as error:
            logger.warning("The pages do not answer: %s", error)
        finally:
            connections.close_all()


def _address(port: int) -> dict[str, str]:
    """Return where printed letters say they are checked, unless the office says it."""
    if settings.OFFICE:
        return {}
    return {"SEIMBANG_ADDRESS": f"http://127.0.0.1:{port}"}


def _server(port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "seimbang_web.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "4",
        "--worker-tmp-dir",
        "/dev/shm",
    ]
