"""``seimbang-web work``: run the jobs, politely, until SIGTERM."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from seimbang_web.jobs.worker import serve


class Command(BaseCommand):
    """Run jobs; the running one ends before the worker stops."""

    help = "Run the jobs of the database until SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        os.nice(10)  # pages first
        serve(stop)
