"""Read YAML strictly: a repeated key, a false date or a fraction is refused."""

from __future__ import annotations

import reprlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from seimbang.language import Text, text
from seimbang.law.errors import LawFileError

_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    """Construct a mapping whose keys are all different."""
    pairs = [
        (loader.construct_object(key, deep=True), key.start_mark.line + 1, value)
        for key, value in node.value
    ]
    seen: set[Any] = set()
    for key, line, _ in pairs:
        if not isinstance(key, str | int | date):
            raise _Refused(
                text(
                    "Found the key {key} in line {line}; expected a word, a whole "
                    "number or a date.",
                    key=shown(key),
                    line=line,
                )
            )
        if key in seen:
            raise _Refused(
                text(
                    "Found the key {key} again in line {line}; expected each key once.",
                    key=key,
                    line=line,
                )
            )
        seen.add(key)
    return {key: loader.construct_object(value, deep=True) for key, _, value in pairs}


class _Refused(Exception):
    """What the file holds is YAML, but not ours."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _Strict(_Fast):  # type: ignore[misc]
    """The parser in C, for our own files."""


class _StrictSlow(yaml.SafeLoader):
    """The parser in Python, for files of others: no depth makes it crash."""


for _loader in (_Strict, _StrictSlow):
    _loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(path: Path, *, ours: bool = True) -> Any:
    """
    Return what the file holds.

    :raises LawFileError: when it cannot be read, is not YAML, or repeats a key.
    """
    try:
        words = path.read_text(encoding="utf-8")
        return yaml.load(words, Loader=_Strict if ours else _StrictSlow)
    except OSError as error:
        reason: Text | str = error.strerror or ""
    except RecursionError:
        reason = text("It is nested too deeply.")
    except _Refused as error:
        reason = error.sentence
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
    raise LawFileError(
        text("Cannot read {file}: {reason}", file=path.name, reason=reason)
    )


def shown(value: Any) -> str:
    """Return ``value`` as a sentence shows it: short, whatever it is."""
    return value if isinstance(value, str) and len(value) < 60 else reprlib.repr(value)


def require_keys(found: Any, keys: Collection[str], file: str, place: str) -> None:
    """
    Refuse a mapping that has not exactly ``keys``.

    :raises LawFileError: naming the file, the place in it, and the keys.
    """
    if not isinstance(found, Mapping):
        raise LawFileError(
            text(
                "{file}, {place}: found {found}; expected the keys {keys}.",
                file=file,
                place=place,
                found=shown(found),
                keys=", ".join(keys),
            )
        )
    missing = [key for key in keys if key not in found]
    unknown = [str(key) for key in found if key not in keys]
    if missing or unknown:
        raise LawFileError(
            text(
                "{file}, {place}: missing keys: {missing}; unknown keys: {unknown}.",
                file=file,
                place=place,
                missing=", ".join(missing) or "–",
                unknown=", ".join(unknown) or "–",
            )
        )


def require(condition: bool, file: str, place: str, found: Any, expected: Text) -> None:
    """
    Refuse the file unless ``condition`` holds.

    :raises LawFileError: naming the file, the place, what is there and what should be.
    """
    if not condition:
        raise LawFileError(
            text(
                "{file}, {place}: found {found}; expected {expected}.",
                file=file,
                place=place,
                found=shown(found),
                expected=expected,
            )
        )


def is_day(value: Any) -> bool:
    """Tell whether ``value`` is a day (and not a moment)."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_words(value: Any) -> bool:
    """Tell whether ``value`` is text that says something."""
    return isinstance(value, str) and bool(value.strip())


def is_exact(value: Any) -> bool:
    """Tell whether ``value`` holds no float at any depth: decimals are words."""
    if isinstance(value, list):
        return all(is_exact(item) for item in value)
    if isinstance(value, dict):
        return all(is_exact(item) for item in value.values())
    return value is None or isinstance(value, str | int) or is_day(value)
