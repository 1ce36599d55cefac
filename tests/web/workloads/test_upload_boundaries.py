"""Boundaries of the districts: all faults at once, kept as rows, drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from seimbang_web.audit.models import Entry
from seimbang_web.workloads import geojson
from seimbang_web.workloads.geojson import FaultyFileError, boundaries
from seimbang_web.workloads.models import Boundary, BoundarySet
from tests.web.conftest import As
from tests.web.workloads.conftest import collection, feature, square

URL = reverse("boundary-upload")
KNOWN = {"1": "Mersam", "2": "Pemayung"}


def sent(content: bytes, source: str = "Bappeda") -> dict[str, Any]:
    file = SimpleUploadedFile("batas.geojson", content, "application/geo+json")
    return {"file": file, "source": source}


def faults(*features: Any, known: dict[str, str] = KNOWN) -> list[str]:
    with translation.override("en"), pytest.raises(FaultyFileError) as raised:
        boundaries(collection(*features), known)
    return raised.value.faults


def test_an_operator_uploads_and_the_map_has_them(as_: As, districts: bytes) -> None:
    page = as_("rina").post(URL, sent(districts), follow=True)
    assert "Peta sekarang memakai batas 8 kecamatan" in page.content.decode()
    assert Boundary.objects.count() == 8
    assert Entry.objects.order_by("-seq")[0].act == "boundary.upload"
    drawn = as_("guru").get(reverse("workload-map"), {"map": "1"}).content.decode()
    assert "Batas: Bappeda." in drawn
    assert "batas skematis" not in drawn.lower()


def test_the_same_file_twice_is_one_set(as_: As, districts: bytes) -> None:
    for _ in range(2):
        as_("rina").post(URL, sent(districts))
    assert BoundarySet.objects.count() == 1


def test_all_faults_are_told_at_once_and_nothing_is_kept(as_: As) -> None:
    open_ring = square(103, -1)[:-1]
    content = collection(
        feature("Polygon", [open_ring], kode="15.04.01"),
        feature("Polygon", [square(3, -1)], kode="15.04.02"),
        feature("Point", [103, -1], kode="15.04.03"),
    )
    text = as_("rina").post(URL, sent(content)).content.decode()
    for words in ("tidak tertutup", "di luar Indonesia", "berjenis Point", "tidak ada"):
        assert words in text
    assert not BoundarySet.objects.exists()


def test_who_may_not(as_: As, districts: bytes) -> None:
    for name in ("putri", "sari", "admin", "inspektur"):
        assert as_(name).get(URL).status_code == 200
        assert as_(name).post(URL, sent(districts)).status_code == 404
    for name in ("guru", "kepsek", "tono"):
        assert as_(name).get(URL).status_code == 404
    assert not BoundarySet.objects.exists()


def test_a_form_without_file_or_source(as_: As, districts: bytes) -> None:
    page = as_("rina").post(URL, {"source": "Bappeda"})
    assert "Pilih berkas" in page.content.decode()
    page = as_("rina").post(URL, sent(districts, source=""))
    assert "Tulis sumber" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b"[]", "no GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "holds no features"),
        (b" " * (geojson.MOST_BYTES + 1), "larger than 8 MB"),
    ],
)
def test_what_is_no_geojson(content: bytes, words: str) -> None:
    with translation.override("en"), pytest.raises(FaultyFileError) as raised:
        boundaries(content, KNOWN)
    assert words in str(raised.value)


def test_codes_and_names() -> None:
    one, two = feature("Polygon", [square(103, -1)], KODE=1), square(104, -1)
    whole = boundaries(
        collection(one, feature("MultiPolygon", [[two]], nama="PEMAYUNG")), KNOWN
    )
    assert set(whole) == {"1", "2"}
    assert whole["2"] == [[two]]
    told = faults(one, one, feature("Polygon", [two], kode="9"))
    assert told == [
        "Feature 2: code 1 is there twice.",
        "Feature 3: code 9 is no district of the data.",
        "Pemayung (2) is missing.",
    ]
    assert "has no property" in faults(feature("Polygon", [two], kode=""), one)[0]


@pytest.mark.parametrize(
    ("coordinates", "words"),
    [
        ([[[103, -1], [103, 0], [104, 0]]], "fewer than 4"),
        ([[[103, "x"]] * 4], "not a pair of numbers"),
        ([[[103, float("nan")]] * 4], "not a pair of numbers"),
        ([[[True, 1]] * 4], "not a pair of numbers"),
        ([None], "not a pair of numbers"),
        ([[]], "fewer than 4"),
        ([], "no coordinates"),
        (None, "no coordinates"),
    ],
)
def test_rings_that_are_none(coordinates: Any, words: str) -> None:
    assert words in faults(feature("Polygon", coordinates, kode="1"))[0]


def test_features_that_are_none() -> None:
    told = faults(None, {}, {"geometry": {"type": "Point"}}, "x")
    assert sum("has no geometry" in one for one in told) == 4


def test_many_faults_are_counted() -> None:
    told = faults(*[{} for _ in range(50)])
    assert len(told) == geojson.SHOWN + 1
    assert told[-1].startswith("… and")
