"""A difference is settled by a named person, with why; till then nothing is signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.authority.queries import Sheet
from seimbang_web.decisions.dossier.actions import new_edition
from seimbang_web.decisions.letters.decree import hindrance
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.imports.models import Difference
from seimbang_web.imports.reconcile import actions
from seimbang_web.imports.reconcile.queries import unresolved
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Plan
from tests.web.conftest import As
from tests.web.imports.reconcile.conftest import (
    DAY,
    Named,
    Upload,
    people_as_they_are,
    said,
)

pytestmark = pytest.mark.both

OURS, THEIRS = Difference.Counts.OURS, Difference.Counts.THEIRS
Settled = Callable[..., None]


@pytest.fixture
def difference(upload: Upload, entries: list[Entry]) -> Difference:
    """Return the one difference: the export has another grade."""
    row = upload(said(people_as_they_are(entries), entries[0], grade="I/a"))
    return row.differences.get()


@pytest.fixture
def settled(user: Named, now: datetime) -> Settled:
    def run(one: Difference, counts: Difference.Counts, **more: Any) -> None:
        told: dict[str, Any] = {"why": "SK nomor 12 dilihat.", "actor": user("sari")}
        actions.settle(difference=one, counts=counts, now=now, **{**told, **more})

    return run


def approved(entry: Entry) -> None:
    """Approve past the code: only the database stands against it."""
    with transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(outcome="tetap")


def why_not(dossier: Dossier, user: User) -> list[str]:
    return [line.why_not for line in Sheet(dossier, Rights(user, DAY)).lines]


def test_open_it_cannot_be_signed_in_code_and_in_the_database(
    difference: Difference, dossier: Dossier, entries: list[Entry], user: Named
) -> None:
    first, *rest = why_not(dossier, user("bupati"))
    assert "Golongan" in first
    assert rest == ["", ""]
    with pytest.raises(DatabaseError, match="fresh export"):
        approved(entries[0])
    approved(entries[1])


def test_ours_is_right_frees_it(
    difference: Difference,
    dossier: Dossier,
    entries: list[Entry],
    settled: Settled,
    user: Named,
) -> None:
    settled(difference, OURS)
    assert unresolved([difference.person_id]) == {}
    assert why_not(dossier, user("bupati")) == ["", "", ""]
    approved(entries[0])


def test_theirs_is_right_holds_it_until_the_dossier_rests_on_it(
    difference: Difference,
    dossier: Dossier,
    entries: list[Entry],
    settled: Settled,
    user: Named,
    now: datetime,
    as_: As,
) -> None:
    settled(difference, THEIRS)
    source = difference.reconciliation.source
    with pytest.raises(DatabaseError, match="fresh export"):
        approved(entries[0])
    as_("rina").post(f"/impor/{source.pk}/terapkan/", {"lock": source.lock})
    drain()
    assert Person.objects.get(pk=difference.person_id).grade == "I/a"
    assert unresolved([difference.person_id]), "the plan rests on the old data still"

    def renewed(plan: Plan | None) -> Dossier:
        return new_edition(
            dossier=Dossier.objects.latest("pk"),
            proposals=[one.proposal for one in entries],
            plan=plan,
            actor=user("putri"),
            now=now,
            day=DAY,
        )

    kept = renewed(dossier.plan)
    blocks = kept.entries.get(proposal=entries[0].proposal).blocks
    assert "grade" in blocks
    anew = renewed(None)
    assert "grade" not in anew.entries.get(proposal=entries[0].proposal).blocks
    difference.refresh_from_db()
    assert difference.ended_at == now
    assert unresolved([difference.person_id]) == {}


def test_while_open_a_new_edition_carries_the_block(
    difference: Difference,
    dossier: Dossier,
    entries: list[Entry],
    user: Named,
    now: datetime,
) -> None:
    made = new_edition(
        dossier=dossier,
        proposals=[one.proposal for one in entries],
        plan=dossier.plan,
        actor=user("putri"),
        now=now,
        day=DAY,
    )
    assert "grade" in made.entries.get(proposal=entries[0].proposal).blocks


def test_the_decree_gets_no_number_while_it_is_open(
    difference: Difference, dossier: Dossier, entries: list[Entry], settled: Settled
) -> None:
    words = hindrance(_decided(dossier), [entries[0]])
    assert "Golongan" in words
    settled(difference, OURS)
    assert hindrance(_decided(dossier), [entries[0]]) == ""


def _decided(dossier: Dossier) -> Dossier:
    """Return the dossier as if it were decided; nothing is written."""
    from seimbang_web.decisions.models import Decision

    row = Dossier.objects.get(pk=dossier.pk)
    row.decision = Decision(dossier=row, digest=row.digest)
    return row


def test_the_same_difference_again_stays_settled(
    difference: Difference, entries: list[Entry], settled: Settled, upload: Upload
) -> None:
    settled(difference, OURS)
    people = people_as_they_are(entries)
    again = upload(said(people, entries[0], grade="I/a")).differences.get()
    assert again.settled_by is not None
    assert (again.counts, again.settled_by.username) == (OURS, "sari")
    other = upload(said(people, entries[0], grade="I/b")).differences.get()
    assert other.counts == ""
    assert unresolved([difference.person_id])


def test_it_needs_a_reason_and_a_choice(
    difference: Difference, settled: Settled
) -> None:
    with pytest.raises(ActError):
        settled(difference, OURS, why=" ")
    with pytest.raises(ActError):
        settled(difference, Difference.Counts.OPEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Difference.objects.filter(pk=difference.pk).update(counts=OURS)


def test_nobody_settles_the_own_data(
    difference: Difference, settled: Settled, user: Named
) -> None:
    sari = user("sari")
    sari.person = difference.person
    with pytest.raises(ActError):
        settled(difference, OURS, actor=sari)


def test_twice_does_not_settle_twice(difference: Difference, settled: Settled) -> None:
    settled(difference, THEIRS)
    with pytest.raises(ActError):
        settled(difference, OURS)
    difference.refresh_from_db()
    assert difference.counts == THEIRS


def test_on_the_page_with_name_and_reason(difference: Difference, as_: As) -> None:
    url = f"/impor/cocokkan/beda/{difference.pk}/"
    assert "Mana yang benar?" in as_("rina").get(url).content.decode()
    answer = as_("rina").post(url, {"counts": "kita", "why": ""})
    assert "error-summary" in answer.content.decode()
    answer = as_("rina").post(url, {"counts": "kita", "why": "SK 12/2025 dilihat."})
    assert answer.status_code == 302
    page = as_("sari").get(answer["Location"]).content.decode()
    assert "SK 12/2025 dilihat." in page
    assert "Rina" in page


@pytest.mark.parametrize("name", ["inspektur", "putri", "guru", "kepsek", "bupati"])
def test_others_settle_nothing(difference: Difference, as_: As, name: str) -> None:
    url = f"/impor/cocokkan/beda/{difference.pk}/"
    assert as_(name).get(url).status_code == 404
    assert as_(name).post(url, {"counts": "kita", "why": "x"}).status_code == 404
    difference.refresh_from_db()
    assert difference.counts == ""


def test_the_dossier_says_what_a_fresh_export_says(
    upload: Upload, dossier: Dossier, entries: list[Entry], as_: As
) -> None:
    url = f"/keputusan/{dossier.pk}/"
    assert "3 dari 3 pegawai belum dicocokkan" in as_("rina").get(url).content.decode()
    upload(people_as_they_are(entries), on=date(2025, 12, 1))
    assert "belum dicocokkan" in as_("rina").get(url).content.decode()
    upload(said(people_as_they_are(entries), entries[0], grade="I/a"))
    page = as_("rina").get(url).content.decode()
    assert "belum dicocokkan" not in page
    assert "bertentangan dengan data 1 kasus" in page


def test_the_region_may_demand_a_fresh_export(
    upload: Upload,
    dossier: Dossier,
    entries: list[Entry],
    user: Named,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dataclasses import replace

    from seimbang.law import Law

    plain = Law.value

    def demanding(self: Law, key: str, day: date) -> object:
        found = plain(self, key, day)
        return replace(found, value=True) if key == "decide.export_binding" else found

    monkeypatch.setattr(Law, "value", demanding)
    assert all(why_not(dossier, user("bupati")))
    upload(people_as_they_are(entries))
    assert why_not(dossier, user("bupati")) == ["", "", ""]
