"""
Find people and units by what one remembers: part of a name, a nickname, a number.

Exact words come first, then beginnings, then parts. "sd 12", "SDN 12" and "sdn 012"
are one question; so are "pkm" and "puskesmas".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.access import people_visible_to, units_visible_to
from seimbang_web.organisation.models import Person, Unit

MOST = 30  # rows of each kind on the page
NIP_TAIL = 4  # digits at least
SAME = (  # what people write, and what the names say
    {"sd", "sdn"},
    {"smp", "smpn"},
    {"pkm", "pusk", "puskesmas"},
    {"kec", "kecamatan", "camat"},
    {"kel", "kelurahan", "lurah"},
    {"rs", "rsu", "rsud"},
    {"set", "sekretariat"},
    {"dinas", "dis"},
)
_ALIKE = {word: group for group in SAME for word in group}
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class Found:
    """What was asked, and the best of what was found; counts are of all."""

    text: str
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    unit_count: int = 0
    person_count: int = 0

    @property
    def more(self) -> bool:
        """Tell whether more was found than is shown."""
        return self.unit_count > MOST or self.person_count > MOST


def find(rights: Rights, text: str) -> Found:
    """Return the units and people within the rights that ``text`` means."""
    text = " ".join(text.split())[:100]
    asked = words(text)
    if not asked or len("".join(asked)) < 2:
        return Found(text)
    units = _units(rights, asked, text)
    people = _people(rights, asked, text)
    return Found(
        text=text,
        units=_in_order(
            units, Unit.objects.select_related("agency").in_bulk(units[:MOST])
        ),
        people=_in_order(
            people, Person.objects.select_related("unit", "job").in_bulk(people[:MOST])
        ),
        unit_count=len(units),
        person_count=len(people),
    )


def words(text: str) -> list[str]:
    """Return the words and numbers of a text; numbers without zeros before them."""
    return [
        word.lstrip("0") or "0" if word.isdigit() else word
        for word in _WORD.findall(text.casefold())
    ]


def closeness(asked: list[str], name: str) -> int | None:
    """Return 0 (the words), 1 (their beginnings), 2 (parts of them); None: not it."""
    held = words(name)
    worst = 0
    for word in asked:
        best = min((_close(word, one) for one in held), default=9)
        if best == 9:
            return None
        worst = max(worst, best)
    return worst


def _close(asked: str, held: str) -> int:
    if asked == held or held in _ALIKE.get(asked, ()):
        return 0
    if asked.isdigit() or held.isdigit():
        return 9
    if held.startswith(asked):
        return 1
    return 2 if len(asked) > 2 and asked in held else 9


def _units(rights: Rights, asked: list[str], text: str) -> list[int]:
    rows = units_visible_to(rights).filter(present=True)
    found = []
    for pk, name, code, nicknames in rows.values_list(
        "pk", "name", "code", "nicknames"
    ):
        close = [closeness(asked, one) for one in (name, *nicknames.split(","))]
        if code.casefold() == text.casefold():
            close.append(0)
        elif len(text) > 3 and code.casefold().startswith(text.casefold()):
            close.append(1)
        best = min((one for one in close if one is not None), default=None)
        if best is not None:
            found.append((best, _begins(asked, name), len(name), name, pk))
    return [row[-1] for row in sorted(found)]


def _people(rights: Rights, asked: list[str], text: str) -> list[int]:
    rows = people_visible_to(rights).filter(present=True)
    digits = re.sub(r"\s", "", text)
    if digits.isdigit():
        if len(digits) < NIP_TAIL:
            return []
        same = rows.filter(nip__endswith=digits).order_by("name", "pk")
        return list(same.values_list("pk", flat=True))
    within = Q()
    for word in asked:
        within &= Q(name__icontains=word)
    found = []
    for pk, name in rows.filter(within).values_list("pk", "name"):
        close = closeness(asked, name)
        if close is not None:
            found.append((close, _begins(asked, name), name, pk))
    return [row[-1] for row in sorted(found)]


def _begins(asked: list[str], name: str) -> bool:
    """Return False where the name begins with what was asked: it sorts first."""
    return not " ".join(words(name)).startswith(" ".join(asked))


def _in_order(order: Iterable[int], rows: dict[int, Any]) -> list[Any]:
    return [rows[pk] for pk in order if pk in rows]
