"""The choice of seats as it stands in the address of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict

from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.words import MANY, NAMES, UNMEASURED, class_of

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
        """Return the seats asked for, whatever their gap, by :func:`with_gap`."""
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
            rows = rows.filter(Q(staying__lt=F("minimum")))
        exact = F("exact_gap")
        order = {
            "short": (exact.asc(nulls_last=True), "unit__name"),
            "over": (exact.desc(nulls_last=True), "unit__name"),
            "unit": ("unit__name", "unit_id", "job__name"),
        }[self.sort]
        return rows.order_by(*order, "pk")

    def takes(self, gap: int | None, staying: int | None, minimum: int) -> bool:
        """Tell whether a seat of :meth:`base` is in :meth:`rows` too."""
        if self.below and (staying is None or staying >= minimum):
            return False
        return self.takes_class(class_of(gap))

    def takes_class(self, kind: str) -> bool:
        """Tell whether seats of a class are asked for."""
        return not self.gap or self.gap in (kind, kind.split("-")[0])


def with_gap(rows: QuerySet[Seat], years: int = 0) -> QuerySet[Seat]:
    """Annotate people ``staying``, ``whole_gap``, ``exact_gap`` (thousandths)."""
    gone = F(LEAVING[years]) if years else Value(0)
    return rows.annotate(
        staying=F("present") - gone,
        whole_gap=F("present") - gone - F("need_rounded"),
        exact_gap=F("gap_milli") - Cast(gone, BigIntegerField()) * 1000,
    )


def of_class(name: str) -> Q:
    """Return the condition on ``whole_gap`` for a class, or any short, any over."""
    return {
        SHORT: Q(whole_gap__lt=0),
        OVER: Q(whole_gap__gt=0),
        "short-many": Q(whole_gap__lte=-MANY),
        "short-few": Q(whole_gap__gt=-MANY, whole_gap__lt=0),
        "enough": Q(whole_gap=0),
        "over-few": Q(whole_gap__gt=0, whole_gap__lt=MANY),
        "over-many": Q(whole_gap__gte=MANY),
        UNMEASURED: Q(whole_gap=None),
    }[name]
