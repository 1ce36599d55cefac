"""Read GeoJSON that an office uploads: all that is wrong with it, at once."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from seimbang_web.lib.act import ActError
from seimbang_web.workloads.crossing import NEAR_KM, nearest_river, segments

MOST_BYTES = 8 * 2**20
MOST_POINTS = 200_000  # of one ring or line
MOST_SEGMENTS = 20_000  # of all rivers
MOST_MINUTES = 600
SHOWN = 20  # faults told; the rest is counted
WEST, EAST, SOUTH, NORTH = 95.0, 142.0, -11.0, 6.0  # Indonesia, as the data's tables
CODES = ("kode", "code", "kode_kec", "kd_kecamatan", "place_id")
NAMES = ("nama", "name")


class FaultyFileError(ActError):
    """The file cannot be used; ``faults`` says all of why."""

    def __init__(self, faults: Sequence[str]) -> None:
        told = list(faults[:SHOWN])
        if len(faults) > SHOWN:
            told.append(_("… and {n} more.").format(n=len(faults) - SHOWN))
        super().__init__(" ".join(told))
        self.faults = told


@dataclass
class Reading:
    """The features of a file, and what is wrong so far."""

    features: list[Mapping[str, Any]]
    faults: list[str] = field(default_factory=list)

    def fault(self, number: int, words: str) -> None:
        """Note what is wrong with a feature."""
        self.faults.append(
            _("Feature {n}: {words}").format(n=number, words=words) if number else words
        )

    def end(self) -> None:
        """
        Go on when nothing was wrong.

        :raises FaultyFileError: with all that was.
        """
        if self.faults:
            raise FaultyFileError(self.faults)

    def numbered(self) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
        """Yield number, geometry and properties of each feature."""
        for number, feature in enumerate(self.features, start=1):
            geometry = feature.get("geometry") if isinstance(feature, dict) else None
            properties = feature.get("properties") if geometry else None
            if not isinstance(geometry, dict) or "coordinates" not in geometry:
                self.fault(number, _("has no geometry."))
                continue
            yield number, geometry, properties if isinstance(properties, dict) else {}


def read(content: bytes) -> Reading:
    """
    Return the features of a GeoJSON file.

    :raises FaultyFileError: when it is too large, no JSON, or no FeatureCollection.
    """
    if len(content) > MOST_BYTES:
        size = MOST_BYTES // 2**20
        raise FaultyFileError(
            [_("The file is larger than {size} MB: simplify it.").format(size=size)]
        )
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FaultyFileError(
            [_("The file is no GeoJSON: it cannot be read as JSON (UTF-8).")]
        ) from None
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
        raise FaultyFileError(
            [_("The file is no GeoJSON FeatureCollection: export it as GeoJSON.")]
        )
    if not features:
        raise FaultyFileError([_("The file holds no features.")])
    return Reading(features)


def text_of(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return the first property of ``names`` (any case) that is not empty."""
    low = {str(key).lower(): value for key, value in properties.items()}
    for name in names:
        value = low.get(name)
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
    return ""


def is_point(value: Any) -> bool:
    """Tell whether a value is a position: two or more finite numbers."""
    return (
        isinstance(value, list)
        and len(value) >= 2
        and all(
            isinstance(one, int | float)
            and not isinstance(one, bool)
            and math.isfinite(one)
            for one in value[:2]
        )
    )


def fault_of_line(line: Any, least: int) -> str:
    """Return what is wrong with a list of positions; empty: nothing."""
    if not isinstance(line, list) or not all(map(is_point, line)):
        return _("a coordinate is not a pair of numbers.")
    if len(line) < least:
        return _("has fewer than {n} points.").format(n=least)
    if len(line) > MOST_POINTS:
        return _("has more than {n} points: simplify it.").format(n=MOST_POINTS)
    outside = [
        point
        for point in line
        if not (WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH)
    ]
    if outside:
        return _(
            "lies outside Indonesia ({x}, {y}): longitude comes first, in degrees "
            "(WGS 84)."
        ).format(x=outside[0][0], y=outside[0][1])
    return ""


def fault_of_ring(ring: Any) -> str:
    """Return what is wrong with a ring; empty: nothing."""
    fault = fault_of_line(ring, 4)
    if not fault and ring[0][:2] != ring[-1][:2]:
        return _("a ring is not closed: its last point must be its first.")
    return fault


