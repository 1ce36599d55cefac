"""Chromium, the demo loaded once, real servers on copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.base import DAY, Base, loaded
from tests.browser.person import Person
from tests.browser.server import serving, stage

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Come = Callable[..., Person]
Staged = Callable[[str], Base]


def chromium() -> str:
    """Return the browser's program."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(
            "Expected Chromium on this machine (apt-get install chromium): the pages "
            "are tested in it."
        )
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def prepared() -> Base:
    """Load the demo once a run."""
    return loaded()


@pytest.fixture(scope="session")
def reading(prepared: Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo to tests that change nothing."""
    with serving(prepared, tmp_path_factory.mktemp("reading")) as address:
        yield address


@pytest.fixture(scope="session")
def staged(prepared: Base, tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Play the demo on, each stage once: ``staged("recommended")``."""
    made: dict[str, Base] = {}

    def played(name: str) -> Base:
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            made[name] = stage(prepared, name, folder)
        return made[name]

    return played


@pytest.fixture
def serve(staged: Staged, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Serve a copy of a stage to one test alone: ``serve("signed", day=…)``."""
    with ExitStack() as stack:

        def served(name: str, *, day: str = DAY) -> str:
            return stack.enter_context(serving(staged(name), tmp_path, day=day))

        yield served


@pytest.fixture
def server(prepared: Base, tmp_path: Path) -> Iterator[str]:
    """Serve a copy of the demo to one test alone."""
    with serving(prepared, tmp_path) as address:
        yield address


@pytest.fixture
def come(browser: Browser) -> Iterator[Come]:
    """Let people come: ``come(address, "rina", phone=True)``."""
    with ExitStack() as stack:

        def came(address: str, name: str = "", **how: Any) -> Person:
            person = stack.enter_context(Person(browser, address, **how))
            return person.sign_in(name) if name else person

        yield came
