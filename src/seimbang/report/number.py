"""Numbers and days as people read them: 1.234,5 and 1 Januari 2026."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from seimbang.language import current, text

MINUS = "−"

MONTHS = (
    text("January"),
    text("February"),
    text("March"),
    text("April"),
    text("May"),
    text("June"),
    text("July"),
    text("August"),
    text("September"),
    text("October"),
    text("November"),
    text("December"),
)


def number(value: int | Fraction, decimals: int = 0, *, trim: bool = False) -> str:
    """
    Return ``value`` with ``decimals`` places, halves up (away from 0).

    ``trim`` takes zeros at the end away. Thousands and decimals are marked as the
    language in force does: 1.234,5 in Indonesian, 1,234.5 in English.
    """
    unit = 10**decimals
    held = int(abs(value) * unit + Fraction(1, 2))
    whole, rest = divmod(held, unit)
    digits = f"{whole:,}"
    places = f"{rest:0{decimals}}" if decimals else ""
    if trim:
        places = places.rstrip("0")
    if places:
        digits = f"{digits}.{places}"
    if current() == "id":
        digits = digits.translate({ord(","): ".", ord("."): ","})
    return f"{MINUS}{digits}" if value < 0 and held else digits


def signed(value: int | Fraction, decimals: int = 0) -> str:
    """Return ``value`` with its sign; zero has none."""
    words = number(value, decimals)
    return f"+{words}" if value > 0 else words


def spoken_day(day: date | None) -> str:
    """Return a day in words, "unknown" for None."""
    if day is None:
        return str(text("unknown"))
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