def polygons_of(geometry: Mapping[str, Any]) -> tuple[list[Any], str]:
    """Return the polygons of a geometry, and what is wrong with it."""
    kind, found = geometry.get("type"), geometry["coordinates"]
    if kind == "Polygon":
        found = [found]
    elif kind != "MultiPolygon":
        return [], _("is {kind}; expected Polygon or MultiPolygon.").format(kind=kind)
    if not isinstance(found, list) or not found:
        return [], _("has no coordinates.")
    for polygon in found:
        if not isinstance(polygon, list) or not polygon:
            return [], _("has no coordinates.")
        for ring in polygon:
            if fault := fault_of_ring(ring):
                return [], fault
    return [[[point[:2] for point in ring] for ring in one] for one in found], ""


def boundaries(content: bytes, known: Mapping[str, str]) -> dict[str, list[Any]]:
    """
    Return the polygons by code of the district.

    ``known``: the names of the districts by code; a feature names its code, else its
    name. Every district must be there, once.

    :raises FaultyFileError: with all that is wrong.
    """
    reading = read(content)
    names = {name.casefold(): code for code, name in known.items()}
    found: dict[str, list[Any]] = {}
    for number, geometry, properties in reading.numbered():
        polygons, fault = polygons_of(geometry)
        code = text_of(properties, CODES)
        code = code or names.get(text_of(properties, NAMES).casefold(), "")
        if fault:
            reading.fault(number, fault)
        elif not code:
            reading.fault(number, _("has no property “kode” with the district's code."))
        elif code not in known:
            reading.fault(
                number, _("code {code} is no district of the data.").format(code=code)
            )
        elif code in found:
            reading.fault(number, _("code {code} is there twice.").format(code=code))
        else:
            found[code] = polygons
    for code in sorted(known.keys() - found.keys()):
        words = _("{name} ({code}) is missing.")
        reading.fault(0, words.format(name=known[code], code=code))
    reading.end()
    return found


def barriers(
    content: bytes,
) -> tuple[dict[str, list[list[list[float]]]], list[dict[str, Any]]]:
    """
    Return the lines of each river by its name, and the crossings with their river.

    :raises FaultyFileError: with all that is wrong.
    """
    reading = read(content)
    rivers: dict[str, list[list[list[float]]]] = {}
    points: list[tuple[int, dict[str, Any]]] = []
    for number, geometry, properties in reading.numbered():
        kind, found = geometry.get("type"), geometry["coordinates"]
        name = text_of(properties, NAMES)
        if kind == "Point":
            fault = fault_of_line([found], 1) or _fault_of_minutes(properties)
            if not fault:
                name = name or _("Crossing {n}").format(n=number)
                minutes = int(properties.get("menit") or 0)
                one = {"name": name, "at": found[:2], "minutes": minutes}
                points.append((number, one))
        elif kind in ("LineString", "MultiLineString"):
            lines = [found] if kind == "LineString" else found
            whole: list[Any] = lines if isinstance(lines, list) and lines else [None]
            fault = next(filter(None, (fault_of_line(line, 2) for line in whole)), "")
            if not fault:
                held = rivers.setdefault(name or _("River {n}").format(n=number), [])
                held += [[point[:2] for point in line] for line in whole]
        else:
            fault = _("is {kind}; expected LineString or Point.").format(kind=kind)
        if fault:
            reading.fault(number, fault)
    _place(points, rivers, reading)
    reading.end()
    return rivers, [one for _number, one in points]


def _fault_of_minutes(properties: Mapping[str, Any]) -> str:
    minutes = properties.get("menit") or 0
    whole = isinstance(minutes, int) and not isinstance(minutes, bool)
    if whole and 0 <= minutes <= MOST_MINUTES:
        return ""
    return _("“menit” is {found}; expected whole minutes from 0 to {most}.").format(
        found=minutes, most=MOST_MINUTES
    )


def _place(
    points: list[tuple[int, dict[str, Any]]],
    rivers: Mapping[str, list[list[list[float]]]],
    reading: Reading,
) -> None:
    """Find the river of each crossing; one that lies on none is a fault."""
    if not rivers and not reading.faults:
        reading.fault(0, _("The file holds no river: draw it as a LineString."))
    parts = {name: segments(lines) for name, lines in rivers.items()}
    if sum(map(len, parts.values())) > MOST_SEGMENTS:
        reading.fault(
            0, _("The rivers have more than {n} points.").format(n=MOST_SEGMENTS)
        )
        return
    for number, one in points:
        river = nearest_river((one["at"][0], one["at"][1]), parts) if parts else None
        one["river"] = river
        if parts and river is None:
            reading.fault(
                number,
                _("{name} is more than {km} km from every river.").format(
                    name=one["name"], km=int(NEAR_KM)
                ),
            )
