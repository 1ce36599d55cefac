"""A parameter of the law: one value, one file, each dated value with its citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from seimbang.language import text
from seimbang.law.errors import NotInForceError
from seimbang.law.reading import is_day, is_exact, is_words, require, require_keys
from seimbang.law.source import Source

_KEYS = ("description", "term", "unit", "values")
_DATED_KEYS = ("value", "source", "at", "checked")


@dataclass(frozen=True)
class Citation:
    """
    Where a value stands, as data for explanations and files.

    ``at`` is the place in the source, ``since`` the first day of the value; not
    ``confirmed`` means: nobody has compared it with the official text.
    """

    key: str
    source: str
    at: str
    title: str
    since: date
    confirmed: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the citation as JSON knows it."""
        return {
            "key": self.key,
            "source": self.source,
            "at": self.at,
            "title": self.title,
            "since": self.since.isoformat(),
            "confirmed": self.confirmed,
        }


@dataclass(frozen=True)
class Value:
    """
    What a parameter says from ``since`` on.

    ``value`` is what the file holds: whole number, words, truth, day, list or mapping;
    exact decimals are words ("0.90", see :attr:`fraction`). None: ``source`` ended it.
    It is shared: do not change what is inside.
    """

    key: str
    unit: str | None
    since: date
    value: Any
    source: str
    at: str
    checked: date | None
    title: str

    @property
    def confirmed(self) -> bool:
        """Tell whether a person compared the value with the official text."""
        return self.checked is not None

    @property
    def fraction(self) -> Fraction:
        """
        Return the exact number.

        :raises ValueError: when the value is not a number.
        """
        if isinstance(self.value, bool) or not isinstance(self.value, int | str):
            raise ValueError(f"Expected a number in {self.key}, got {self.value!r}.")
        return Fraction(self.value)

    @property
    def citation(self) -> Citation:
        """Return where the value stands."""
        return Citation(
            self.key, self.source, self.at, self.title, self.since, self.confirmed
        )


@dataclass(frozen=True)
class Parameter:
    """
    One number, list or table of the law, with its values in the order of their days.

    ``term`` is the law's own word for it (Indonesian), ``unit`` the unit of a number
    (None: it has none).
    """

    key: str
    description: str
    term: str
    unit: str | None
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """
        Return the value in force on ``day``.

        Its ``value`` is None when a source has ended the parameter.
        :raises NotInForceError: when ``day`` is before the first value.
        """
        for value in reversed(self.values):
            if value.since <= day:
                return value
        first = self.values[0]
        raise NotInForceError(
            text(
                "{key} is not in force on {day}: its first value begins on {since} "
                "({title}, {at}). Choose a later day.",
                key=self.key,
                day=day,
                since=first.since,
                title=first.title,
                at=first.at,
            )
        )


def parameter(
    key: str, found: Any, sources: Mapping[str, Source], file: str
) -> Parameter:
    """
    Return the parameter that a file holds (``found``: its YAML).

    :raises LawFileError: when a key is missing, unknown or not as it must be.
    """
    require_keys(found, _KEYS, file, key)
    for name in ("description", "term"):
        require(is_words(found[name]), file, name, found[name], text("words"))
    unit, dated = found["unit"], found["values"]
    require(unit is None or is_words(unit), file, "unit", unit, text("words or null"))
    require(
        isinstance(dated, dict) and bool(dated) and all(map(is_day, dated)),
        file,
        "values",
        dated,
        text("dated values, each under a day like 2017-04-07"),
    )
    require(
        list(dated) == sorted(dated),
        file,
        "values",
        ", ".join(map(str, dated)),
        text("the days in their order"),
    )
    values = tuple(
        _value(key, unit, since, leaf, sources, file) for since, leaf in dated.items()
    )
    require(
        values[0].value is not None,
        file,
        str(values[0].since),
        "null",
        text("a first value that is not an end"),
    )
    return Parameter(key, found["description"], found["term"], unit, values)


def _value(
    key: str,
    unit: str | None,
    since: date,
    leaf: Any,
    sources: Mapping[str, Source],
    file: str,
) -> Value:
    place = str(since)
    require_keys(leaf, _DATED_KEYS, file, place)
    source, at, checked = leaf["source"], leaf["at"], leaf["checked"]
    require(
        source in sources,
        file,
        place,
        source,
        text("the id of a source in sources.yaml"),
    )
    require(is_words(at), file, place, at, text("the place in the source"))
    require(
        checked is None or is_day(checked),
        file,
        place,
        checked,
        text("the day it was compared with the official text, or null"),
    )
    require(
        is_exact(leaf["value"]),
        file,
        place,
        leaf["value"],
        text("exact values: a decimal is written in quotes"),
    )
    return Value(
        key, unit, since, leaf["value"], source, at, checked, sources[source].title
    )
