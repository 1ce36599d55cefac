"""What is written is read again, whatever the values: equal frames, no problems."""

from __future__ import annotations

import tempfile
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.intake import write_workbook
from seimbang.intake.cells import tidy
from seimbang.intake.gathered import Gathered
from seimbang.intake.limits import Limits
from seimbang.intake.report import Report
from seimbang.intake.sandbox import listen
from seimbang.intake.sorting import sort
from seimbang.intake.spelling import CLOSED
from seimbang.model.ratio import reduced
from seimbang.model.table import Column, Kind
from seimbang.model.tables import TABLE, TABLES

_FEW = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
_MANY = settings(_FEW, max_examples=60)
_LETTERS = st.characters(
    categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"
)


def _clean(word: str, *, code: bool) -> bool:
    form = "NFKC" if code else "NFC"
    same = unicodedata.normalize(form, word) == word and tidy(word, code=code) == word
    return same and not word.upper().startswith("CONTOH")


def _words(*, code: bool, exclude: str = "") -> st.SearchStrategy[str]:
    odd = st.sampled_from(
        ["=1+1", "+62", "@x", "-3", "'x", "007", "1e5", "TRUE", "x;y"]
    )
    free = st.text(_LETTERS, min_size=1, max_size=20)
    return (odd | free).filter(
        lambda word: _clean(word, code=code) and not set(exclude) & set(word)
    )


def _values(column: Column) -> st.SearchStrategy[Any]:
    low = -(10**9) if column.low is None else column.low
    high = 10**9 if column.high is None else column.high
    codes = list(column.choices.values())
    if column.kind is Kind.CODE and column.name in CLOSED:
        return st.sampled_from(
            ["R1", "G17"] if column.name == "rule" else ["III/b", "IX"]
        )
    days = st.dates(date(1900, 3, 1), date(2199, 12, 30))
    return {
        Kind.TEXT: _words(code=False),
        Kind.CODE: _words(code=True, exclude="|"),
        Kind.INTEGER: st.integers(low, high),
        Kind.DEGREES: st.integers(low * 10**7, high * 10**7).map(lambda n: n / 10**7),
        Kind.DATE: days,
        Kind.LAST_DAY: days,
        Kind.BOOLEAN: st.booleans(),
        Kind.CHOICE: st.sampled_from(codes or [""]),
        Kind.CHOICES: st.lists(st.sampled_from(codes or [""]), max_size=3),
        Kind.CODES: st.lists(
            _words(code=False, exclude=";").filter(lambda word: word != "-"), max_size=3
        ),
        Kind.RATIO: st.tuples(
            st.integers(max(low, -(10**9)), 10**9),
            st.sampled_from([1, 2, 3, 7, 8, 10, 10**6, 999_983]),
        ).map(lambda pair: reduced(*pair)),
    }[column.kind]


@st.composite
def _rows(draw: st.DrawFn, name: str) -> list[dict[str, Any]]:
    table = TABLE[name]
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        row: dict[str, Any] = {}
        for column in table.columns:
            values = _values(column)
            if column.name == "nip":
                values = st.just("198609262015051001")
            if not column.required:
                values = st.none() | values
            value = draw(values)
            if column.kind is Kind.RATIO:
                value = value or (None, None)
                row[f"{column.name}_num"], row[f"{column.name}_den"] = value
            else:
                row[column.name] = value
        rows.append(row)
    return rows


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    return {
        table.name: pl.DataFrame(
            draw(_rows(table.name)), schema=table.schema(), orient="row"
        )
        for table in TABLES
    }


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
@given(frames=_tables())
@_FEW
def test_every_value_comes_back(kind: str, frames: dict[str, pl.DataFrame]) -> None:
    comes_back(kind, frames)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
@given(frames=_tables())
@_MANY
def test_many_values_come_back(kind: str, frames: dict[str, pl.DataFrame]) -> None:
    comes_back(kind, frames)


def comes_back(kind: str, frames: dict[str, pl.DataFrame]) -> None:
    """Fail where what is written is not what is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("data.xlsx" if kind == "xlsx" else "data")
        write_workbook(frames, path, kind)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        heard = listen(files, Limits())
    gathered, report = Gathered(), Report(100)
    sort(heard, gathered, report)
    assert [(p.code, p.sheet, p.cell, str(p.found)) for p in report.problems] == []
    for name, frame in frames.items():
        assert frame.to_dicts() == gathered[name].to_dicts()
