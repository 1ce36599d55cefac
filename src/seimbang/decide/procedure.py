"""
The way of a kind of move as dated data: steps, articles, working days, documents.

``procedures/<lane>.yaml`` names the steps and papers of a lane, ``steps.yaml`` and
``papers.yaml`` say what they are; all of it is read strictly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from seimbang import language
from seimbang.language import text
from seimbang.law import Law, NotInForceError
from seimbang.law.reading import is_day, is_words, read, require, require_keys

FOLDER = Path(__file__).parent / "procedures"
SHARED = ("steps", "papers")


@dataclass(frozen=True)
class Said:
    """Words of the data in both languages; ``str`` speaks those in force."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.id if language.current() == "id" else self.en


@dataclass(frozen=True)
class Basis:
    """Where something stands; not ``confirmed``: nobody compared it with the text."""

    source: str
    title: str
    at: str
    confirmed: bool


@dataclass(frozen=True)
class Step:
    """
    One step. ``role`` and ``act``: who does it, by the matrix of the web application.

    ``days``: working days for it. ``escalate``: who is told when they are over.
    """

    key: str
    name: Said
    does: Said
    role: str
    act: str
    capability: str
    days: int
    escalate: Said
    basis: Basis


@dataclass(frozen=True)
class Paper:
    """One document; ``needed``: without it nothing is signed, whatever is written."""

    key: str
    name: Said
    needed: bool
    basis: Basis


@dataclass(frozen=True)
class Route:
    """A way outside the application: what is followed on paper."""

    name: Said
    basis: Basis
    follow: tuple[Said, ...]


@dataclass(frozen=True)
class Procedure:
    """The way of a lane from ``since`` on. ``key``: lane and day, kept by a dossier."""

    lane: str
    since: date
    title: Said
    note: Said
    basis: Basis
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    routes: tuple[Route, ...]

    @property
    def key(self) -> str:
        """Return the name under which a dossier keeps its procedure."""
        return f"{self.lane}@{self.since.isoformat()}"

    def step(self, key: str) -> Step:
        """
        Return a step.

        :raises KeyError: when this way has none of that name.
        """
        return {step.key: step for step in self.steps}[key]


@cache
def lanes(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the lanes there are."""
    names = (path.stem for path in sorted(folder.glob("*.yaml")))
    return tuple(name for name in names if name not in SHARED)


def procedure(lane: str, day: date | None = None, folder: Path = FOLDER) -> Procedure:
    """
    Return the way of a lane in force on a day; None: the newest.

    :raises KeyError: when there is no such lane.
    :raises NotInForceError: when the way begins after the day.
    :raises LawFileError: when a file is not as it must be.
    """
    versions = _versions(lane, folder)
    held = [one for one in versions if day is None or one.since <= day]
    if not held:
        first = versions[0]
        raise NotInForceError(
            text(
                "The way {lane} is not in force on {day}: it begins on {since}.",
                lane=lane,
                day=day,
                since=first.since,
            )
        )
    return held[-1]


def by_key(key: str, folder: Path = FOLDER) -> Procedure:
    """
    Return the way that a dossier keeps.

    :raises KeyError: when there is none of that name.
    """
    lane, _, since = key.partition("@")
    return {one.since.isoformat(): one for one in _versions(lane, folder)}[since]


@cache
def _versions(lane: str, folder: Path) -> tuple[Procedure, ...]:
    if lane not in lanes(folder):
        raise KeyError(lane)
    file = f"{lane}.yaml"
    found = read(folder / file)
    require_keys(found, ("title", "versions"), file, lane)
    dated = found["versions"]
    require(
        isinstance(dated, Mapping) and bool(dated) and all(map(is_day, dated)),
        file,
        "versions",
        dated,
        text("dated values, each under a day like 2017-04-07"),
    )
    title = _said(found["title"], file, "title")
    return tuple(
        _version(lane, title, since, dated[since], folder) for since in sorted(dated)
    )


def _version(
    lane: str, title: Said, since: date, found: Any, folder: Path
) -> Procedure:
    file, place = f"{lane}.yaml", str(since)
    keys = ["source", "at", "checked", "note", "steps", "papers", "needed"]
    routes = found.get("routes", ()) if isinstance(found, Mapping) else ()
    require_keys(found, [*keys, "routes"] if routes else keys, file, place)
    steps, papers = _shared("steps", folder, _step), _shared("papers", folder, _paper)
    for name, known in (("steps", steps), ("papers", papers), ("needed", papers)):
        unknown = [one for one in found[name] if one not in known]
        require(
            not unknown,
            file,
            f"{place}, {name}",
            unknown,
            text("keys of {name}.yaml", name="steps" if name == "steps" else "papers"),
        )
    return Procedure(
        lane=lane,
        since=since,
        title=title,
        note=_said(found["note"], file, place),
        basis=_basis(found, file, place, checked=found["checked"]),
        steps=tuple(steps[key] for key in found["steps"]),
        papers=tuple(
            Paper(key, papers[key].name, key in found["needed"], papers[key].basis)
            for key in found["papers"]
        ),
        routes=tuple(_route(one, file, place) for one in routes),
    )


@cache
def _shared(name: str, folder: Path, make: Callable[..., Any]) -> Mapping[str, Any]:
    file = f"{name}.yaml"
    return {key: make(key, one, file) for key, one in read(folder / file).items()}


def _step(key: str, found: Any, file: str) -> Step:
    keys = ["name", "does", "role", "act", "days", "escalate", "source", "at"]
    held = "capability" in found if isinstance(found, Mapping) else False
    require_keys(found, [*keys, "capability"] if held else keys, file, key)
    days = found["days"]
    require(
        isinstance(days, int) and days > 0,
        file,
        key,
        days,
        text("working days above 0"),
    )
    return Step(
        key=key,
        name=_said(found["name"], file, key),
        does=_said(found["does"], file, key),
        role=found["role"],
        act=found["act"],
        capability=found.get("capability", ""),
        days=days,
        escalate=_said(found["escalate"], file, key),
        basis=_basis(found, file, key),
    )


def _paper(key: str, found: Any, file: str) -> Paper:
    require_keys(found, ("name", "source", "at"), file, key)
    return Paper(key, _said(found["name"], file, key), False, _basis(found, file, key))


def _route(found: Any, file: str, place: str) -> Route:
    require_keys(found, ("name", "source", "at", "follow"), file, place)
    return Route(
        _said(found["name"], file, place),
        _basis(found, file, place),
        tuple(_said(one, file, place) for one in found["follow"]),
    )


def _said(found: Any, file: str, place: str) -> Said:
    require_keys(found, ("id", "en"), file, place)
    for words in found.values():
        require(is_words(words), file, place, words, text("words"))
    return Said(found["id"], found["en"])


def _basis(
    found: Mapping[str, Any], file: str, place: str, checked: date | None = None
) -> Basis:
    sources = Law.load().sources
    source = found["source"]
    require(
        source in sources,
        file,
        place,
        source,
        text("the id of a source in sources.yaml"),
    )
    return Basis(source, sources[source].title, found["at"], checked is not None)
