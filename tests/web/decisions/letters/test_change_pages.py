"""A decree of change page to page: after an objection, of a wrong text; its void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Amendment, Dossier, Entry, Objection
from seimbang_web.documents.check import by_code
from seimbang_web.documents.frame import digest
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.follow_up import actions as follow
from seimbang_web.follow_up.models import Task, Track
from seimbang_web.follow_up.reserve import seats
from seimbang_web.home.cast import PASSWORD
from tests.web.accounts.proving import prove
from tests.web.conftest import As
from tests.web.decisions.letters.test_from_the_record import (
    Decided,
    decided,
    sent,
)

pytestmark = pytest.mark.both

__all__ = ["decided", "sent"]
TMT, LATER = date(2026, 2, 1), date(2026, 3, 1)
NUMBER = "800.1.3.1/{}/2026"
By = Callable[[str], User]
Page = Callable[..., str]


@pytest.fixture(autouse=True)
def _limits() -> None:
    """Let everybody prove again who they are as often as in a day."""
    cache.clear()


@pytest.fixture
def carried(as_: As, user: By) -> Callable[[str, str, str], Letter]:
    """Draft a letter and bring it to its signature, each by whose task it is."""

    def ran(kind: str, subject: str, number: str) -> Letter:
        as_("rina").post("/surat/baru/", {"kind": kind, "subject": subject})
        letter = Letter.objects.filter(kind=kind, subject=subject)[0]
        at = f"/surat/{letter.pk}"
        chain = [user(name) for name in ("sari", "tono", "sekda")]
        people = {f"p-{i}": one.pk for i, one in enumerate(chain, 1)}
        as_("rina").post(f"{at}/kirim/", {**people, "version": letter.version})
        for one in chain:
            letter.refresh_from_db()
            as_(one.username).post(f"{at}/paraf/", {"shown": digest(letter)})
        prove(tono := as_("tono"))
        tono.post(f"{at}/konfirmasi/", {"why": "Dilihat pada naskah cetak."})
        typed = {"number": NUMBER.format(number), "dated_on": "2026-01-01"}
        letter.refresh_from_db()
        as_("dedi").post(f"{at}/nomor/", {**typed, "version": letter.version})
        scan(as_("rina"), letter)
        letter.refresh_from_db()
        return letter

    return ran


def scan(client: Client, letter: Letter) -> None:
    """Upload the scan of the signed paper."""
    file = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 signed by hand")
    client.post(f"/surat/{letter.pk}/pindaian/", {"file": file})


def void(client: Client, letter: Letter) -> str:
    """Void a letter by its page."""
    at = f"/surat/{letter.pk}/batal/tetap/"
    return prove(client).post(at, {"why": "Salah"}, follow=True).content.decode()


@pytest.fixture
def decree(decided: Decided, carried: Callable[..., Letter]) -> Letter:
    """Return the signed decree of three people, who start on 1 February."""
    letter = carried(Kind.DECREE, f"dossier:{decided().pk}", "1")
    assert letter.state == State.SIGNED
    return letter


@pytest.fixture
def entry(decree: Letter) -> Entry:
    """Return the second row of the decree."""
    dossier = Dossier.objects.get(pk=decree.subject.partition(":")[2])
    return dossier.entries.select_related("proposal__person").order_by("order")[1]


@pytest.fixture
def track(decree: Letter, entry: Entry) -> Track:
    return Track.objects.get(letter=decree, proposal=entry.proposal)


@pytest.fixture
def propose(as_: As, decree: Letter, entry: Entry) -> Page:
    """Propose another text by the page; return what the next page says."""

    def ran(field: str, who: str = "rina", **more: str) -> str:
        at = f"/keputusan/perubahan/surat/{decree.pk}/2/"
        told = {"field": field, "why": "terdapat kekeliruan penulisan", **more}
        return as_(who).post(at, told, follow=True).content.decode()

    return ran


def decide(client: Client, outcome: str = "ya", **more: str) -> str:
    """Decide on the only change by the page."""
    at = f"/keputusan/perubahan/{Amendment.objects.get().pk}/putusan/"
    told = {"outcome": outcome, **more}
    return prove(client).post(at, told, follow=True).content.decode()


@pytest.fixture
def upheld(as_: As, decree: Letter, entry: Entry, user: By) -> Objection:
    """Hand out the extract; let its person object, and the Bupati uphold it."""
    as_("dedi").post(f"/surat/{decree.pk}/petikan/")
    part = decree.children.get(kind=Kind.EXTRACT, subject=f"entry:{entry.pk}")
    scan(as_("rina"), part)
    received = {"to": "Pegawai", "way": "langsung", "received_on": "2026-01-01"}
    as_("rina").post(f"/surat/{part.pk}/terima/", received)
    asn = User.objects.create_user("asn", PASSWORD)
    asn.name, asn.person = entry.proposal.person.name, entry.proposal.person
    asn.save()
    told = {"reasons": ["jarak"], "told": "", "send": "1"}
    as_("asn").post(f"/keputusan/keberatan/baru/{entry.proposal_id}/", told)
    one = Objection.objects.get()
    prove(bupati := as_("bupati"))
    bupati.post(
        f"/keputusan/keberatan/{one.pk}/putusan/",
        {
            "version": one.version, "outcome": "ya", "why": "Pengganti belum ada.",
            "considered": "Unit asal akan kosong.",
        },
    )  # fmt: skip
    one.refresh_from_db()
    assert one.outcome == Objection.Outcome.UPHELD
    return one


def test_an_upheld_objection_ends_the_move_by_a_decree_of_change(
    as_: As, decree: Letter, upheld: Objection, carried: Page, track: Track
) -> None:
    at = f"/keputusan/keberatan/{upheld.pk}/tanda-terima/"
    assert at in as_("rina").get("/").content.decode()
    page = as_("rina").get(at).content.decode()
    assert f'value="objection:{upheld.pk}"' in page
    assert "Keputusan perubahan atau pembatalan (L14)" in page
    assert "Tulis draf" not in as_("asn").get(at).content.decode()
    change = carried(Kind.CHANGE, f"objection:{upheld.pk}", "2")
    assert change.state == State.SIGNED
    track.refresh_from_db()
    assert (track.ended_by, track.proposal.state) == (change, "ditolak")
    said = f"Diubah oleh keputusan nomor {NUMBER.format(2)}"
    assert said in as_("rina").get(f"/surat/{decree.pk}/").content.decode()
    public = Client().get(f"/surat/periksa/{decree.token}/").content.decode()
    assert NUMBER.format(2) in public
    assert track.proposal.person.name not in public
    assert Track.objects.filter(letter=decree, ended_at=None).count() == 2


def test_a_void_decree_of_change_lets_the_move_go_on(
    as_: As, upheld: Objection, carried: Page, track: Track, user: By
) -> None:
    task = track.tasks.first()
    Task.objects.filter(pk=task.pk).update(done_on=TMT, note="Sudah")
    change = carried(Kind.CHANGE, f"objection:{upheld.pk}", "2")
    back = track.tasks.get(restores=True)
    void(as_("sari"), change)
    track.refresh_from_db()
    assert (track.ended_at, track.proposal.state) == (None, "diputuskan")
    assert [one.key for one in track.events.all()] == ["begin", "end", "revive"]
    back.refresh_from_db()
    assert NUMBER.format(2) in back.note
    again = carried(Kind.CHANGE, f"objection:{upheld.pk}", "3")
    track.refresh_from_db()
    assert track.ended_by == again


def test_who_is_back_at_the_old_place_moves_by_a_new_decision_alone(
    as_: As, upheld: Objection, carried: Page, track: Track, user: By
) -> None:
    Track.objects.filter(pk=track.pk).update(effective_on=date(2026, 1, 1))
    follow.start_track(
        track=track, on=date(2026, 1, 1), statement="1", cover="Bu Ani",
        actor=user("rina"), now=track.begun_at, day=date(2026, 1, 1),
    )  # fmt: skip
    change = carried(Kind.CHANGE, f"objection:{upheld.pk}", "2")
    assert "Daftarkan kasus tunggal" in void(as_("sari"), change)
    change.refresh_from_db()
    assert change.state == State.SIGNED


def test_a_misspelt_name_is_put_right_by_two_persons_and_a_decree(
    as_: As, decree: Letter, entry: Entry, propose: Page, carried: Page
) -> None:
    old = entry.proposal.person.name
    here = as_("rina").get(f"/surat/{decree.pk}/").content.decode()
    assert f"/keputusan/perubahan/surat/{decree.pk}/" in here
    rows = as_("rina").get(f"/keputusan/perubahan/surat/{decree.pk}/").content.decode()
    assert f"/keputusan/perubahan/surat/{decree.pk}/2/" in rows
    row = as_("rina").get(f"/keputusan/perubahan/surat/{decree.pk}/2/")
    assert f"Nama: {old}" in row.content.decode()
    assert "orang lain" in propose("nama", new=f"{old}, S.Pd.")
    tasks = as_("sari").get("/").content.decode()
    assert f"Putuskan usul perubahan Keputusan {decree.number}" in tasks
    assert "keputusan perubahan disusun" in decide(as_("sari"))
    tasks = as_("rina").get("/").content.decode()
    assert f"Susun keputusan perubahan atas {decree.number}" in tasks
    one = Amendment.objects.get()
    assert (one.old, one.new) == (old, f"{old}, S.Pd.")
    change = carried(Kind.CHANGE, f"amendment:{one.pk}", "2")
    assert change.state == State.SIGNED
    words = as_("rina").get(f"/surat/{change.pk}/").content.decode()
    assert "PERUBAHAN ATAS KEPUTUSAN" in words
    assert "Lampiran nomor urut 2, kolom Nama" in words
    assert decree.number in words
    assert "terdapat kekeliruan penulisan" in words
    decree.refresh_from_db()
    assert (decree.number, decree.state) == (NUMBER.format(1), State.SIGNED)
    assert by_code(decree.token).by == (change,)
    assert old not in Client().get(f"/surat/periksa/{decree.token}/").content.decode()
    assert Track.objects.filter(letter=decree, ended_at=None).count() == 3
    assert "sudah tertulis di sana" in propose("nama", new=f"{old}, S.Pd.")


def test_a_void_change_of_a_text_lets_the_old_one_hold(
    as_: As, decree: Letter, entry: Entry, propose: Page, carried: Page
) -> None:
    old = entry.proposal.person.name
    propose("nama", new="Nama Baru")
    decide(as_("sari"))
    at = f"/keputusan/perubahan/surat/{decree.pk}/2/"
    change = carried(Kind.CHANGE, f"amendment:{Amendment.objects.get().pk}", "2")
    assert "Nama: Nama Baru" in as_("rina").get(at).content.decode()
    asked = as_("sari").get(f"/surat/{change.pk}/batal/").content.decode()
    assert "teks lama berlaku" in asked
    void(as_("sari"), change)
    assert f"Nama: {old}" in as_("rina").get(at).content.decode()
    assert by_code(decree.token).verdict == "genuine"
    at = f"/keputusan/perubahan/{Amendment.objects.get().pk}/"
    page = as_("rina").get(at).content.decode()
    assert "teks lama berlaku kembali" in page
    assert "usulkan lagi perubahannya" in page
    assert "Susun keputusan perubahan" not in as_("rina").get("/").content.decode()


def test_another_tmt_moves_the_seat_and_the_alarm_once_it_is_signed(
    as_: As, entry: Entry, propose: Page, carried: Page, track: Track
) -> None:
    due = list(track.tasks.values_list("pk", "due_on"))
    assert "tidak berlaku sebelum" in propose("tmt", effective_on="2025-12-01")
    propose("tmt", effective_on=LATER.isoformat())
    decide(as_("sari"))
    track.refresh_from_db()
    assert track.effective_on == TMT  # never before the signing
    one = Amendment.objects.get()
    assert (one.old, one.new) == ("01-02-2026", "01-03-2026")
    change = carried(Kind.CHANGE, f"amendment:{one.pk}", "2")
    track.refresh_from_db()
    assert (change.effective_on, track.effective_on) == (LATER, LATER)
    person = entry.proposal.person.ref
    held = {seat.person: seat.effective_on for seat in seats()}
    assert held[person] == LATER
    assert track.state(TMT + timedelta(days=8)) == "menunggu"
    moved = [(pk, day + (LATER - TMT)) for pk, day in due]
    assert list(track.tasks.values_list("pk", "due_on")) == moved
    void(as_("sari"), change)
    track.refresh_from_db()
    assert track.effective_on == TMT
    assert list(track.tasks.values_list("pk", "due_on")) == due


def test_who_has_started_keeps_the_tmt(
    as_: As, propose: Page, carried: Page, track: Track, user: By, decree: Letter
) -> None:
    propose("tmt", effective_on=LATER.isoformat())
    decide(as_("sari"))
    Track.objects.filter(pk=track.pk).update(effective_on=date(2026, 1, 1))
    follow.start_track(
        track=track, on=date(2026, 1, 1), statement="1", cover="Bu Ani",
        actor=user("rina"), now=track.begun_at, day=date(2026, 1, 1),
    )  # fmt: skip
    letter = carried(Kind.CHANGE, f"amendment:{Amendment.objects.get().pk}", "2")
    assert letter.number == ""
    page = as_("rina").get(f"/surat/{letter.pk}/").content.decode()
    assert "sudah mulai bertugas" in page


@pytest.mark.parametrize("field", ["unit-baru", "jabatan-baru", "unit-lama"])
def test_another_unit_or_job_is_a_new_decision(field: str, propose: Page) -> None:
    page = propose(field, new="SD Negeri lain")
    assert "berarti keputusan baru" in page
    assert "buka usulan baru" in page
    assert not Amendment.objects.exists()


def test_the_name_of_a_unit_becomes_that_of_the_data(
    propose: Page, entry: Entry
) -> None:
    unit = entry.proposal.to_unit
    unit.name = f"{unit.name} (nama resmi)"
    unit.save()
    propose("unit-baru", new=unit.name)
    assert Amendment.objects.get().new == unit.name


def test_nobody_becomes_somebody_else(propose: Page, entry: Entry) -> None:
    others = type(entry.proposal.person).objects.exclude(pk=entry.proposal.person_id)
    assert "milik orang lain" in propose("nama", new=others[0].name)
    assert "bukan NIP pegawai ini" in propose("nip", new="199001012015011001")
    assert not Amendment.objects.exists()


def test_what_lacks_is_named_and_one_change_at_a_time_goes_on(propose: Page) -> None:
    assert "Tulis teks yang seharusnya" in propose("nama", new="")
    assert "Pilih TMT baru" in propose("tmt")
    assert "Tulis alasannya" in propose("nama", new="X", why="")
    propose("nama", new="Nama Baru")
    assert "sudah berjalan" in propose("nama", new="Nama Lain")
    assert Amendment.objects.count() == 1


def test_the_second_person_refuses_with_a_reason(as_: As, propose: Page) -> None:
    propose("nama", new="Nama Baru")
    assert "Tuliskan alasannya." in decide(as_("sari"), "tidak")
    assert "Perubahan ditolak" in decide(as_("sari"), "tidak", remark="Sudah benar.")
    assert "sudah diputuskan orang lain" in decide(as_("sari"))


def test_who_proposed_does_not_decide_by_any_account(
    as_: As, propose: Page, user: By
) -> None:
    propose("nama", new="Nama Baru")
    one, sari = Amendment.objects.get(), user("sari")
    assert as_("rina").get(f"/keputusan/perubahan/{one.pk}/putusan/").status_code == 404
    sari.email = user("rina").email = "rina@contoh.go.id"
    sari.save()
    User.objects.filter(username="rina").update(email=sari.email)
    assert "Anda yang mengusulkan" in decide(as_("sari"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.filter(pk=one.pk).update(
            outcome="disetujui", decided_by=sari, decided_at=one.proposed_at
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.filter(pk=one.pk).update(new="Diam-diam")
    with pytest.raises(DatabaseError), transaction.atomic():
        one.delete()


def test_others_neither_propose_nor_read(
    as_: As, decree: Letter, propose: Page
) -> None:
    propose("nama", new="Nama Baru")
    pk = Amendment.objects.get().pk
    for who in ("guru", "kepsek", "disdik"):
        assert as_(who).get(f"/keputusan/perubahan/{pk}/").status_code == 404
    for who in ("sari", "guru", "kepsek"):
        at = f"/keputusan/perubahan/surat/{decree.pk}/"
        assert as_(who).get(at).status_code == 404
    assert as_("inspektur").get(f"/keputusan/perubahan/{pk}/").status_code == 200
