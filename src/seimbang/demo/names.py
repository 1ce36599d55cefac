"""Names of nobody: generic given names joined by chance."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np

from seimbang.demo.chance import Ints
from seimbang.demo.work import FOLDER


@cache
def words(use: str) -> list[str]:
    """Return the words for ``use``: man, woman, last of a man, last of a woman."""
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        return [row["word"] for row in csv.DictReader(file) if row["use"] == use]


def names(rng: np.random.Generator, women: np.ndarray) -> list[str]:
    """Return a name for each of ``women`` (true: a woman's), in two or three words."""
    number = len(women)
    first: Ints = rng.integers(0, 1 << 30, number)
    second: Ints = rng.integers(0, 1 << 30, number)
    last: Ints = rng.integers(0, 1 << 30, number)
    three = rng.random(number) < 0.35
    invented = []
    of_women = words("woman"), words("last of a woman")
    of_men = words("man"), words("last of a man")
    for at, woman in enumerate(women.tolist()):
        given, family = of_women if woman else of_men
        full = [
            given[int(first[at]) % len(given)],
            family[int(last[at]) % len(family)],
        ]
        middle = given[int(second[at]) % len(given)]
        if three[at] and middle != full[0]:
            full.insert(1, middle)
        invented.append(" ".join(full))
    return invented
