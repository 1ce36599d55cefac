"""Values of a JSON file, taken only when they have the type and range expected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from seimbang.verify.report import refuse

Array = npt.NDArray[Any]

COUNT = 10**6  # the most people at one seat
LARGE = 2**31  # the most of a minute, a weight, a maximum
RATIO = 2**63  # the most of a numerator or denominator of a need


def record(
    value: Any,
    where: str,
    required: Collection[str],
    optional: Collection[str] | None = (),
) -> Mapping[str, Any]:
    """Return an object with the keys ``required``; ``optional`` None: any others."""
    if not isinstance(value, dict):
        raise refuse("{where}: expected an object.", where=where)
    missing = [key for key in required if key not in value]
    if missing:
        raise refuse("{where}: {keys} missing.", where=where, keys=", ".join(missing))
    if optional is not None:
        unknown = [key for key in value if key not in required and key not in optional]
        if unknown:
            raise refuse(
                "{where}: unknown entry {keys}.", where=where, keys=", ".join(unknown)
            )
    return value


def items(value: Any, where: str, length: int | None = None) -> list[Any]:
    """Return a list, of ``length`` items when that is given."""
    if not isinstance(value, list):
        raise refuse("{where}: expected a list.", where=where)
    if length is not None and len(value) != length:
        raise refuse(
            "{where}: expected {expected} entries, found {found}.",
            where=where,
            expected=length,
            found=len(value),
        )
    return value


def words(value: Any, where: str) -> str:
    """Return a text that UTF-8 can hold."""
    if not isinstance(value, str) or not value.isprintable():
        raise refuse("{where}: expected a text.", where=where)
    return value


def truth(value: Any, where: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise refuse("{where}: expected true or false.", where=where)
    return value


def integer(
    value: Any, where: str, low: int | None = 0, high: int | None = None
) -> int:
    """Return an integer of ``low`` … ``high`` (None: no limit)."""
    if type(value) is not int:
        raise refuse("{where}: expected an integer.", where=where)
    if (low is not None and value < low) or (high is not None and value > high):
        raise refuse(
            "{where}: expected an integer from {low} to {high}.",
            where=where,
            low="−∞" if low is None else low,
            high="∞" if high is None else high,
        )
    return value


def ratio(value: Any, where: str, high: int | None = None) -> Fraction:
    """Return an exact ratio >= 0, written [numerator, denominator]."""
    pair = items(value, where, 2)
    numerator = integer(pair[0], where, 0, high)
    return Fraction(numerator, integer(pair[1], where, 1, high))


def integers(
    value: Any, where: str, length: int, low: int = 0, high: int = LARGE
) -> Array:
    """Return ``length`` integers of ``low`` … ``high`` as an int64 array."""
    numbers = items(value, where, length)
    if not set(map(type, numbers)) <= {int}:
        raise refuse("{where}: expected integers only.", where=where)
    if numbers and (min(numbers) < low or max(numbers) > high):
        raise refuse(
            "{where}: expected integers from {low} to {high}.",
            where=where,
            low=low,
            high=high,
        )
    return np.array(numbers, dtype=np.int64)


def exact(numbers: list[int]) -> Array:
    """
    Return integers as an array in which sums of four never overflow.

    int64 when each is below 2^60 in size, else Python's own integers.
    """
    if not numbers or (max(numbers) < 2**60 and min(numbers) > -(2**60)):
        return np.array(numbers, dtype=np.int64)
    return np.array(numbers, dtype=object)


def distinct(values: list[str], where: str) -> None:
    """Refuse a text that stands twice."""
    if len(set(values)) != len(values):
        seen: set[str] = set()
        for value in values:
            if value in seen:
                raise refuse("{where}: {value} stands twice.", where=where, value=value)
            seen.add(value)
