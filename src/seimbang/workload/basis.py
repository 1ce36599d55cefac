"""The law on one day, as the formulas ask for it; what was asked is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from seimbang.law import Citation, Law


class Basis:
    """Values of ``law`` on ``day``; ``citations`` holds every one that was used."""

    def __init__(self, law: Law, day: date) -> None:
        self.law = law
        self.day = day
        self._cited: dict[str, Citation] = {}

    def value(self, key: str) -> Any:
        """
        Return the value of ``key`` and remember its citation.

        :raises NotInForceError: when no value is in force on the day.
        """
        value = self.law.value(key, self.day)
        self._cited[key] = value.citation
        return value.value

    def integer(self, key: str) -> int:
        """Return a whole number."""
        return int(self.value(key))

    def table(self, key: str) -> Mapping[Any, Any]:
        """Return a value that is a table."""
        return dict(self.value(key))

    def fractions(self, key: str) -> dict[str, Fraction]:
        """Return a table of exact decimals."""
        return {str(name): Fraction(value) for name, value in self.table(key).items()}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return what was cited, in the order of first use."""
        return tuple(self._cited.values())
