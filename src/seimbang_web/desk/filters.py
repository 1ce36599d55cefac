"""What of a plan's moves is shown, and how: all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seimbang_web.plans.models import Move

COLUMNS: dict[str, Any] = {  # beside the six
    "rumpun": _("Family of jobs"),
    "jabatan": _("Job there"),
    "kec_dari": _("District from"),
    "kec_ke": _("District to"),
    "golongan": _("Grade"),
    "menit": _("Minutes before and after"),
    "rantai": _("Chain and step"),
    "lepas": _("Left behind"),
    "kompetensi": _("Competence missing"),
}
SORTS = {
    "nama": "person__name",
    "dari": "from_unit__name",
    "ke": "to_unit__name",
    "rumpun": "family",
    "km": "km_milli",
    "menit": "added_minutes",
    "rantai": "chain",
}
WHY = {"ingin": True, "perlu": False}
LOCKED = ("ya", "tidak")
MINIMUM = "ya"


@dataclass(frozen=True)
class Filters:
    """What is asked for; what the address says wrongly is left out."""

    family: str = ""
    origin: str = ""  # codes of districts
    target: str = ""
    why: str = ""
    km: int | None = None  # at least
    chain: int | None = None
    locked: str = ""
    minimum: bool = False
    sort: str = "rantai"
    down: bool = False
    columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """Return the filters in the query of an address."""
        why, locked, sort = (query.get(name, "") for name in ("sebab", "kunci", "urut"))
        return cls(
            family=query.get("rumpun", "")[:60],
            origin=query.get("dari", "")[:20],
            target=query.get("ke", "")[:20],
            why=why if why in WHY else "",
            km=_number(query, "km"),
            chain=_number(query, "rantai"),
            locked=locked if locked in LOCKED else "",
            minimum=query.get("minimum") == MINIMUM,
            sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else "rantai",
            down=sort.startswith("-"),
            columns=tuple(one for one in COLUMNS if one in query.getlist("kolom")),
        )

    @property
    def narrow(self) -> bool:
        """Tell whether anything is left out."""
        chosen = (self.family, self.origin, self.target, self.why, self.locked)
        numbers = (self.km, self.chain)
        return any(chosen) or self.minimum or any(one is not None for one in numbers)

    def of_moves(
        self, moves: QuerySet[Move], locked: set[int], short: set[str]
    ) -> QuerySet[Move]:
        """
        Return the moves asked for, in their order.

        ``locked``: ids of people with a pin; ``short``: codes of units that are below
        their minimum before or after.
        """
        plain = {
            "family": self.family,
            "from_unit__district_code": self.origin,
            "to_unit__district_code": self.target,
        }
        moves = moves.filter(**{name: value for name, value in plain.items() if value})
        if self.why:
            moves = moves.filter(voluntary=WHY[self.why])
        if self.km is not None:
            moves = moves.filter(km_milli__gte=self.km * 1000)
        if self.chain is not None:
            moves = moves.filter(chain=self.chain)
        if self.locked:
            mine = Q(person__in=locked)
            moves = moves.filter(mine if self.locked == "ya" else ~mine)
        if self.minimum:
            near = Q(from_unit__code__in=short) | Q(to_unit__code__in=short)
            moves = moves.filter(near)
        order = F(SORTS[self.sort])
        first = order.desc(nulls_last=True) if self.down else order.asc(nulls_last=True)
        return moves.order_by(first, "chain", "step", "pk")


def _number(query: QueryDict, name: str) -> int | None:
    asked = query.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else None
