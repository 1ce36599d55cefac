"""Recognise a sheet of another system by its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seimbang.intake.foreign.cells import plain
from seimbang.intake.foreign.layouts import LAYOUTS, Layout, key
from seimbang.intake.foreign.sheets import Cell, Match

WITHIN = 15  # rows in which the heading must begin
SHARE = 0.6  # of a layout's headings that must be there

_ALL = frozenset(
    key(heading) for layout in LAYOUTS for heading in layout.headings + layout.optional
)


def recognise(rows: Sequence[Sequence[Cell]]) -> Match | None:
    """
    Return which layout a sheet of raw cells has, None when it has none we know.

    The heading begins within the first 15 rows and may take two lines. Columns may come
    in any order; a few may be missing, others added: both are told in the match.
    """
    best: tuple[float, Match] | None = None
    for header, names in _headings(rows):
        for layout in LAYOUTS:
            share, match = _compare(layout, header, names)
            if share >= SHARE and (best is None or share > best[0]):
                best = share, match
    return best[1] if best else None


def _headings(
    rows: Sequence[Sequence[Cell]],
) -> Iterator[tuple[int, list[str]]]:
    """Give each row that may be a heading, alone and joined with the next one."""
    for index, line in enumerate(rows[:WITHIN]):
        names = [plain(cell) for cell in line]
        if index + 1 < len(rows):
            joined = _joined(names, [plain(cell) for cell in rows[index + 1]])
            if joined is not None:
                yield index + 1, joined
        yield index, names


def _joined(upper: list[str], lower: list[str]) -> list[str] | None:
    """
    Return one line of headings from two, None when the second is no heading line.

    A second line holds nothing but headings or ends of headings; a row of data always
    holds something else.
    """
    width = max(len(upper), len(lower))
    upper = upper + [""] * (width - len(upper))
    lower = lower + [""] * (width - len(lower))
    names = []
    for above, below in zip(upper, lower, strict=True):
        whole = f"{above} {below}".strip()
        if not below:
            names.append(above)
        elif key(whole) in _ALL:
            names.append(whole)
        elif key(below) in _ALL:
            names.append(below)
        else:
            return None
    return names if any(upper) and any(lower) else None


def _compare(layout: Layout, header: int, names: list[str]) -> tuple[float, Match]:
    known = {key(heading) for heading in layout.headings + layout.optional}
    columns: dict[str, int] = {}
    extra = []
    for index, name in enumerate(names):
        if key(name) in known and key(name) not in columns:
            columns[key(name)] = index
        elif name:
            extra.append(name)
    missing = tuple(name for name in layout.headings if key(name) not in columns)
    share = 1 - len(missing) / len(layout.headings)
    match = Match(layout.name, header, header + 1, columns, missing, tuple(extra))
    return share, match
