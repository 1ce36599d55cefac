"""A fresh export is compared with the people of open dossiers; no roster changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry as Act
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.imports.models import Difference, Import, Reconciliation
from seimbang_web.imports.reconcile.queries import last_export, unresolved
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Version
from seimbang_web.organisation.queries import current
from tests.web.conftest import As
from tests.web.imports.reconcile.conftest import (
    DAY,
    Upload,
    people_as_they_are,
    said,
)

NEW = "/impor/cocokkan/baru/"


def test_what_differs_stands_field_by_field(
    upload: Upload, entries: list[Entry], as_: As
) -> None:
    first, second = entries[0].proposal.person, entries[1].proposal.person
    versions, before = Version.objects.count(), Person.objects.get(pk=first.pk).grade
    people = said(people_as_they_are(entries), entries[0], grade="I/a")
    row = upload(said(people, entries[1], discipline="medium"))
    found = {(one.person_id, one.field): one for one in row.differences.all()}
    assert set(found) == {(first.pk, "grade"), (second.pk, "discipline")}
    one = found[first.pk, "grade"]
    assert (one.ours, one.theirs) == (before, "I/a")
    assert one.subject == f"dossier:{entries[0].dossier_id}"
    assert Version.objects.count() == versions
    assert Person.objects.get(pk=first.pk).grade == before
    page = as_("rina").get(f"/impor/cocokkan/{row.pk}/").content.decode()
    assert "I/a" in page
    assert "sedang" in page
    assert first.name in page
    assert "SIASN, 1 Januari 2026" in page


def test_the_same_data_differ_in_nothing(
    upload: Upload, entries: list[Entry], as_: As
) -> None:
    row = upload(people_as_they_are(entries))
    assert not row.differences.exists()
    assert row.people.count() == 3
    page = as_("sari").get(f"/impor/cocokkan/{row.pk}/").content.decode()
    assert "tidak ada yang berbeda" in page
    people = [one.proposal.person_id for one in entries]
    assert last_export(people) == dict.fromkeys(people, DAY)


def test_a_unit_is_shown_by_its_name(
    upload: Upload, entries: list[Entry], as_: As
) -> None:
    other = entries[1].proposal.from_unit
    row = upload(said(people_as_they_are(entries), entries[0], unit_id=other.code))
    assert row.differences.get().field == "unit_id"
    page = as_("rina").get(f"/impor/cocokkan/{row.pk}/").content.decode()
    assert other.name in page
    assert f">{other.code}<" not in page


def test_a_missing_person_is_told(
    upload: Upload, entries: list[Entry], as_: As
) -> None:
    gone = entries[0].proposal.person
    people = people_as_they_are(entries).filter(pl.col("person_id") != gone.ref)
    row = upload(people)
    assert [(one.person_id, one.field) for one in row.differences.all()] == [
        (gone.pk, "person")
    ]
    page = as_("rina").get(f"/impor/cocokkan/{row.pk}/").content.decode()
    assert "1 orang tidak ada di ekspor" in page


def test_a_system_lacks_nobody_whom_it_does_not_hold(
    upload: Upload, entries: list[Entry]
) -> None:
    kinds = {one.proposal.person.unit.kind for one in entries}
    absent = "dapodik" if kinds <= {"puskesmas", "hospital"} else "sisdmk"
    held = {"dapodik": ("sd", "smp"), "sisdmk": ("puskesmas", "hospital")}[absent]
    others = [one for one in entries if one.proposal.person.unit.kind not in held]
    assert others
    refs = [one.proposal.person.ref for one in others]
    people = people_as_they_are(entries).filter(~pl.col("person_id").is_in(refs))
    if people.is_empty():
        people = _somebody_else(refs)
    row = upload(people, system=absent)
    assert row.compared_at is not None
    assert not row.differences.exists()


def _somebody_else(refs: list[str]) -> pl.DataFrame:
    version = current()
    assert version is not None
    people = snapshot_of(version)["people"]
    return people.filter(~pl.col("person_id").is_in(refs)).head(1)


def test_spelling_and_empty_cells_are_no_difference(
    upload: Upload, entries: list[Entry]
) -> None:
    name = entries[0].proposal.person.name
    people = said(people_as_they_are(entries), entries[0], name=name.upper() + " ")
    row = upload(said(people, entries[0], grade=None))
    assert not row.differences.exists()


def test_a_later_export_of_the_same_system_counts(
    upload: Upload, entries: list[Entry]
) -> None:
    person = entries[0].proposal.person_id
    people = people_as_they_are(entries)
    upload(said(people, entries[0], grade="I/a"))
    assert unresolved([person]) == {person: ["grade"]}
    upload(people, system="sisdmk")
    assert unresolved([person]) == {person: ["grade"]}, "another system says nothing"
    upload(people)
    assert unresolved([person]) == {}
    assert Difference.objects.filter(ended_at=None).count() == 0


def test_people_outside_dossiers_are_not_compared(
    upload: Upload, dossier: Dossier, entries: list[Entry]
) -> None:
    refs = [one.proposal.person.ref for one in entries]
    other = _somebody_else(refs).with_columns(grade=pl.lit("I/a"))
    row = upload(pl.concat([people_as_they_are(entries), other]))
    assert not row.differences.exists()
    assert row.people.count() == 3


def test_a_day_to_come_and_a_day_left_out_are_refused(
    as_: As, entries: list[Entry]
) -> None:
    for told in ("2026-01-02", ""):
        file = SimpleUploadedFile("ekspor.xlsx", b"x")
        sent = {"system": "siasn", "taken_on": told, "uploads": [file]}
        answer = as_("rina").post(NEW, sent)
        assert answer.status_code == 200
        assert "error-summary" in answer.content.decode()
    assert not Reconciliation.objects.exists()
    assert not Import.objects.exists()


def test_sent_twice_with_one_key_is_kept_once(as_: As) -> None:
    for _ in range(2):
        file = SimpleUploadedFile("ekspor.csv", b"PNS ID,NIP BARU\n")
        sent = {"system": "siasn", "taken_on": "2026-01-01", "key": "k"}
        answer = as_("rina").post(NEW, {**sent, "uploads": [file]})
        assert answer.status_code == 302
    assert Reconciliation.objects.count() == 1


@pytest.mark.parametrize("name", ["sari", "inspektur", "putri", "guru", "kepsek"])
def test_only_the_operator_uploads(as_: As, name: str) -> None:
    assert as_(name).get(NEW).status_code == 404
    assert as_(name).post(NEW, {}).status_code == 404


def test_an_export_need_not_be_applied(
    upload: Upload, entries: list[Entry], as_: As
) -> None:
    upload(people_as_they_are(entries))
    assert "Terapkan impor yang sudah diperiksa" not in (
        as_("rina").get("/").content.decode()
    )


def test_the_record_says_how_many_and_no_name(
    upload: Upload, entries: list[Entry]
) -> None:
    row = upload(said(people_as_they_are(entries), entries[0], grade="I/a"))
    acts = Act.objects.filter(subject=f"reconciliation:{row.pk}").order_by("seq")
    assert [one.act for one in acts] == ["reconcile.upload", "reconcile.compare"]
    assert acts[1].content.content["differences"] == 1
    person = entries[0].proposal.person
    assert person.nip
    assert person.nip not in str([one.content.content for one in acts])


def test_a_withdrawn_person_is_compared_no_more(
    upload: Upload,
    entries: list[Entry],
    user: Callable[[str], User],
    now: datetime,
) -> None:
    from seimbang_web.proposals.actions import withdraw_proposal

    withdraw_proposal(
        proposal=entries[0].proposal, why="Batal.", actor=user("putri"), now=now
    )
    people = said(people_as_they_are(entries), entries[0], grade="I/a")
    row = upload(people, on=date(2025, 12, 31))
    assert not row.differences.exists()
    assert row.people.count() == 2
