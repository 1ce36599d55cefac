"""The land under the map: districts with their outlines, drawn with what they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.model.snapshot import Snapshot
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.workloads.drawing import District, Mark, River
from seimbang_web.workloads.drawing import picture as drawn
from seimbang_web.workloads.models import (
    Barrier,
    Boundary,
    BoundarySet,
    Measurement,
)
from seimbang_web.workloads.outline import Polygon, schematic, simpler
from seimbang_web.workloads.queries import Area, Cell, Total, latest, totals

Outlines = Mapping[str, list[Polygon]]


@dataclass(frozen=True)
class Shape:
    """The outlines of the districts; ``drawn`` None: schematic, by the places known."""

    outlines: Outlines
    drawn: BoundarySet | None


def names(version: Version) -> dict[str, str]:
    """Return the districts of the data, by code."""
    places = snapshot_of(version)["places"].filter(pl.col("kind") == "district")
    return dict(places.select("place_id", "name").sort("name").iter_rows())


def shape(measured: Measurement) -> Shape:
    """Return the office's own boundaries, else schematic ones; kept in memory."""
    own = latest(measured, "boundaries")
    if own is not None:
        return _own(own)
    version = measured.version
    return Shape(_schematic(version.pk, version.checksum), None)


@lru_cache(maxsize=2)
def _own(pk: int) -> Shape:
    rows = Boundary.objects.filter(set=pk).values_list("code", "outline")
    return Shape(dict(rows), BoundarySet.objects.get(pk=pk))


@lru_cache(maxsize=4)
def _schematic(pk: int, checksum: str) -> Outlines:
    snapshot = snapshot_of(Version.objects.defer("content").get(pk=pk))
    found = schematic(_places(snapshot))
    return {code: simpler(polygons) for code, polygons in found.items()}


def _places(snapshot: Snapshot) -> list[tuple[float, float, str]]:
    """Return longitude, latitude and district of all units and villages placed."""
    units = snapshot["units"].select("longitude", "latitude", "district_id")
    codes = snapshot["places"].filter(pl.col("kind") == "district")["place_id"]
    villages = snapshot["places"].select(
        "longitude",
        "latitude",
        district_id=pl.col("place_id").str.replace(r"\.[^.]*$", ""),
    )
    known = pl.concat([units, villages]).drop_nulls()
    return known.filter(pl.col("district_id").is_in(codes.implode())).rows()


def picture(
    cells: list[Cell],
    areas: list[Area],
    shape: Shape,
    names: Mapping[str, str],
    urls: Mapping[str, str],
    waters: Sequence[River],
) -> SafeString:
    """Return the map of ``cells``: districts by share of the need, units by people."""
    known = {area.code: area for area in areas}
    districts = []
    for code, name in names.items():
        area = known.get(code)
        within = area.within if area else Total()
        words = area_words(within) if area else _("outside the choice")
        districts.append(
            District(
                name,
                within.share_kind,
                words,
                urls[code],
                shape.outlines.get(code, []),
            )
        )
    units = totals(cells, lambda cell: cell[:5])
    marks = [
        Mark(name, total.kind, latitude, longitude, reverse("unit-detail", args=[pk]))
        for (pk, name, _kind, latitude, longitude), total in units.items()
        if latitude is not None and longitude is not None
    ]
    return drawn(districts, marks, waters)


def rivers(measured: Measurement) -> tuple[River, ...]:
    """Return the rivers and crossings whose travel times were applied last."""
    applied = latest(measured, "rivers")
    return () if applied is None else _rivers(applied)


@lru_cache(maxsize=2)
def _rivers(pk: int) -> tuple[River, ...]:
    rows = Barrier.objects.filter(pk=pk).values_list("lines", "crossings")
    lines, crossings = rows.get()
    return tuple(
        River(
            name,
            parts,
            [(one["name"], one["at"]) for one in crossings if one["river"] == name],
        )
        for name, parts in lines.items()
    )


def area_words(total: Total) -> str:
    """Return what a district needs when its units help each other."""
    if not total.measured:
        return _("not measured")
    if total.lacks:
        words = _("needs {n} more people ({share} % of the need)")
    elif total.over:
        words = _("has {n} people more than needed ({share} % of the need)")
    else:
        return _("enough")
    amount = total.lacks or total.over
    share = round(100 * amount / max(1, total.need))
    return words.format(n=number_format(amount), share=share)


def named_ways(barrier: Barrier) -> list[dict[str, Any]]:
    """Return the ways that a river makes longest, with the names of both ends."""
    snapshot = snapshot_of(barrier.version)
    known = dict(snapshot["places"].select("place_id", "name").iter_rows())
    known |= dict(snapshot["units"].select("unit_id", "name").iter_rows())
    return [
        {
            "origin": known.get(origin, origin),
            "target": known.get(target, target),
            "minutes": minutes,
            "km": km,
            "straight": straight,
        }
        for origin, target, minutes, km, straight in barrier.told.get("longest", ())
    ]
