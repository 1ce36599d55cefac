"""Small pictures beside their numbers: need ○ and people ●, gaps, the next years."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.report.html import Safe, drawing, tag
from seimbang_web.lib.picture import shown
from seimbang_web.workloads.words import class_of

HEIGHT = 22
MIDDLE = HEIGHT // 2
EDGE = 4  # percent kept free on both sides
WIDEST = 4  # gaps of so many people and more share a bar
YEAR, TALL = 34, 46  # of the picture of years: width of one, height


def dumbbell(need: int, present: int, most: int) -> SafeString:
    """Return need ○ and people ● on a line from 0 to ``most``, which is 1 or more."""
    at = {
        value: f"{EDGE + value * (100 - 2 * EDGE) / most:.1f}%"
        for value in (need, present)
    }
    kind = class_of(present - need)
    drawn = drawing(
        _("Need {need}, there are {present}").format(need=need, present=present),
        tag("line", x1="0", x2="100%", y1=MIDDLE, y2=MIDDLE, class_="base"),
        tag(
            "line",
            x1=at[need],
            x2=at[present],
            y1=MIDDLE,
            y2=MIDDLE,
            class_=f"bar {kind}",
        ),
        tag("circle", cx=at[present], cy=MIDDLE, r="4", class_=f"have {kind}"),
        tag("circle", cx=at[need], cy=MIDDLE, r="6.5", class_="need"),
        width="100%",
        height=HEIGHT,
        class_="dumbbell",
    )
    return shown(drawn)


def share(count: int, most: int, kind: str) -> SafeString:
    """Return one bar of a histogram: ``count`` of ``most`` (1 or more)."""
    bar = tag(
        "rect",
        x="0",
        y="3",
        width=f"{100 * count / most:.1f}%",
        height="14",
        class_=kind,
    )
    drawn = tag(
        "svg", bar, width="100%", height="20", class_="bars", aria_hidden="true"
    )
    return shown(drawn)


def gap_words(gap: int) -> str:
    """Return a bar of the histogram in words: what it asks for."""
    if gap == 0:
        return _("Enough")
    if gap < 0:
        words = _("Needs {n} or more") if gap == -WIDEST else _("Needs {n}")
    else:
        words = _("{n} or more too many") if gap == WIDEST else _("{n} too many")
    return words.format(n=abs(gap))


def histogram(gaps: Sequence[int]) -> list[tuple[str, SafeString, int]]:
    """Return words, bar and number of posts by gap; the ends hold all beyond them."""
    counts = dict.fromkeys(range(-WIDEST, WIDEST + 1), 0)
    for gap in gaps:
        counts[max(-WIDEST, min(WIDEST, gap))] += 1
    most = max(1, *counts.values())
    return [
        (gap_words(gap), share(count, most, class_of(gap)), count)
        for gap, count in counts.items()
    ]


def years(need: int | None, staying: Sequence[int]) -> SafeString:
    """Return bars of who stays now and after each year, and the need as a line."""
    most = max(1, need or 0, *staying)
    bars: list[Safe] = []
    for at, people in enumerate(staying):
        tall = round((TALL - 14) * people / most, 1)
        kind = class_of(None if need is None else people - need)
        x, top = at * YEAR + 5, round(TALL - tall, 1)
        bars += [
            tag("rect", x=x, y=top, width=YEAR - 10, height=tall, class_=kind),
            tag(
                "text",
                number_format(people),
                x=x + (YEAR - 10) / 2,
                y=max(10, top - 3),
                text_anchor="middle",
            ),
        ]
    if need is not None:
        line = round(TALL - (TALL - 14) * need / most, 1)
        bars.append(
            tag("line", x1="0", x2=YEAR * len(staying), y1=line, y2=line, class_="need")
        )
    drawn = drawing(
        _("People who stay: {people}; need {need}").format(
            people=", ".join(map(number_format, staying)),
            need=_("unknown") if need is None else number_format(need),
        ),
        *bars,
        viewBox=f"0 0 {YEAR * len(staying)} {TALL + 2}",
        class_="years",
    )
    return shown(drawn)
