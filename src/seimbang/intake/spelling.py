"""
The spelling of codes that mean something to a formula or rule.

A spelling that can mean only one of them is brought to the list's: subject, profession,
grade, rule. A grade or rule that is none has no spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from seimbang.intake.report import Trouble
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.table import Column

_GRADE = re.compile(r"(?i)(IV|I{1,3}|[1-4])[\s/.\-]*([A-E])")
_CONTRACT = re.compile(r"(?i)[IVX]{1,5}|1?[0-9]")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_PREFIX = re.compile(r"(?i)^gol(ongan)?\b[.\s]*(ruang\b\s*)?")
_ROMAN = (  # a PPPK's, the first four also begin those of a PNS
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
_RULE = re.compile(r"[A-Z][0-9]{1,2}[a-z]?")


def plain(word: str) -> str:
    """Return a code without case, hyphens and underscores."""
    return re.sub(r"[\s_\-]+", " ", word.casefold()).strip()


def _word(word: str, column: Column) -> str:
    known = {plain(one): one for one in column.words}
    return known.get(plain(word), word)


def _grade(word: str, _column: Column) -> str | None:
    """Return III/b for IIIb, 3b, III b, “Penata Muda Tk.I (III/b)”; IX for 9."""
    inside = _BRACKETED.search(word)
    bare = _PREFIX.sub("", inside[1] if inside else word).strip()
    if match := _GRADE.fullmatch(bare):
        step = match[1].upper()
        roman = _ROMAN[int(step) - 1] if step.isdigit() else step
        found = f"{roman}/{match[2].lower()}"
        return found if found[-1] != "e" or roman == "IV" else None
    if not _CONTRACT.fullmatch(bare):
        return None
    if bare.isdigit():  # 1–4 may be half of a PNS's
        return _ROMAN[int(bare) - 1] if 4 < int(bare) <= len(_ROMAN) else None
    return bare.upper() if bare.upper() in _ROMAN else None


def _rule(word: str, _column: Column) -> str | None:
    upper = word.upper()
    return upper if _RULE.fullmatch(upper) else None


SPELLERS: dict[str, Callable[[str, Column], str | None]] = {
    "subject": _word,
    "profession": _word,
    "grade": _grade,
    "grade_min": _grade,
    "grade_max": _grade,
    "rule": _rule,
}
RESPELT = Trouble(
    "respelt",
    "in {number} cells the spelling was brought to the list's: “{value}” is “{kept}”",
    text("the spelling of the list"),
    text("Nothing needs to be done."),
    Severity.NOTE,
)
_NO_GRADE = Trouble(
    "not_a_grade",
    "the grade “{value}” is none",
    text("I/a to IV/e of a PNS, or I to XVII of a PPPK, like III/b"),
    text("Write the grade like III/b; leave it empty if unknown."),
)
_NO_RULE = Trouble(
    "not_a_rule",
    "“{value}” is no code of a rule",
    text("a letter and a number, like R1, R17, G9, P3"),
    text("Write the code that seimbang eligible shows."),
)
CLOSED = {
    "grade": _NO_GRADE,
    "grade_min": _NO_GRADE,
    "grade_max": _NO_GRADE,
    "rule": _NO_RULE,
}
