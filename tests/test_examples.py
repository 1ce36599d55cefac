"""
The worked examples of the law: tests/examples/<stage>/<function>.yaml.

Each case names a function (``call``), what it is ``given`` and what to ``expect``. Law
and local parameters are handed in where a function asks for them and the case does
not; rows become a frame where it asks for one. Expected words like "0.724" hold to
their last decimal (D15), "181/250" and whole numbers exactly; of a record only the
named fields.
"""

from __future__ import annotations

import inspect
import pkgutil
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from seimbang.law import Law, Local
from seimbang.law.reading import read

FOLDER = Path(__file__).parent / "examples"
CASES = [
    pytest.param(case, id=f"{path.parent.name}/{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*/*.yaml"))
    for case in read(path)
]


@pytest.mark.parametrize("case", CASES)
def test_example(case: dict[str, Any]) -> None:
    assert set(case) == {"name", "source", "call", "given", "expect"}
    function = pkgutil.resolve_name(case["call"])
    found = plain(function(**arguments(function, case["given"])))
    assert agree(found, case["expect"]), f"got {found}, expected {case['expect']}"


def arguments(function: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``given`` with what the function asks for beside it."""
    hints = typing.get_type_hints(function)
    known: dict[str, Any] = {"law": Law.load, "local": Local.load, "self": Law.load}
    asked = [key for key in inspect.signature(function).parameters if key in known]
    ready = {
        key: pl.DataFrame(value) if hints.get(key) is pl.DataFrame else value
        for key, value in given.items()
    }
    return {key: known[key]() for key in asked if key not in given} | ready


def plain(found: Any) -> Any:
    """Return a frame as rows and a record as a mapping."""
    if isinstance(found, pl.DataFrame):
        return found.to_dicts()
    if is_dataclass(found):
        return {field.name: getattr(found, field.name) for field in fields(found)}
    return found


def agree(found: Any, expected: Any) -> bool:
    """Tell whether what was found is what was expected."""
    if isinstance(expected, Mapping):
        return all(agree(plain(found)[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(agree, found, expected))
    if isinstance(expected, str) and isinstance(found, Fraction):
        if "/" in expected:
            return found == Fraction(expected)
        last = int(Decimal(expected).as_tuple().exponent)
        return abs(found - Fraction(expected)) <= Fraction(10) ** last / 2
    return bool(found == expected)
