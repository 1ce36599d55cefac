"""Which series a letter is numbered in, its register, paper and type."""

from __future__ import annotations

from seimbang_web.documents.models import Kind, Letter
from seimbang_web.institution.content import Content

SERIES = {  # kinds that the personnel office numbers → kind of the profile
    Kind.MEMO: "memo",
    Kind.MINUTES: "minutes",
    Kind.DECREE: "decree",
    Kind.SINGLE: "decree",
    Kind.CHANGE: "decree",
    Kind.EXTRACT: "decree",
    Kind.ADDENDUM: "decree",
    Kind.ANSWER: "answer",
    Kind.OBJECTION: "objection",
}
DECREES = (Kind.DECREE, Kind.SINGLE, Kind.CHANGE)


def office_series(kind: str) -> str:
    """Return the series of the profile; empty: a unit numbers letters of this kind."""
    return SERIES.get(Kind(kind), "")


def series_of(letter: Letter) -> str:
    """Return the name of the series: of the office, or of the unit by itself."""
    return office_series(letter.kind) or f"unit:{letter.unit_id or letter.kind}"


def own_register(kind: str, content: Content) -> bool:
    """Tell whether we count; elsewhere and in units the number is typed."""
    series = office_series(kind)
    return bool(series) and content.told.get(f"{series}_mode") == "own"


def paper_of(kind: str, content: Content) -> str:
    """Return f4 or a4, as the profile says."""
    return str(content.told.get(f"{office_series(kind)}_paper") or "f4")


def font_of(kind: str) -> str:
    """Return the type: decrees and what belongs to them in Bookman."""
    return "bookman" if office_series(kind) == "decree" else "arial"


def copies_of(kind: str, content: Content) -> list[str]:
    """Return who gets a copy, as the profile says."""
    told = str(content.told.get(f"{office_series(kind)}_copies") or "")
    return [line.strip() for line in told.splitlines() if line.strip()]
