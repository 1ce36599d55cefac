"""A small law of our own, to break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seimbang.language import speaking
from seimbang.law import Law

from .small import PARAMETER, SOURCES

Make = Callable[..., Law]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English: what is asserted are the message ids."""
    with speaking("en"):
        yield


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a maker of a law with one parameter, ``topic.thing``."""

    def made(parameter: str = PARAMETER, sources: str = SOURCES) -> Law:
        (tmp_path / "parameters" / "topic").mkdir(parents=True)
        (tmp_path / "sources.yaml").write_text(sources)
        (tmp_path / "parameters" / "topic" / "thing.yaml").write_text(parameter)
        return Law.load(tmp_path)

    return made
