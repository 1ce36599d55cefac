"""What the tests of the workload share: the measured demo, units, files of the land."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seimbang_web.organisation.convert import _snapshot
from seimbang_web.organisation.models import Job, Unit, Version
from seimbang_web.workloads import barriers, land
from seimbang_web.workloads.models import BoundarySet, Measurement
from seimbang_web.workloads.queries import current_measurement

Feature = dict[str, Any]


def feature(kind: str, coordinates: Any, **properties: Any) -> Feature:
    """Return a feature of GeoJSON."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any) -> bytes:
    """Return a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def square(x: float, y: float, side: float = 0.1) -> list[list[float]]:
    """Return a closed ring."""
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Forget what is kept by id: SQLite gives the ids of a rolled back test again."""
    yield
    if Version.objects.count() > 1 or BoundarySet.objects.exists():
        for kept in (_snapshot, land._own, land._rivers, barriers._in_force):
            kept.cache_clear()


@pytest.fixture
def measured() -> Measurement:
    found = current_measurement()
    assert found is not None
    return found


@pytest.fixture
def school(user: Callable[[str], Any]) -> Unit:
    """Return the school whose head is in the cast."""
    unit = user("kepsek").grants.get().unit
    assert isinstance(unit, Unit)
    return unit


@pytest.fixture
def other_school(school: Unit) -> Unit:
    found = Unit.objects.filter(kind="sd").exclude(pk=school.pk).first()
    assert found is not None
    return found


@pytest.fixture
def class_teacher() -> Job:
    return Job.objects.get(name="Guru Kelas SD")


@pytest.fixture
def districts() -> bytes:
    """Return a file with a square for every district of the demo."""
    codes = Unit.objects.values_list("district_code", flat=True).distinct()
    return collection(
        *(
            feature("Polygon", [square(102.5 + at / 10, -1.7)], kode=code)
            for at, code in enumerate(sorted(set(codes)))
        )
    )


@pytest.fixture
def river() -> bytes:
    """Return a river through the demo from west to east, a bridge and a ferry."""
    return collection(
        feature(
            "LineString", [[102.0, -1.69], [103.1, -1.71], [104.0, -1.69]], nama="Hari"
        ),
        feature("Point", [103.0, -1.708], nama="Jembatan"),
        feature("Point", [103.3, -1.706], nama="Pompong", menit=20),
    )
