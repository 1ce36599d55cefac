"""What a proposal would change, reckoned by the core on the data as they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang.law import Local
from seimbang.rules import Verdict, eligibility
from seimbang.workload import requirements
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import law, local_of, read_local


@dataclass(frozen=True)
class Effect:
    """One figure before and after."""

    label: str | Promise
    before: int
    after: int

    @property
    def difference(self) -> int:
        """Return how many more (less: below 0)."""
        return self.after - self.before

    @property
    def words(self) -> str:
        """Return the difference in words."""
        if self.difference > 0:
            return gettext("{number} more").format(number=self.difference)
        return gettext("{number} fewer").format(number=-self.difference)


FIGURES: tuple[tuple[str | Promise, Callable[[dict[str, int]], int]], ...] = (
    (_("People needed (whole people, measured seats)"), lambda found: found["need"]),
    (_("People missing, seat by seat"), lambda found: found["missing"]),
    (
        _("People who may be moved without a wish"),
        lambda found: found["compulsory"],
    ),
    (_("People who may be moved with a wish"), lambda found: found["voluntary"]),
)


def effects(row: LocalVersion) -> list[Effect]:
    """Return what ``row`` changes against its base, on its first day; []: no data."""
    data = current()
    if data is None:
        return []
    held = row.base.content if row.base else None
    before = _figures(data.checksum, held, row.since)
    after = _figures(data.checksum, row.content, row.since)
    return [Effect(label, of(before), of(after)) for label, of in FIGURES]


@lru_cache(maxsize=32)
def _figures(checksum: str, content: str | None, day: date) -> dict[str, int]:
    local = local_of(None) if content is None else read_local(content)
    data = Version.objects.defer("content").filter(checksum=checksum).first()
    assert data is not None
    return _reckoned(data, local, day)


def _reckoned(data: Version, local: Local, day: date) -> dict[str, int]:
    snapshot = snapshot_of(data)
    needs = requirements(snapshot, law(), local, day)
    judged = eligibility(snapshot, needs, law(), local, day).people
    seats = needs.positions.filter("measured")
    missing = pl.max_horizontal(pl.col("need_rounded") - pl.col("present"), 0)
    counted = judged.filter("counted")
    return {
        "need": int(seats["need_rounded"].sum()),
        "missing": int(seats.select(missing.sum()).item() or 0),
        **{
            mode: counted.filter(pl.col(mode) == Verdict.PASS.value).height
            for mode in ("compulsory", "voluntary")
        },
    }
