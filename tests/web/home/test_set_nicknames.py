"""Write what people call a unit."""

from __future__ import annotations

import pytest

from seimbang_web.audit.models import Entry
from seimbang_web.organisation.models import Unit
from tests.web.conftest import As


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.get(name="SDN 12/I Terusan")


def test_search_finds_the_unit_by_its_nickname(as_: As, unit: Unit) -> None:
    client = as_("rina")
    client.post(
        f"/sebutan/{unit.pk}/", {"nicknames": "Inpres seberang ,", "before": ""}
    )
    unit.refresh_from_db()
    assert unit.nicknames == "Inpres seberang"
    assert b"Terusan" in client.post("/cari/", {"text": "seberang"}).content
    assert Entry.objects.order_by("-seq")[0].act == "unit.nickname"


def test_a_faster_colleague_is_not_overwritten(as_: As, unit: Unit) -> None:
    as_("dedi").post(f"/sebutan/{unit.pk}/", {"nicknames": "Atas", "before": ""})
    late = as_("rina").post(
        f"/sebutan/{unit.pk}/", {"nicknames": "Bawah", "before": ""}
    )
    assert "Isinya sekarang: Atas" in late.content.decode()
    unit.refresh_from_db()
    assert unit.nicknames == "Atas"


def test_only_operators_may(as_: As, unit: Unit) -> None:
    for name in ("putri", "kepsek", "guru", "bupati"):
        answer = as_(name).post(f"/sebutan/{unit.pk}/", {"nicknames": "x"})
        assert answer.status_code == 404
    assert as_("rina").get(f"/sebutan/{unit.pk}/").status_code == 200
    assert as_("rina").get("/sebutan/999999/").status_code == 404
