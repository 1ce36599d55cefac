"""The choice of seats as it stands in the address of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict

from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.words import MANY, NAMES, UNMEASURED

YEARS = (0, 1, 5)
LEAVING = {1: "leave1", 5: "leave5"}
SORTS = ("short", "over", "unit")
SHORT, OVER = "short", "over"
COLUMNS = (  # beside the six
    "kind",
    "agency",
    "exact",
    "minimum",
    "establishment",
    "effectiveness",
    "retire5",
    "gap5",
    "method",
    "flags",
)


@dataclass(frozen=True)
class Filters:
    """What is asked for; what the address does not say, or says wrongly, is left."""

    job: int | None = None
    family: str = ""
    kind: str = ""
    district: str = ""
    gap: str = ""
    below: bool = False
    years: int = 0
    sort: str = "short"
    columns: tuple[str, ...] = ()
    map: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """Return the choice in the query of an address."""
        job, years = query.get("job", ""), query.get("years", "")
        gap, sort = query.get("gap", ""), query.get("sort", "")
        return cls(
            job=int(job) if job.isdecimal() and len(job) < 18 else None,
            family=query.get("family", "")[:60],
            kind=query.get("kind", "")[:30],
            district=query.get("district", "")[:20],
            gap=gap if gap in {*NAMES, SHORT, OVER} else "",
            below=query.get("below") == "1",
            years=int(years) if years in map(str, YEARS) else 0,
            sort=sort if sort in SORTS else "short",
            columns=tuple(one for one in COLUMNS if one in query.getlist("columns")),
            map=query.get("map") == "1",
        )

    @property
    def narrow(self) -> bool:
        """Tell whether anything is filtered."""
        chosen = (self.job, self.family, self.kind, self.district, self.gap, self.below)
        return any(chosen)

    def base(self, measured: Measurement) -> QuerySet[Seat]:
        """Return the seats asked for, whatever their gap, with ``gap``, ``lasting``."""
        rows = with_gap(Seat.objects.filter(measurement=measured), self.years)
        if self.job is not None:
            rows = rows.filter(job=self.job)
        if self.family:
            rows = rows.filter(job__family=self.family)
        if self.kind:
            rows = rows.filter(unit__kind=self.kind)
        if self.district:
            rows = rows.filter(unit__district_code=self.district)
        return rows

    def rows(self, measured: Measurement) -> QuerySet[Seat]:
        """Return the seats asked for, in the order asked for."""
        rows = self.base(measured)
        if self.gap:
            rows = rows.filter(of_class(self.gap))
        if self.below:
            rows = rows.filter(lasting__lt=F("minimum"))
        exact = F("exact_gap")
        order = {
            "short": (exact.asc(nulls_last=True), "unit__name"),
            "over": (exact.desc(nulls_last=True), "unit__name"),
            "unit": ("unit__name", "unit_id", "job__name"),
        }[self.sort]
        return rows.order_by(*order, "pk")


def with_gap(rows: QuerySet[Seat], years: int = 0) -> QuerySet[Seat]:
    """Annotate ``lasting`` people, ``gap`` (whole), ``exact_gap`` (thousandths)."""
    gone = F(LEAVING[years]) if years else Value(0)
    return rows.annotate(
        lasting=F("present") - gone,
        gap=F("present") - gone - F("need_rounded"),
        exact_gap=F("gap_milli") - Cast(gone, BigIntegerField()) * 1000,
    )


def of_class(name: str) -> Q:
    """Return the condition on ``gap`` for a class; "short" and "over" take in two."""
    return {
        SHORT: Q(gap__lt=0),
        OVER: Q(gap__gt=0),
        "short-many": Q(gap__lte=-MANY),
        "short-few": Q(gap__gt=-MANY, gap__lt=0),
        "enough": Q(gap=0),
        "over-few": Q(gap__gt=0, gap__lt=MANY),
        "over-many": Q(gap__gte=MANY),
        UNMEASURED: Q(gap=None),
    }[name]
