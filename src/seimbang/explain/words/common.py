"""What all sentences share: names, numbers, lists, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from seimbang.explain.discretion import FEW, PRIVATE
from seimbang.language import Text, current, text
from seimbang.rules.words import spoken

Reasons = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One sentence under its topic ("move", "rules", "wish" …)."""

    topic: str
    sentence: Text


@dataclass(frozen=True)
class Amount:
    """A ratio, spoken with at most two decimals, in the language's own way."""

    value: Fraction

    def __str__(self) -> str:
        words = f"{float(round(self.value, 2)):.2f}".rstrip("0").rstrip(".")
        return words.replace(".", ",") if current() == "id" else words


def amount(pair: Sequence[int]) -> Amount:
    """Return the amount of a ratio of the file."""
    return Amount(Fraction(pair[0], pair[1]))


def listed(parts: Iterable[Any], separator: str = ", ") -> Text:
    """Return the parts as one text; there must be one."""
    facts = tuple((f"w{at}", part) for at, part in enumerate(parts))
    return Text(separator.join(f"{{{name}}}" for name, _ in facts), facts)


def both(parts: Iterable[Any]) -> Any:
    """Return one part, or two or more with "and" between them; there must be one."""
    first, *rest = parts
    return text("{one} and {other}", one=first, other=both(rest)) if rest else first


def unit(reasons: Reasons, unit_id: str) -> str:
    """Return the name of a unit."""
    return str(reasons["units"].get(unit_id, unit_id))


def job(reasons: Reasons, job_id: str) -> str:
    """Return the name of a job."""
    return str(reasons["jobs"].get(job_id, job_id))


def heading(reasons: Reasons, column: str) -> str:
    """Return the heading of a column in the workbook."""
    return str(reasons["columns"].get(column, column))


def people(number: int | None) -> Any:
    """Return a count of people; what is not told is "fewer than 5"."""
    return text("fewer than {few}", few=FEW) if number is None else number


def title(reasons: Reasons, rule: str) -> Text:
    """Return the title of a rule."""
    if rule == PRIVATE:
        return text("a private cause on record")
    return Text(reasons["rules"][rule]["title"])


def need(seat: Mapping[str, Any]) -> Any:
    """Return the exact need of a seat, with the whole posts it makes if it is none."""
    exact = amount(seat["need"])
    if exact.value.denominator == 1:
        return exact
    return text("{need}, rounded {whole}", need=exact, whole=seat["rounded"])


def person(move: Mapping[str, Any]) -> Any:
    """Return the id of who moves; head counts name nobody."""
    if move["nameless"] is None:
        return move["person_id"]
    return text("one {status}, to be named", status=spoken(move["nameless"]))


def post(reasons: Reasons, unit_id: str, job_id: str) -> Text:
    """Return a job and its unit."""
    place, name = unit(reasons, unit_id), job(reasons, job_id)
    return text("{unit} ({job})", unit=place, job=name)


def tally(reasons: Reasons, rows: Sequence[Sequence[Any]], most: int = 4) -> Text:
    """Return the rules that hold most people, with their numbers."""
    return listed(
        text("{rule} ({people})", rule=title(reasons, rule), people=people(number))
        for rule, number in rows[:most]
    )


def state(reasons: Reasons, seat: Mapping[str, Any], staff: int) -> Text:
    """Return what a seat with ``staff`` people needs, as an instruction."""
    name = job(reasons, seat["job_id"])
    lacking = (seat["rounded"] or 0) - staff
    if lacking > 0:
        return text("needs {number} more {job}", number=lacking, job=name)
    if lacking < 0:
        return text("has {number} {job} to spare", number=-lacking, job=name)
    return text("has enough {job}", job=name)
