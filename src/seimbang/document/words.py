"""Days, hours and numbers in Indonesian words, as letters write them."""

from __future__ import annotations

from datetime import date, time
from functools import cache

from num2words import num2words

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


@cache
def number(count: int) -> str:
    """Return a whole number in words: 21 is "dua puluh satu"."""
    return str(num2words(count, lang="id"))


def counted(count: int, of: str = "") -> str:
    """Return a number with its words: "3 (tiga) orang"."""
    return f"{count} ({number(count)}) {of}".strip()


def day(of: date) -> str:
    """Return "3 Maret 2026"."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def short_day(of: date) -> str:
    """Return "03-03-2026", for tables."""
    return f"{of:%d-%m-%Y}"


def weekday(of: date) -> str:
    """Return "Selasa"."""
    return DAYS[of.weekday()]


def month(of: date) -> str:
    """Return "Maret"."""
    return MONTHS[of.month - 1]


def day_in_words(of: date) -> str:
    """Return "Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam"."""
    return (
        f"{weekday(of)} tanggal {number(of.day)} bulan {month(of)} "
        f"tahun {number(of.year)}"
    )


def hour(at: time, zone: str = "WIB") -> str:
    """Return "09.30 WIB"."""
    return f"{at:%H.%M} {zone}"


def listed(parts: tuple[str, ...] | list[str]) -> str:
    """Return "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"
