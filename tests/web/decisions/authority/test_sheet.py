"""The sheet, the page before the signing, and the signing by who proved it again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.authority import queries
from seimbang_web.decisions.models import Challenge, Decision, Dossier, Entry, State
from seimbang_web.proposals.models import Response
from tests.web.accounts.proving import prove, signed_in
from tests.web.decisions.authority.conftest import Named
from tests.web.decisions.sitting import advised, dossier_at, proposed

As = Callable[[str], Client]


@pytest.fixture
def chosen(entries: list[Entry]) -> dict[str, str]:
    """Return what the form sends: all approved."""
    told = {f"o-{one.pk}": "tetap" for one in entries}
    return told | {
        f"w-{entries[1].pk}": "Kebutuhan murid.",
        "effective_on": "2026-01-01",
    }


def _challenge(page: str) -> str:
    found = re.search(r'name="challenge" value="([^"]+)"', page)
    assert found
    return found[1]


def test_exceptions_come_first_and_the_digest_is_short(
    as_: As, dossier: Dossier, entries: list[Entry]
) -> None:
    page = as_("bupati").get(f"/keputusan/{dossier.pk}/lembar/").content.decode()
    objected = page.index(f'id="c-{entries[1].pk}"')
    assert objected < page.index(f'name="o-{entries[0].pk}"')
    assert f"{dossier.digest[:4]}…{dossier.digest[-4:]}" in page
    assert dossier.digest not in page
    assert "<svg" in page
    assert "Pegawai keberatan" in page


def test_the_whole_way_by_the_pages(dossier: Dossier, chosen: dict[str, str]) -> None:
    client = prove(signed_in("bupati"))
    page = client.post(f"/keputusan/{dossier.pk}/lembar/", chosen).content.decode()
    assert "Anda akan menetapkan 3 mutasi." in page
    assert "1 di antaranya tetap dilaksanakan walau pegawai keberatan" in page
    assert not Decision.objects.exists()
    told = chosen | {"challenge": _challenge(page)}
    answer = client.post(f"/keputusan/{dossier.pk}/lembar/tetapkan/", told)
    assert answer["Location"] == f"/keputusan/{dossier.pk}/putusan/"
    shown = client.get(answer["Location"]).content.decode()
    assert "Ditetapkan: 3" in shown
    client.post(f"/keputusan/{dossier.pk}/lembar/tetapkan/", told)
    assert Decision.objects.count() == 1
    sheet = client.get(f"/keputusan/{dossier.pk}/lembar/")
    assert sheet["Location"] == f"/keputusan/{dossier.pk}/putusan/"


def test_signing_asks_again_who_it_is(
    as_: As, dossier: Dossier, chosen: dict[str, str]
) -> None:
    client = as_("bupati")  # without the password: a session of long ago
    page = client.post(f"/keputusan/{dossier.pk}/lembar/", chosen).content.decode()
    told = chosen | {"challenge": _challenge(page)}
    answer = client.post(f"/keputusan/{dossier.pk}/lembar/tetapkan/", told)
    assert "/akun/reauthenticate/" in answer["Location"]
    assert not Decision.objects.exists()


def test_signing_needs_post(as_: As, dossier: Dossier) -> None:
    address = f"/keputusan/{dossier.pk}/lembar/tetapkan/"
    assert as_("bupati").get(address).status_code == 404


def test_what_is_missing_stands_at_the_case(
    as_: As, dossier: Dossier, entries: list[Entry], chosen: dict[str, str]
) -> None:
    chosen[f"w-{entries[1].pk}"] = ""
    chosen[f"o-{entries[0].pk}"] = ""
    page = as_("bupati").post(f"/keputusan/{dossier.pk}/lembar/", chosen)
    assert page.status_code == 200
    assert not Challenge.objects.exists()
    assert page.content.decode().count('<li><a href="#id_') == 2


def test_going_back_keeps_what_was_chosen(
    as_: As, dossier: Dossier, chosen: dict[str, str]
) -> None:
    page = as_("bupati").post(
        f"/keputusan/{dossier.pk}/lembar/", chosen | {"back": "1"}
    )
    assert "Kebutuhan murid." in page.content.decode()
    assert not Challenge.objects.exists()


def test_a_dossier_that_changed_shows_the_change_and_no_button(
    as_: As, dossier: Dossier, chosen: dict[str, str]
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=State.RETURNED)
    page = as_("bupati").get(f"/keputusan/{dossier.pk}/lembar/").content.decode()
    assert "Tidak dapat ditetapkan" in page
    assert "Periksa keputusan" not in page
    as_("bupati").post(f"/keputusan/{dossier.pk}/lembar/", chosen)
    assert not Challenge.objects.exists()


def test_a_case_that_changed_is_only_postponed(
    as_: As, dossier: Dossier, entries: list[Entry], user: Named, now: datetime
) -> None:
    Response.objects.create(
        proposal=entries[0].proposal, year=2026, number=9, answer=Response.Answer.NO,
        given_by=user("guru"), given_at=now.replace(year=now.year + 1),
    )  # fmt: skip
    page = as_("bupati").get(f"/keputusan/{dossier.pk}/lembar/").content.decode()
    start = page.index(f'name="o-{entries[0].pk}"')
    choices = page[start : page.index("</select>", start)]
    assert "tunda" in choices
    assert 'value="tetap"' not in choices


@pytest.mark.parametrize("name", ["putri", "sari", "tono", "sekda", "kepsek", "guru"])
def test_others_do_not_open_the_sheet(
    as_: As, dossier: Dossier, chosen: dict[str, str], name: str
) -> None:
    address = f"/keputusan/{dossier.pk}/lembar/"
    assert as_(name).get(address).status_code == 404
    as_(name).post(f"{address}tetapkan/", chosen)
    assert not Decision.objects.exists()


def test_the_first_page_says_what_waits_in_one_sentence(
    as_: As, dossier: Dossier, rights: Callable[[str], Rights]
) -> None:
    (told,) = queries.waiting_for(rights("bupati"))
    assert told.url == f"/keputusan/{dossier.pk}/lembar/"
    home = as_("bupati").get("/").content.decode()
    assert f"Tetapkan 3 mutasi {dossier}: 1 dengan keberatan" in home
    assert queries.waiting_for(rights("sekda")) == []


def test_the_list_says_that_nothing_waits(as_: As) -> None:
    page = as_("bupati").get("/keputusan/penetapan/").content.decode()
    assert "Belum ada yang menunggu keputusan Anda." in page
    assert as_("guru").get("/keputusan/penetapan/").status_code == 404


def test_nobody_reads_a_decision_that_is_not_there(as_: As, dossier: Dossier) -> None:
    assert as_("bupati").get(f"/keputusan/{dossier.pk}/putusan/").status_code == 404


def test_forty_cases_stay_within_their_queries(
    as_: As,
    user: Named,
    now: datetime,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    putri = user("putri")
    made = dossier_at("team", proposed(20, putri, now), putri, now)
    advised(made, [user("sekda"), user("tono")], now)
    client = as_("bupati")
    client.get(f"/keputusan/{made.pk}/lembar/")
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        client.get(f"/keputusan/{made.pk}/lembar/")


@pytest.mark.parametrize("page", ["lembar/", ""])
def test_what_is_frozen_is_not_read_again_with_each_entry(
    as_: As, dossier: Dossier, page: str
) -> None:
    client = as_("bupati")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/keputusan/{dossier.pk}/{page}")
    told = [one["sql"] for one in asked.captured_queries]
    assert any('FROM "decisions_entry"' in one for one in told)
    assert not [
        one
        for one in told
        if 'FROM "decisions_entry"' in one and '"decisions_dossier"."content"' in one
    ]
