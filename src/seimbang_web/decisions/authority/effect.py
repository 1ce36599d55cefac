"""What a decision does to units: people missing and minimums, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.report.html import Safe, drawing, tag
from seimbang.report.number import number
from seimbang_web.decisions.models import Entry
from seimbang_web.lib.picture import shown

WIDTH, LEFT, RIGHT, ROW = 340, 12, 328, 62

Key = tuple[str, str]  # unit, job


@dataclass(frozen=True)
class Seat:
    """A job at a unit: need (None: not measured), minimum, people before and after."""

    unit: str
    job: str
    need: int | None
    minimum: int
    before: int
    after: int

    @property
    def below(self) -> bool:
        """Tell whether the decision leaves fewer people than the minimum."""
        return self.after < self.before and self.after < self.minimum

    @property
    def lacking(self) -> int:
        """Return how many people are missing afterwards to the minimum."""
        return max(0, self.minimum - self.after)


@dataclass(frozen=True)
class Outlook:
    """The seats that a set of approved entries touches."""

    seats: tuple[Seat, ...]

    @property
    def below(self) -> list[Seat]:
        """Return the seats that fall below their minimum."""
        return [seat for seat in self.seats if seat.below]

    @property
    def missing(self) -> tuple[int, int]:
        """Return how many people are missing to the need, before and after."""
        return self._missing("before"), self._missing("after")

    def _missing(self, when: str) -> int:
        return sum(
            max(0, seat.need - getattr(seat, when))
            for seat in self.seats
            if seat.need is not None
        )

    @property
    def short(self) -> tuple[int, int]:
        """Return how many seats have fewer people than they need, before and after."""
        measured = [seat for seat in self.seats if seat.need is not None]
        return (
            sum(seat.before < (seat.need or 0) for seat in measured),
            sum(seat.after < (seat.need or 0) for seat in measured),
        )

    @property
    def under(self) -> tuple[int, int]:
        """Return how many seats are below their minimum, before and after."""
        return (
            sum(seat.before < seat.minimum for seat in self.seats),
            sum(seat.after < seat.minimum for seat in self.seats),
        )

    @property
    def finding(self) -> str:
        """Return the effect in one sentence."""
        before, after = self.missing
        words = (
            _("People missing in these units: from %(before)s to %(after)s.")
            if after < before
            else _("People missing in these units: %(before)s before, %(after)s after.")
        )
        return words % {"before": number(before), "after": number(after)}


def outlook(entries: Sequence[Entry], approved: Collection[int]) -> Outlook:
    """Return the seats of a dossier as they would be with only ``approved`` entries."""
    held: dict[Key, dict[str, Any]] = {}
    change: Counter[Key] = Counter()
    for entry in entries:
        for place in entry.facts["units"]:
            key = (place["unit"], place["job"])
            held.setdefault(key, place)
            if entry.pk not in approved:
                change[key] += 1 if place["role"] == "origin" else -1
    return Outlook(
        tuple(
            Seat(
                unit=unit,
                job=job,
                need=place["need"],
                minimum=place["minimum"],
                before=place["before"],
                after=max(0, place["after"] + change[unit, job]),
            )
            for (unit, job), place in sorted(held.items())
        )
    )


def picture(found: Outlook) -> SafeString:
    """Return the summary: three figures, before ○ and after ●, each on its scale."""
    rows = (
        (_("People missing to the need"), found.missing),
        (_("Jobs at units with fewer people than needed"), found.short),
        (_("Jobs at units below their minimum"), found.under),
    )
    shapes = [
        shape
        for at, (words, pair) in enumerate(rows)
        for shape in _row(at, words, pair)
    ]
    view = f"0 0 {WIDTH} {ROW * len(rows)}"
    title = _("Effect of the decision, before and after")
    return shown(
        drawing(title, *shapes, about=found.finding, viewBox=view, class_="effect")
    )


def _row(at: int, words: str, pair: tuple[int, int]) -> Iterator[Safe]:
    before, after = pair
    most = max(before, after, 1)
    y = ROW * at + 38

    def x(value: int) -> str:
        return f"{LEFT + (RIGHT - LEFT) * value / most:.1f}"

    kind = "worse" if after > before else "better"
    yield tag("text", f"{words}: {number(before)} → {number(after)}", x=0, y=y - 20)
    yield tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_="axis")
    yield tag("line", x1=x(before), x2=x(after), y1=y, y2=y, class_=f"change {kind}")
    yield tag("circle", cx=x(before), cy=y, r=8, class_="before")
    yield tag("circle", cx=x(after), cy=y, r=7, class_=f"after {kind}")
