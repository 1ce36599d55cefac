"""The list of moves: six columns, filters as address, files, few queries."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seimbang_web.audit.models import Entry
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Move, Plan
from seimbang_web.plans.store import whatif_of
from tests.web.conftest import As


def test_it_shows_every_move_in_six_columns(as_: As, plan: Plan) -> None:
    page = as_("putri").get(f"/meja/{plan.pk}/")
    assert page.context["page"].paginator.count == plan.moves.count()
    text = page.content.decode()
    assert text.count('<th scope="col"') == 6
    assert "style=" not in text
    assert "320 pegawai pindah dalam rencana ini" in text


def test_other_columns_are_asked_for_in_the_address(as_: As, plan: Plan) -> None:
    query = {"kolom": ["rumpun", "lepas", "menit", "xxx"]}
    page = as_("putri").get(f"/meja/{plan.pk}/", query)
    assert page.content.decode().count('<th scope="col"') == 9


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"rumpun": "guru-sd-kelas"}, lambda m, _: m.family == "guru-sd-kelas"),
        ({"sebab": "ingin"}, lambda m, _: m.voluntary),
        ({"sebab": "perlu"}, lambda m, _: not m.voluntary),
        ({"km": "20"}, lambda m, _: (m.km_milli or 0) >= 20_000),
        ({"rantai": "3"}, lambda m, _: m.chain == 3),
        ({"dari": "15.04.01"}, lambda m, _: m.from_unit.district_code == "15.04.01"),
        ({"ke": "15.04.01"}, lambda m, _: m.to_unit.district_code == "15.04.01"),
        (
            {"minimum": "ya"},
            lambda m, short: {m.from_unit.code, m.to_unit.code} & short,
        ),
        ({"rumpun": "xxx"}, lambda *_: False),
        ({"kunci": "ya"}, lambda *_: False),
        ({"kunci": "tidak"}, lambda *_: True),
        ({"km": "x", "sebab": "x", "urut": "x"}, lambda *_: True),
    ],
)
def test_filters_leave_what_they_say(
    as_: As, plan: Plan, query: dict[str, str], holds: object
) -> None:
    short = {
        seat["unit_id"]
        for seat in whatif_of(plan).plan["seats"]
        if min(seat["before"], seat["after"]) < seat["minimum"]
    }
    rows = plan.moves.select_related("from_unit", "to_unit")
    expected = sum(bool(holds(move, short)) for move in rows)  # type: ignore[operator]
    page = as_("putri").get(f"/meja/{plan.pk}/", query)
    assert page.context["page"].paginator.count == expected


def test_it_sorts_both_ways(as_: As, plan: Plan) -> None:
    rows = as_("putri").get(f"/meja/{plan.pk}/", {"urut": "-km"}).context["rows"]
    km = [row.move.km_milli for row in rows]
    assert km == sorted(km, reverse=True)
    rows = as_("putri").get(f"/meja/{plan.pk}/", {"urut": "nama"}).context["rows"]
    names = [row.move.person.name for row in rows]
    assert names == sorted(names)


def test_it_takes_twelve_queries_at_most(as_: As, plan: Plan) -> None:
    client = as_("putri")
    client.get(f"/meja/{plan.pk}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/meja/{plan.pk}/", {"kolom": "lepas"})
    queries = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(queries) <= 12, "\n".join(sql[:120] for sql in queries)


def test_the_file_holds_what_the_filters_leave(as_: As, plan: Plan) -> None:
    query = {"rumpun": "guru-sd-kelas"}
    response = as_("putri").get(f"/meja/{plan.pk}/unduh/csv/", query)
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    number = plan.moves.filter(family="guru-sd-kelas").count()
    assert len(rows) == number + 2  # the heading, who took it
    assert "attachment" in response["Content-Disposition"]
    nips = set(Person.objects.exclude(nip="").values_list("nip", flat=True))
    assert not nips & {cell for row in rows for cell in row}
    entry = Entry.objects.filter(act="plan.export").latest("seq")
    assert entry.content.content["rows"] == number
    assert as_("putri").get(f"/meja/{plan.pk}/unduh/xlsx/").content[:2] == b"PK"
    assert as_("putri").get(f"/meja/{plan.pk}/unduh/pdf/").status_code == 404


def test_who_may_see_it_and_take_it(as_: As, plan: Plan) -> None:
    for name in ("putri", "sari", "inspektur"):
        assert as_(name).get(f"/meja/{plan.pk}/").status_code == 200
        assert as_(name).get(f"/meja/{plan.pk}/unduh/csv/").status_code == 200
    for name in ("tono", "bupati"):
        assert as_(name).get(f"/meja/{plan.pk}/").status_code == 200
        assert as_(name).get(f"/meja/{plan.pk}/unduh/csv/").status_code == 404
    for name in ("rina", "kepsek", "guru", "admin"):
        assert as_(name).get(f"/meja/{plan.pk}/").status_code == 404
    assert as_("putri").get("/meja/999/").status_code == 404


def test_a_phone_gets_the_list_instead(as_: As, plan: Plan) -> None:
    text = as_("putri").get(f"/meja/{plan.pk}/").content.decode()
    assert "tidak tersedia di layar ponsel" in text
    text = as_("putri").get(f"/meja/{plan.pk}/", {"tampilan": "daftar"})
    assert "/meja/pindah/" not in text.content.decode()


def test_a_plan_that_is_not_solved_says_so(as_: As, plan: Plan) -> None:
    row = Plan.objects.get(pk=plan.pk)
    row.pk, row.number, row.solved_at, row.summary = None, 99, None, None
    row.save(force_insert=True)
    text = as_("putri").get(f"/meja/{row.pk}/").content.decode()
    assert "masih dihitung" in text
    assert as_("putri").get(f"/meja/{row.pk}/hitung-ulang/").status_code == 404


def test_readers_see_a_move_without_what_changes_it(as_: As, moves: list[Move]) -> None:
    url = f"/meja/pindah/{moves[0].pk}/"
    assert "Apa yang akan diubah" in as_("putri").get(url).content.decode()
    assert "Apa yang akan diubah" not in as_("sari").get(url).content.decode()
    assert as_("guru").get(url).status_code == 404
    assert as_("putri").get("/meja/pindah/999999/").status_code == 404
