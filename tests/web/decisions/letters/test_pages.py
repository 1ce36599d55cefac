"""The letters of a record stand on its page; what nobody drafted is a task."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.letters.queries import of_dossier, waiting_for
from seimbang_web.decisions.models import Dossier, State
from seimbang_web.documents.models import Kind, Letter

As = Callable[[str], Client]


def test_the_page_of_a_dossier_offers_its_letters(as_: As, dossier: Dossier) -> None:
    address = f"/keputusan/{dossier.pk}/"
    page = as_("putri").get(address).content.decode()
    assert "Tulis draf" in page
    assert "Telaahan staf (L4)" in page
    assert "Tulis draf" not in as_("inspektur").get(address).content.decode()


def test_a_decree_nobody_drafted_waits(
    decree: Letter, rights: Callable[[str], Rights]
) -> None:
    dossier = Dossier.objects.get(state=State.DECIDED)  # of which is an extract only
    told = [str(one.label) for one in waiting_for(rights("rina"))]
    assert told == [f"Susun SK untuk {dossier}"]
    assert waiting_for(rights("kepsek")) == waiting_for(rights("bupati")) == []
    Letter.objects.create(
        kind=Kind.SINGLE, subject=f"entry:{dossier.entries.get().pk}", title="SK",
        blocks=[], token="single", made_at=decree.made_at,
    )  # fmt: skip
    assert waiting_for(rights("rina")) == []


def test_offering_letters_does_not_read_the_record(
    dossier: Dossier,
    rights: Callable[[str], Rights],
) -> None:
    assert dossier.entries.count() > 100
    rina = rights("rina")
    with CaptureQueriesContext(connection) as asked:
        names = [one.name for one in of_dossier(dossier, rina)]
    assert names == ["Telaahan staf (L4)", "Keputusan kolektif (L6)"]
    assert len(asked) <= 10
    read = [one["sql"] for one in asked if '"decisions_entry"."facts"' in one["sql"]]
    assert read == []
