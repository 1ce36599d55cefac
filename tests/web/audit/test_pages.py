"""The pages of the ledger: search, one entry, own acts, whether the chain holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from seimbang_web.accounts.models import User
from seimbang_web.audit.actions import record
from seimbang_web.audit.models import Content, Entry
from seimbang_web.audit.words import ACTS, THINGS, act_in_words, thing
from tests.web.audit.tampering import without_guards
from tests.web.conftest import As

SOURCE = Path(__file__).resolve().parents[3] / "src/seimbang_web"
CODED = re.compile(r'(?<![\w"])act="([a-z]+\.[a-z_-]+)"')


@pytest.fixture
def entry(user: Callable[[str], User], now: datetime) -> Entry:
    return record(
        actor=user("rina"),
        act="unit.nickname",
        subject="unit:7",
        now=now,
        content={"before": None, "after": ["SD Tujuh"], "why": [{"kind": "x"}]},
    )


def test_the_auditor_searches(as_: As, entry: Entry) -> None:
    client = as_("inspektur")
    page = client.get("/audit/").content.decode()
    assert "Mengubah sebutan unit" in page
    for query, found in (
        ("who=Rina", True),
        ("who=dedi", False),
        ("act=unit.nickname", True),
        ("act=plan.ask", False),
        ("thing=unit&number=7", True),
        ("thing=unit&number=8", False),
        ("thing=unit", True),
        ("since=2020-01-01", True),
        ("until=2020-01-01", False),
    ):
        page = client.get(f"/audit/?{query}").content.decode()
        assert ("unit 7" in page) is found, query
    wrong = client.get("/audit/?number=x").content.decode()
    assert 'href="#id_number"' in wrong


def test_one_entry_tells_what_was_recorded(as_: As, entry: Entry) -> None:
    client = as_("pdp")
    page = client.get(f"/audit/{entry.pk}/").content.decode()
    assert "SD Tujuh" in page
    assert "why 1 › kind" in page
    assert entry.digest in page
    Content.objects.filter(entry=entry).delete()
    page = client.get(f"/audit/{entry.pk}/").content.decode()
    assert "SD Tujuh" not in page
    assert "Isinya dihapus menurut undang-undang" in page
    assert client.get("/audit/999999/").status_code == 404


def test_the_file_is_taken_and_that_is_recorded(as_: As, entry: Entry) -> None:
    client = as_("inspektur")
    file = client.get("/audit/unduh/?act=unit.nickname")
    assert file["Content-Disposition"] == 'attachment; filename="ledger.csv"'
    assert entry.digest in file.content.decode()
    assert Entry.objects.order_by("-seq")[0].act == "audit.export"
    assert client.get("/audit/unduh/?number=x").status_code == 404


def test_everybody_reads_their_own_acts_in_plain_words(as_: As, entry: Entry) -> None:
    page = as_("rina").get("/audit/saya/").content.decode()
    assert "Hari ini Anda melakukan 1 tindakan" in page
    assert "Mengubah sebutan unit" in page
    assert 'href="/beban-kerja/unit/7/"' in page
    page = as_("dedi").get("/audit/saya/").content.decode()
    assert "belum ada tindakan" in page
    assert as_("guru").get("/audit/saya/").status_code == 200


def test_the_chain_is_verified_when_asked(as_: As, entry: Entry) -> None:
    client = as_("admin")
    assert "Rantai berisi" in client.get("/audit/rantai/").content.decode()
    assert "catatan utuh" in client.post("/audit/rantai/").content.decode()
    without_guards()
    Entry.objects.filter(pk=entry.pk).update(actor_name="dedi")
    page = client.post("/audit/rantai/").content.decode()
    assert f"catatan nomor {entry.seq} tidak utuh" in page
    assert 'role="alert"' in page


def test_others_do_not_read_the_ledger(as_: As, entry: Entry) -> None:
    for name in ("rina", "putri", "admin", "bupati", "kepsek", "guru"):
        client = as_(name)
        for url in ("/audit/", "/audit/unduh/", f"/audit/{entry.pk}/"):
            assert client.get(url).status_code == 404, (name, url)
    assert as_("rina").get("/audit/rantai/").status_code == 404
    assert as_("inspektur").post("/audit/").status_code == 404


def test_every_act_of_the_code_has_words() -> None:
    coded = {
        act
        for file in SOURCE.rglob("*.py")
        if "audit" not in file.parts and "lib" not in file.parts
        for act in CODED.findall(file.read_text())
    }
    assert coded
    assert coded - set(ACTS) == set()


def test_what_has_no_words_is_told_as_it_is() -> None:
    with override("id"):
        assert act_in_words("x.y") == "x.y"
        assert thing("x:1") == ("x:1", "")
        assert thing("person:3") == ("pegawai 3", "")
        assert thing("profile:three")[1] == ""
        assert thing("case")[0] == "kasus"
        assert "unit" in THINGS
