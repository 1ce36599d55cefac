"""What each further move buys: the curve, its table, and what it says in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from seimbang.language import Text, text
from seimbang.plan.limited import left_out
from seimbang.plan.problem import Ints
from seimbang.plan.regency import Frontier, Row
from seimbang.plan.tally import Tally, part_done, tallies, tally
from seimbang.report.html import Safe, table
from seimbang.report.number import number

SHOWN = 20  # rows of a table, besides those with a name
SHARE = Fraction(4, 5)
STEPS = (1, 2, 5)
HEADINGS = {
    "amount": text("Moves (at most)"),
    "nobody": text("Posts with nobody"),
    "below": text("Posts below the minimum"),
    "missing": text("People missing"),
    "shortage": text("Spread of the shortage"),
    "next": text("What the next one buys"),
}
MINUTES = text("Added minutes (at most)")
SHEET = text("Curve")


@dataclass(frozen=True)
class Curve:
    """
    A frontier with what its rows amount to, and where a plan lies.

    ``plan``: moves (or minutes) and figures of the plan; None without one.
    ``needed``: the least amount that is as good, None: no row is.
    """

    found: Frontier
    sums: tuple[Tally, ...]
    plan: tuple[int, Tally] | None = None
    needed: int | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.found.rows

    @property
    def knee(self) -> int | None:
        """The amount that reaches most of the fall in shortage (:data:`SHARE`)."""
        at = part_done(self.sums, SHARE)
        return None if at is None else self.rows[at].amount

    @property
    def open(self) -> int:
        """How many rows are not proved."""
        return sum(not row.proved for row in self.rows)


def curve_of(found: Frontier, plans: Sequence[Ints] | None = None) -> Curve:
    """Return the curve of a frontier; ``plans``: what everybody does, by family."""
    sums = tuple(tallies(found))
    if plans is None:
        return Curve(found, sums)
    amount = 0
    for part, at in zip(found.curves, plans, strict=True):
        used = at[at >= 0]
        added = part.family.moves.added[used]
        amount += int(added.sum()) if found.minutes else len(used)
    needed = found.needed(found.vector(plans))
    least = None if needed is None else needed.amount
    return Curve(found, sums, (amount, tally(found, plans)), least)


def finding(curve: Curve) -> Text:
    """Return what the curve says."""
    first, last = curve.rows[0].amount, curve.rows[-1].amount
    if first == last:
        return text("No move betters the balance.")
    if curve.knee is None:
        words = (
            text(
                "{most} added minutes reach all that transfers can do for the balance."
            )
            if curve.found.minutes
            else text("{most} moves reach all that transfers can do for the balance.")
        )
        return _filled(words, most=last)
    words = (
        text(
            "{share} % of what transfers can do for the shortage is done with "
            "{knee} of {most} added minutes."
        )
        if curve.found.minutes
        else text(
            "{share} % of what transfers can do for the shortage is done by {knee} of "
            "{most} moves."
        )
    )
    return _filled(words, share=int(SHARE * 100), knee=curve.knee, most=last)


def _filled(words: Text, **facts: int) -> Text:
    return Text(words.message, tuple((key, number(of)) for key, of in facts.items()))


def remarks(curve: Curve) -> Iterator[Text]:
    """Yield where the plan lies, what is left out, and what is not proved."""
    without = left_out(curve.found.problem)
    if curve.plan is not None and curve.needed is not None and not without:
        yield _of_plan(curve.plan[0], curve.needed, minutes=curve.found.minutes)
    if without:
        yield text(
            "{number} limits that tie moves together are left out, so no plan can be "
            "better than the curve; with them it may be worse.",
            number=len(without),
        )
    if curve.open:
        yield from _of_open(curve)


def _of_open(curve: Curve) -> Iterator[Text]:
    """Yield how far the rows that are not proved may lie from the best."""
    gaps = [gap(curve, at) for at in range(len(curve.rows))]
    known = [one for one in gaps if one is not None]
    words = (
        text("{open} of {all} points are not proved.")
        if curve.found.minutes
        else text(
            "{open} of {all} points are not proved; seimbang frontier without --quick "
            "proves them."
        )
    )
    yield _filled(words, open=curve.open, all=len(curve.rows))
    if max(known) > 0:
        yield text(
            "The spread may be up to {gap} lower there.",
            gap=number(Fraction(math.ceil(max(known) * 100), 100), 2, trim=True),
        )
    if len(known) < len(gaps):
        yield text(
            "At {points} of them one more post with a minimum may be served.",
            points=number(len(gaps) - len(known)),
        )


def gap(curve: Curve, at: int) -> Fraction | None:
    """
    Return how much lower the spread of row ``at`` may be than what was found.

    None where a goal before it is open as well.
    """
    row, goals = curve.rows[at], curve.found.goals
    if row.proved or goals[-1] != "shortage":
        return Fraction(0) if row.proved else None
    if row.value[:-1] != row.bound[:-1]:
        return None
    return Fraction(row.value[-1] - row.bound[-1], curve.found.scale)


def _of_plan(amount: int, needed: int, *, minutes: bool) -> Text:
    """Return how many more the plan takes than its balance needs, and what for."""
    if minutes:
        return text(
            "The plan adds {amount} minutes; its balance can be had with {needed}.",
            amount=number(amount),
            needed=number(needed),
        )
    if amount > needed:
        return text(
            "The plan makes {amount} moves; its balance can be had with {needed}. The "
            "others serve its other goals: fewer moves by need, wishes, travel.",
            amount=number(amount),
            needed=number(needed),
        )
    return text(
        "The plan makes {amount} moves, the fewest with which its balance can be had.",
        amount=number(amount),
    )


def headings(curve: Curve) -> dict[str, Text]:
    """Return the headings of the rows by name."""
    if curve.found.minutes:
        return HEADINGS | {"amount": MINUTES}
    return dict(HEADINGS)


def following(curve: Curve, at: int) -> str:
    """Return what the next move (or minute) after row ``at`` buys."""
    if at + 1 == len(curve.rows):
        return str(text("nothing more"))
    now, then = curve.sums[at], curve.sums[at + 1]
    parts = []
    for name, words in BETTER.items():
        was, comes = getattr(now, name), getattr(then, name)
        if comes < was:
            fewer = number(was - comes, 2 if name == "shortage" else 0, trim=True)
            parts.append(Text(words.message, (("fewer", fewer),)))
    return ", ".join(map(str, parts[:2] or [text("nothing by itself")]))


BETTER = {  # what a further move may better, the most telling first
    "nobody": text("{fewer} fewer with nobody"),
    "below": text("{fewer} fewer below the minimum"),
    "shortage": text("spread {fewer} lower"),
}


def chosen(curve: Curve) -> list[int]:
    """Return the rows of a short table: even steps, and those with a name."""
    last = len(curve.rows) - 1
    step = nice(Fraction(max(last, 1), SHOWN))
    first = curve.rows[0].amount
    named = [curve.knee, curve.needed]
    chosen = {0, last, *(amount - first for amount in named if amount is not None)}
    return sorted(chosen | {at for at in range(last) if (at + first) % step == 0})


def nice(least: Fraction) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, … that is not below ``least``."""
    ten = 1
    while True:
        for step in STEPS:
            if step * ten >= least:
                return step * ten
        ten *= 10


def spoken(curve: Curve, at: int) -> tuple[str, str, str, str, str, str]:
    """Return the cells of row ``at`` in the order of :data:`HEADINGS`."""
    figures = curve.sums[at]
    return (
        number(curve.rows[at].amount),
        number(figures.nobody),
        number(figures.below),
        number(figures.missing, 1),
        number(figures.shortage, 2),
        following(curve, at),
    )


def curve_table(curve: Curve) -> Safe:
    """Return the table of the chosen rows."""
    return table(
        text("What each number of moves can reach, at some of them"),
        list(headings(curve).values()),
        (spoken(curve, at) for at in chosen(curve)),
        right=frozenset(range(5)),
        class_="buys",
    )


def cells(
    curve: Curve,
) -> Iterator[tuple[int, int, int, Fraction, Fraction, str]]:
    """Yield every row as a sheet holds it."""
    for at, (row, sums) in enumerate(zip(curve.rows, curve.sums, strict=True)):
        yield (
            row.amount,
            sums.nobody,
            sums.below,
            sums.missing,
            sums.shortage,
            following(curve, at),
        )
