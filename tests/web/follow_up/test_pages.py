"""The pages: who sees which moves, what they say, the acts by plain forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Content, Entry
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import Talk, Track
from seimbang_web.follow_up.queries import waiting_for
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Move
from seimbang_web.proposals.models import Support
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.follow_up.conftest import DAY, TMT, Decide

UserOf = Callable[[str], User]
LIST, OWN, UNIT = "follow-up-list", "follow-up-own", "follow-up-unit"


def url(name: str, *args: object) -> str:
    return reverse(name, args=args)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("x.pdf", b"%PDF-1.7 x", "application/pdf")


@pytest.fixture
def begun(track: Track, user: UserOf, now: datetime) -> Track:
    """Return the move after its start."""
    actions.start_track(
        track=track, on=TMT, statement="1/SPMT", actor=user("rina"), now=now, day=DAY
    )
    return Track.objects.get(pk=track.pk)


def test_the_list_says_how_many_work_at_the_new_unit(as_: As, track: Track) -> None:
    page = as_("rina").get(url(LIST)).content.decode()
    assert "0 dari 1 orang sudah bertugas di unit baru." in page
    assert track.proposal.person.name in page


def test_filters_stand_in_the_address(as_: As, track: Track) -> None:
    name = track.proposal.person.name
    late = as_("rina").get(url(LIST), {"state": "terlambat"}).content.decode()
    assert f">{name}</a>" not in late
    unit = as_("rina").get(url(LIST), {"unit": track.proposal.to_unit_id})
    assert f">{name}</a>" in unit.content.decode()


def test_the_alarm_is_on_list_and_tasks_after_seven_days(
    as_: As, track: Track, settings: object, user: UserOf
) -> None:
    day = DAY + timedelta(days=7)
    settings.SEIMBANG_DAY = day.isoformat()  # type: ignore[attr-defined]
    page = as_("rina").get(url(LIST)).content.decode()
    assert "1 orang belum punya SPMT tujuh hari sesudah TMT." in page
    told = [str(one.label) for one in waiting_for(Rights(user("rina"), day))]
    assert "Peringatan: 1 orang tanpa SPMT tujuh hari sesudah TMT" in told


def test_the_alarm_is_silent_before(track: Track, user: UserOf) -> None:
    told = [str(one.label) for one in waiting_for(Rights(user("rina"), DAY))]
    assert not [one for one in told if one.startswith("Peringatan")]
    assert "Tulis SPMT 1 orang yang mulai bertugas" in told


def test_a_nurse_without_licence_is_marked_red_with_words(
    as_: As, decide: Decide, nurse: Move
) -> None:
    track = decide(nurse, date(2026, 2, 1))
    page = as_("rina").get(url("follow-up-detail", track.pk)).content.decode()
    assert "Tanpa itu tidak boleh melayani pasien di sana." in page
    assert "belum boleh melayani" in as_("rina").get(url(LIST)).content.decode()


@pytest.mark.parametrize("name", ["kepsek", "kapus", "guru"])
def test_who_is_of_neither_unit_finds_no_sheet(
    as_: As, track: Track, name: str
) -> None:
    assert as_(name).get(url("follow-up-detail", track.pk)).status_code == 404


def test_reading_a_sheet_is_recorded_without_the_nip(as_: As, track: Track) -> None:
    as_("sari").get(url("follow-up-detail", track.pk))
    assert Entry.objects.filter(
        act="person.read", subject=f"track:{track.pk}", actor__username="sari"
    ).exists()
    told = str([*Content.objects.values_list("content", flat=True)])
    assert track.proposal.person.nip not in told


def test_the_person_sees_the_own_move_small_and_without_scripts(
    as_: As, track: Track, mover: User, heads: tuple[User, User]
) -> None:
    page = as_("pindah").get(url(OWN))
    told = page.content.decode()
    assert f"Anda pindah ke {track.proposal.to_unit}" in told
    assert heads[1].name in told
    assert "<script" not in told
    assert len(page.content) < 30_000
    assert as_("pindah").get(url("follow-up-detail", track.pk)).status_code == 404


def test_others_see_no_move_of_theirs(as_: As, track: Track) -> None:
    page = as_("guru").get(url(OWN)).content.decode()
    assert "Belum ada keputusan bertanda tangan yang memindahkan Anda." in page
    assert track.proposal.person.name not in page


def test_the_heads_see_who_comes_and_who_leaves(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    comes = as_("terima").get(url(UNIT)).content.decode()
    leaves = as_("lepas").get(url(UNIT)).content.decode()
    assert "1 orang datang ke unit Anda, 0 orang meninggalkannya." in comes
    assert url("follow-up-start", track.pk) in comes
    assert "0 orang datang ke unit Anda, 1 orang meninggalkannya." in leaves
    assert url("follow-up-handover", track.pk) in leaves
    assert url("follow-up-start", track.pk) not in leaves


def test_the_head_writes_and_hands_in_the_spmt(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    told = {"on": "2026-01-01", "number": "800/12", "dated_on": "2026-01-01"}
    there = as_("terima").post(url("follow-up-start", track.pk), told)
    assert there["Location"] == url("follow-up-sign", track.pk, "spmt")
    assert Letter.objects.get(kind=Kind.START).number == "800/12"
    as_("terima").post(there["Location"], {"scan": scan()})
    track.refresh_from_db()
    assert track.started_on == DAY
    person = Person.objects.get(pk=track.proposal.person_id)
    assert person.unit == track.proposal.to_unit


def test_the_old_head_does_not_state_the_start(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    assert as_("lepas").get(url("follow-up-start", track.pk)).status_code == 404
    assert as_("terima").get(url("follow-up-cover", track.pk)).status_code == 404


def test_a_start_before_the_tmt_is_refused_on_the_form(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    told = {"on": "2025-12-31", "number": "800/12", "dated_on": "2026-01-01"}
    page = as_("terima").post(url("follow-up-start", track.pk), told)
    assert "sebelum TMT" in page.content.decode()
    assert not Letter.objects.filter(kind=Kind.START).exists()


def test_handing_over_refuses_a_password(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    receiver = Person.objects.filter(
        unit=track.proposal.from_unit, present=True
    ).exclude(pk=track.proposal.person_id)[0]
    told = {
        "held_on": "2026-01-01", "place": "Mersam", "receiver": receiver.pk,
        "accounts": "Dapodik, kata sandi: rahasia", "number": "1",
        "dated_on": "2026-01-01",
    }  # fmt: skip
    page = as_("lepas").post(url("follow-up-handover", track.pk), told)
    assert "Jangan menulis kata sandi" in page.content.decode()
    told["accounts"] = "Dapodik: dialihkan kepada operator"
    there = as_("lepas").post(url("follow-up-handover", track.pk), told)
    assert there.status_code == 302
    track.refresh_from_db()
    assert track.handover["accounts"] == [["Dapodik", "dialihkan kepada operator"]]


def test_a_task_is_done_with_a_proof_that_its_units_open(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    task = track.tasks.get(key="dapodik")
    form = {"done_on": "2026-01-01"}
    empty = as_("terima").post(url("follow-up-task", task.pk), form)
    assert empty.status_code == 200
    as_("terima").post(url("follow-up-task", task.pk), {**form, "proof": scan()})
    task.refresh_from_db()
    assert task.done_on == DAY
    file = as_("lepas").get(url("follow-up-proof", task.pk))
    assert (
        file.content.startswith(b"%PDF")
        and "attachment" in file.headers["Content-Disposition"]
    )
    assert as_("kepsek").get(url("follow-up-proof", task.pk)).status_code == 404


def test_a_task_of_the_office_is_not_the_heads(
    as_: As, track: Track, heads: tuple[User, User]
) -> None:
    task = track.tasks.get(key="siasn")
    assert as_("terima").get(url("follow-up-task", task.pk)).status_code == 404
    assert as_("rina").get(url("follow-up-task", task.pk)).status_code == 200


def test_the_nurse_hands_in_the_new_licence_by_phone(
    as_: As, decide: Decide, nurse: Move
) -> None:
    track = decide(nurse, date(2026, 2, 1))
    person = User.objects.create_user("perawat", "x")
    person.person = track.proposal.person
    person.save()
    task = track.tasks.get(key="sip")
    assert (
        url("follow-up-task", task.pk) in as_("perawat").get(url(OWN)).content.decode()
    )
    form = {"done_on": "2026-01-01", "note": "SIP 503/12/2026"}
    there = as_("perawat").post(url("follow-up-task", task.pk), form)
    assert there["Location"] == url(OWN)
    task.refresh_from_db()
    assert task.done_on == DAY
    assert as_("guru").get(url("follow-up-task", task.pk)).status_code == 404


def test_the_person_tells_how_it_goes_and_the_office_answers(
    as_: As, begun: Track, mover: User, heads: tuple[User, User]
) -> None:
    talk = begun.talks.get(days=30)
    Talk.objects.filter(pk=talk.pk).update(due_on=DAY)
    assert (
        url("follow-up-talk", talk.pk) in as_("pindah").get(url(OWN)).content.decode()
    )
    told = {"going": "berat", "missing": "Meja kerja", "mentor": ""}
    as_("pindah").post(url("follow-up-talk", talk.pk), told)
    talk.refresh_from_db()
    assert talk.going == "berat" and talk.held_on == DAY
    sheet = url("follow-up-detail", begun.pk)
    assert "Meja kerja" in as_("rina").get(sheet).content.decode()
    assert "Meja kerja" not in as_("terima").get(sheet).content.decode()
    as_("rina").post(url("follow-up-answer", talk.pk), {"answer": "Dikirim Senin."})
    assert "Dikirim Senin." in as_("pindah").get(url(OWN)).content.decode()


def test_promised_help_is_given_from_the_sheet(
    as_: As, track: Track, now: datetime
) -> None:
    help_ = Support.objects.create(
        proposal=track.proposal, kind="pendamping", answer="dipenuhi",
        why="Bu Ani", asked_at=now, due_on=DAY,
    )  # fmt: skip
    sheet = as_("rina").get(url("follow-up-detail", track.pk)).content.decode()
    assert "Bu Ani" in sheet
    address = url("follow-up-support", track.pk, help_.pk)
    assert as_("rina").get(address).status_code == 404
    as_("rina").post(address)
    help_.refresh_from_db()
    assert help_.answer == "selesai"
    assert as_("sari").post(address).status_code == 404


def test_the_oath_opens_the_spmt(as_: As, track: Track) -> None:
    Track.objects.filter(pk=track.pk).update(needs_oath=True)
    sheet = url("follow-up-detail", track.pk)
    assert "menunggu nomor dan tanggal" in as_("rina").get(sheet).content.decode()
    as_("rina").post(
        url("follow-up-oath", track.pk), {"number": "BA/3", "on": "2026-01-01"}
    )
    track.refresh_from_db()
    assert track.oath_number == "BA/3" and not track.waits_for_oath


def test_a_verifier_ends_a_move_after_proving_who_it_is(
    as_: As, begun: Track, user: UserOf
) -> None:
    told = {"number": "800/99", "why": "Keberatan diterima"}
    address = url("follow-up-end", begun.pk)
    assert as_("rina").post(address, told).status_code == 404
    sari = as_("sari")
    sari.post(address, told)
    begun.refresh_from_db()
    assert begun.ended_at is None
    prove(sari).post(address, told)
    begun.refresh_from_db()
    assert begun.ended_at and "800/99" in begun.why
    person = Person.objects.get(pk=begun.proposal.person_id)
    assert person.unit == begun.proposal.from_unit


def rows(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [row for row in sheet.iter_rows(values_only=True) if row[0]][:-1]


def test_the_list_of_dapodik_has_its_columns_and_is_recorded(
    as_: As, track: Track
) -> None:
    file = as_("rina").get(url("follow-up-system", "dapodik"))
    header, line = rows(file.content)
    assert header[:3] == ("Nama", "NIP", "Status Kepegawaian")
    assert line[1] == track.proposal.person.nip
    entry = Entry.objects.filter(act="follow_up.export").get()
    assert entry.content.content == {"rows": 1} and entry.subject == "system:dapodik"


def test_a_sector_takes_its_own_moves_only(
    as_: As, decide: Decide, move: Move, nurse: Move
) -> None:
    teacher, other = decide(move), decide(nurse)
    taken = rows(as_("disdik").get(url("follow-up-system", "dinas")).content)
    names = {one[0] for one in taken[1:]}
    assert names == {teacher.proposal.person.name}
    assert other.proposal.person.name not in names
    assert as_("disdik").get(url("follow-up-system", "sip")).status_code == 404


def test_the_list_is_handed_out_with_its_filters(as_: As, track: Track) -> None:
    name = track.proposal.person.name
    whole = as_("inspektur").get(url("follow-up-export", "csv")).content.decode()
    assert name in whole
    late = as_("inspektur").get(url("follow-up-export", "csv"), {"state": "terlambat"})
    assert name not in late.content.decode()
    assert as_("kepsek").get(url("follow-up-export", "csv")).status_code == 404
