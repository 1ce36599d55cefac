"""The plots of docs/benchmarks.md, as SVG files that are the same for the same data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt

matplotlib.use("svg")
matplotlib.rcParams.update(
    {"svg.hashsalt": "seimbang", "font.size": 10, "axes.spines.top": False}
)
matplotlib.rcParams.update({"axes.spines.right": False, "svg.fonttype": "none"})
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#666666"  # told apart by the colour-blind


def engines(rows: Sequence[tuple[str, float]], title: str, file: Path) -> None:
    """Draw the seconds of each engine as bars on a logarithmic axis."""
    names, seconds = zip(*reversed(rows), strict=True)
    figure, axes = plt.subplots(figsize=(7.5, 0.4 * len(rows) + 1.2))
    colours = [BLUE if name.startswith("seimbang") else GREY for name in names]
    bars = axes.barh(names, seconds, color=colours)
    axes.set_xscale("log")
    axes.set_xlabel("seconds (logarithmic)")
    axes.set_title(title, loc="left")
    labels = [f"{one:.3g} s" for one in seconds]
    axes.bar_label(bars, labels=labels, padding=3)
    axes.margins(x=0.15)
    _save(figure, file)


def growth(rows: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Draw seconds and megabytes against people, both axes logarithmic."""
    people = [row["people"] for row in rows]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.8))
    for name, label, colour, mark in (
        ("one", "one goal, one core", BLUE, "o"),
        ("one_on_two", "one goal, two cores", BLUE, "s"),
        ("ordered_on_two", "all ordered goals, two cores", ORANGE, "^"),
    ):
        style = "--" if mark == "s" else "-"
        known = [row for row in rows if row[name] is not None]
        left.plot(
            [row["people"] for row in known],
            [row[name] for row in known],
            style,
            marker=mark,
            color=colour,
            label=label,
        )
    left.set(xscale="log", yscale="log", xlabel="people", ylabel="seconds")
    left.legend(frameon=False)
    for name, label, colour in (
        ("megabytes", "peak of the process", BLUE),
        ("megabytes_data", "of it the data", GREY),
    ):
        right.plot(
            people, [row[name] for row in rows], marker="o", color=colour, label=label
        )
    right.set(xscale="log", yscale="log", xlabel="people", ylabel="MB")
    right.legend(frameon=False)
    _save(figure, file)


def frontier(points: Sequence[tuple[int, float]], file: Path) -> None:
    """Draw what is left of the shortage against the number of moves."""
    figure, axes = plt.subplots(figsize=(7.5, 3.8))
    axes.plot(*zip(*points, strict=True), color=BLUE)
    axes.set(xlabel="moves, at most", ylabel="shortage² / need", ylim=(0, None))
    _save(figure, file)


def _save(figure: Any, file: Path) -> None:
    figure.tight_layout()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None, "Creator": None})
    plt.close(figure)
