"""
How fast the pages are with a real server, with and without a solve beside them.

``python benchmarks/web.py`` starts the demo in a folder of its own with
``seimbang-web serve``, signs in as several users and asks for pages at a fixed rate;
the time of a page counts from when it was due, so a server that falls behind shows it.
The second half runs while plans are being solved.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

PASSWORD = "seimbang-contoh-2026"  # of the demo's invented users
USERS = ("putri", "sari", "inspektur", "rina")
PAGES = {
    "putri": ("/", "/rencana/", "/rencana/1/", "/beban-kerja/", "/rencana/baru/"),
    "sari": ("/", "/beban-kerja/", "/beban-kerja/unit/20/", "/rencana/1/"),
    "inspektur": ("/", "/rencana/", "/beban-kerja/unit/150/", "/aturan/"),
    "rina": ("/", "/beban-kerja/", "/beban-kerja/unit/100/"),
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HANDS = 40  # requests under way at once, at most


@dataclass
class Times:
    """Seconds of each answer by page, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, page: str, seconds: float, wrong: str) -> None:
        """Keep one answer."""
        with self.lock:
            self.seconds.setdefault(page, []).append(seconds)
            if wrong:
                self.errors.append(f"{page}: {wrong}")

    def told(self, name: str) -> Iterator[str]:
        """Yield the lines of a table: all pages, then each."""
        whole = [one for some in self.seconds.values() for one in some]
        yield _line(f"**{name}**", whole, len(self.errors))
        for page in sorted(self.seconds):
            wrong = sum(one.startswith(f"{page}: ") for one in self.errors)
            yield _line(page, self.seconds[page], wrong)


def _line(name: str, seconds: list[float], errors: int) -> str:
    ordered = sorted(seconds)
    parts = [
        f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.0f}"
        for share in (0.5, 0.95, 0.99)
    ]
    return f"| {name} | {len(ordered)} | {' | '.join(parts)} | {errors} |"


class Visitor:
    """A person of the demo with a browser's cookies."""

    def __init__(self, server: str, name: str) -> None:
        self.server, self.name = server, name
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar)
        )
        self.send("/akun/login/", {"login": name, "password": PASSWORD})

    def get(self, page: str) -> str:
        """Return a page."""
        with self.browser.open(self.server + page, timeout=60) as answer:
            content: bytes = answer.read()
        return content.decode()

    def send(self, page: str, form: dict[str, str]) -> str:
        """Fill the form of a page and send it; return the page that follows."""
        found = TOKEN.search(self.get(page))
        assert found is not None
        told = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": found[1]})
        asked = urllib.request.Request(self.server + page, told.encode())
        asked.add_header("Referer", self.server + page)
        with self.browser.open(asked, timeout=60) as answer:
            return str(answer.geturl())


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """Run the demo's server and worker while the block runs; yield its address."""
    settings = {"SEIMBANG_STATE": str(folder), "SEIMBANG_DAY": "2026-01-01"}
    environment = os.environ | settings
    program = [sys.executable, "-m", "seimbang_web"]
    for command in (["migrate", "-v0"], ["demo"]):
        subprocess.run(
            [*program, *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    command = [*program, "serve", "--port", str(port)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: urllib.request.urlopen(f"{address}/akun/login/", timeout=5))
        yield address
    finally:
        running.terminate()
        running.wait(timeout=60)


def _wait(ready: Callable[[], object], most: float = 60) -> None:
    until = time.monotonic() + most
    while True:
        try:
            ready()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return


def load(visitors: list[Visitor], *, rate: float, seconds: float) -> Times:
    """Ask for pages at ``rate`` a second, whoever is late, for ``seconds``."""
    times, begin = Times(), time.monotonic()
    turns = cycle(
        (visitor, page)
        for at in range(max(map(len, PAGES.values())))
        for visitor in visitors
        for page in [PAGES[visitor.name][at % len(PAGES[visitor.name])]]
    )

    def ask(visitor: Visitor, page: str, due: float) -> None:
        wrong = ""
        try:
            visitor.get(page)
        except OSError as error:
            wrong = str(error)
        times.keep(page, time.monotonic() - due, wrong)

    with ThreadPoolExecutor(HANDS) as hands:
        for number in range(int(rate * seconds)):
            due = begin + number / rate
            time.sleep(max(0, due - time.monotonic()))
            hands.submit(ask, *next(turns), due)
    return times


def solving(visitor: Visitor, over: threading.Event, took: list[float]) -> None:
    """Ask for a plan after another until ``over``, each to its end; keep the times."""
    while not over.is_set():
        form = {"policy": "pemerataan", "minutes": "10", "key": str(time.monotonic())}
        begin = time.monotonic()
        address = visitor.send("/rencana/baru/", form).removeprefix(visitor.server)
        while "hx-trigger" in visitor.get(address):
            time.sleep(0.25)
        took.append(time.monotonic() - begin)


def main() -> None:
    """Measure and print a table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rate", type=float, default=20)
    wanted.add_argument("--seconds", type=float, default=30)
    wanted.add_argument("--port", type=int, default=8099)
    asked = wanted.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), asked.port) as address,
    ):
        visitors = [Visitor(address, name) for name in USERS]
        planner = Visitor(address, "putri")
        load(visitors, rate=asked.rate, seconds=3)  # caches filled
        print("| pages | requests | p50 ms | p95 ms | p99 ms | errors |")
        print("|---|---:|---:|---:|---:|---:|")
        quiet = load(visitors, rate=asked.rate, seconds=asked.seconds)
        print(*quiet.told("nothing beside"), sep="\n")
        over, took = threading.Event(), list[float]()
        beside = threading.Thread(target=solving, args=(planner, over, took))
        beside.start()
        busy = load(visitors, rate=asked.rate, seconds=asked.seconds)
        over.set()
        beside.join()
        print(*busy.told("while plans are solved"), sep="\n")
        print(f"\nFrom click to plan: {', '.join(f'{one:.1f} s' for one in took)}")
        for wrong in sorted({*quiet.errors, *busy.errors}):
            print(wrong)


if __name__ == "__main__":
    main()
