"""One sentence for each position."""

from __future__ import annotations

from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.workload import advice


def say(present: int = 2, need: int | None = 2, flags: tuple[str, ...] = ()) -> str:
    row: dict[str, Any] = {
        "measured": need is not None,
        "present": present,
        "need_rounded": need,
        "flags": list(flags),
    }
    with speaking("en"):
        return str(advice(row, "guru kelas"))


def test_a_shortage_names_the_whole_people_to_find() -> None:
    assert say(present=2, need=5) == "Needs 3 more guru kelas"


def test_a_surplus_names_who_may_help_elsewhere() -> None:
    assert say(present=5, need=2) == "Has 3 guru kelas more than needed"


def test_enough_is_enough() -> None:
    assert say() == "Enough"


def test_an_open_case_is_to_be_measured_first() -> None:
    assert say(flags=("open_case",)).startswith("Enough; measure first")


def test_too_little_work_is_to_be_merged() -> None:
    assert say(present=0, need=0, flags=("merge",)).startswith("Enough; merge")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("no_establishment",), "enter tasks or a need"),
        (("no_establishment", "classes_unknown"), "enter pupils or classes"),
        (("two_methods",), "choose one method"),
    ],
)
def test_what_is_not_measured_says_what_to_enter(
    flags: tuple[str, ...], words: str
) -> None:
    assert words in say(need=None, flags=flags)
