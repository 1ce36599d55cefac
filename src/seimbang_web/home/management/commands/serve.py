"""``seimbang-web serve``: the web server and the worker, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, override


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
        running = [subprocess.Popen(command) for command in commands]

        def ended(*_: object) -> None:
            for one in running:
                one.terminate()

        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, ended)
        with override("id"):
            told = gettext("Seimbang is at {address} – Ctrl-C ends it.")
        self.stdout.write(told.format(address=f"http://127.0.0.1:{options['port']}"))
        while all(one.poll() is None for one in running):
            time.sleep(0.5)
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=30)


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
