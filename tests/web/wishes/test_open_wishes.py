"""The time of wishes: the planner opens it, moves its last day, closes it."""

from __future__ import annotations

from seimbang_web.audit.models import Entry
from seimbang_web.plans.models import Round
from tests.web.wishes.conftest import As

URL = "/aspirasi/waktu/"


def test_the_planner_opens_moves_and_closes(as_: As, round_: Round) -> None:
    round_.deadlines.pop("listen")
    round_.save()
    client = as_("putri")
    assert "Belum dibuka" in client.get(URL).content.decode()
    assert "Buka masa aspirasi" in client.get("/").content.decode()
    client.post(URL, {"last": "2026-02-10", "version": 1})
    round_.refresh_from_db()
    assert round_.deadlines["listen"] == "2026-02-10"
    assert round_.deadlines["plan"] == "2026-02-06"  # others stay
    client.post(URL, {"close": "1", "version": 2})
    round_.refresh_from_db()
    assert round_.deadlines["listen"] == "2025-12-31"
    assert (
        "Batas waktu sudah lewat" in as_("guru").get("/aspirasi/saya/").content.decode()
    )
    assert Entry.objects.filter(act="round.deadlines").count() == 2


def test_a_past_day_and_a_stale_page_are_refused(as_: As, round_: Round) -> None:
    client = as_("putri")
    page = client.post(URL, {"last": "2025-12-31", "version": 1}).content.decode()
    assert "sudah lewat" in page
    page = client.post(URL, {"last": "2026-02-10", "version": 9}).content.decode()
    assert "error-summary" in page
    page = client.post(URL, {"last": "", "version": 1}).content.decode()
    assert "Pilih hari terakhir." in page
    client.post(URL, {"close": "1", "version": 1})
    page = client.post(URL, {"close": "1", "version": 2}).content.decode()
    assert "error-summary" in page
    round_.refresh_from_db()
    assert round_.deadlines["listen"] == "2025-12-31"


def test_only_the_planner(as_: As) -> None:
    for who in ("rina", "sari", "kepsek", "guru", "bupati"):
        assert as_(who).get(URL).status_code == 404
        answer = as_(who).post(URL, {"last": "2026-02-10", "version": 1})
        assert answer.status_code == 404


def test_without_a_round_nothing_breaks(as_: As, round_: Round) -> None:
    Round.objects.update(closed_on="2026-01-01")
    assert "Tidak ada putaran" in as_("putri").get(URL).content.decode()
    assert "Tidak ada putaran" in as_("guru").get("/aspirasi/saya/").content.decode()
    assert as_("guru").get("/aspirasi/saya/pilihan/1/").status_code == 302
    assert as_("putri").get("/aspirasi/daftar/").status_code == 200
    assert as_("guru").get("/").status_code == 200
