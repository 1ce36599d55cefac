"""The book of the law: every parameter by its key."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from seimbang.language import text
from seimbang.law.errors import UnknownParameterError
from seimbang.law.parameter import Parameter, Value, parameter
from seimbang.law.reading import read
from seimbang.law.source import Source, read_sources

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Law:
    """
    The parameters under a folder; a key is the path of its file, with dots.

    A file is read when it is first asked for: a command needs few of them.
    """

    folder: Path
    _read: dict[str, Parameter] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    @cache
    def load(folder: Path = FOLDER) -> Law:
        """
        Return the law of the package (or of another ``folder``), read once.

        :raises LawFileError: when the register of sources is not as it must be.
        """
        law = Law(folder)
        _ = law.sources
        return law

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The register of sources by id."""
        return read_sources(self.folder / "sources.yaml")

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        root = self.folder / "parameters"
        return {
            ".".join(path.relative_to(root).with_suffix("").parts): path
            for path in sorted(root.rglob("*.yaml"))
        }

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all parameters, sorted."""
        return tuple(sorted(self._files))

    def parameters(self) -> tuple[Parameter, ...]:
        """
        Return all parameters in the order of their keys.

        :raises LawFileError: when a file is not as it must be.
        """
        return tuple(self.parameter(key) for key in self.keys())

    def parameter(self, key: str) -> Parameter:
        """
        Return the parameter ``key``.

        :raises UnknownParameterError: when there is none; it names the nearest keys.
        :raises LawFileError: when its file is not as it must be.
        """
        if key not in self._read:
            if key not in self._files:
                raise self._unknown(key)
            path = self._files[key]
            file = path.relative_to(self.folder).as_posix()
            self._read[key] = parameter(key, read(path), self.sources, file)
        return self._read[key]

    def value(self, key: str, day: date) -> Value:
        """
        Return what the parameter ``key`` says on ``day``.

        :raises UnknownParameterError: when there is no such parameter.
        :raises NotInForceError: when ``day`` is before its first value.
        """
        return self.parameter(key).on(day)

    def _unknown(self, key: str) -> UnknownParameterError:
        nearest = difflib.get_close_matches(key, self.keys(), n=3, cutoff=0.4)
        return UnknownParameterError(
            text(
                "Found no parameter {key}. Nearest: {nearest}.",
                key=key,
                nearest=", ".join(nearest) or "–",
            ),
            nearest,
        )
