"""Read single cells: words, days, numbers; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

NOTHING = frozenset({"", "-", "--", "null", "none", "n/a", "(null)", "nan"})

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari feb pebruari", "maret mar", "april apr", "mei",
            "juni jun", "juli jul", "agustus agu ags", "september sep", "oktober okt",
            "november nov nopember", "desember des",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

NO_DAY = frozenset({"00-00-0000", "0000-00-00", "00/00/0000", "0"})

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]([A-Za-z]+|\d{1,2})[-/. ](\d{4})$")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")


def plain(cell: object) -> str:
    """Return the words of a cell without needless spaces; "" when it says nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = " ".join(str(cell).split()).removeprefix("'").strip()
    return "" if words.casefold() in NOTHING else words


def untidy(cell: object) -> bool:
    """Tell whether a cell holds words with needless spaces or a leading mark."""
    return isinstance(cell, str) and cell != "" and plain(cell) not in ("", cell)


def day(cell: object) -> date | None:
    """
    Return the day in a cell, None when it is empty: unknown.

    Day before month, as Indonesian systems write it; a bare number is no day, because
    nothing says from which year it counts.

    :raises ValueError: when the cell holds something that is not a day.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = plain(cell)
    if not words or words in NO_DAY:
        return None
    if isinstance(cell, (int, float)):
        raise ValueError(f"Expected a day, got the number {words}.")
    words = _CLOCK.sub("", words)
    if match := _YEAR_FIRST.match(words):
        year, month, number = (int(part) for part in match.groups())
        return date(year, month, number)
    if match := _DAY_FIRST.match(words):
        name = match[2].casefold()
        month = int(name) if name.isdigit() else MONTHS.get(name, 0)
        return date(int(match[3]), month, int(match[1]))
    raise ValueError(f"Expected a day, got {words!r}.")


def whole(cell: object) -> int | None:
    """
    Return the whole number in a cell, None when it is empty.

    :raises ValueError: when the cell holds something else.
    """
    words = plain(cell)
    if not words:
        return None
    if isinstance(cell, bool):
        raise ValueError(f"Expected a whole number, got {words!r}.")
    return int(words)


def degrees(cell: object) -> float | None:
    """
    Return the coordinate in a cell; a decimal comma is read; None when empty or 0.

    :raises ValueError: when the cell holds something else.
    """
    words = plain(cell)
    return float(words.replace(",", ".")) or None if words else None
