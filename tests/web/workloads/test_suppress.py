"""Counts by personal traits."""

from __future__ import annotations

import pytest
from django.utils import translation

from seimbang_web.lib.suppress import fewer_than_five, hidden


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (1, "kurang dari 5"), (4, "kurang dari 5"), (5, "5"), (1200, "1.200")],
)
def test_below_five_reads_fewer_than_five(count: int, words: str) -> None:
    with translation.override("id"):
        assert fewer_than_five(count) == words


def test_a_single_hidden_count_takes_another_with_it() -> None:
    with translation.override("en"):
        found = hidden({"women": 20, "men": 3, "unknown": 0})
    assert found["men"] == "fewer than five"
    assert "20" not in found["women"]
    assert found["unknown"] == "0"


def test_two_hidden_counts_hide_each_other() -> None:
    with translation.override("en"):
        found = hidden({"a": 20, "b": 3, "c": 2})
    assert found == {"a": "20", "b": "fewer than five", "c": "fewer than five"}
