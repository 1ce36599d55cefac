"""Letters are composed from the record; what keeps them from a number is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from seimbang.document.block import Block
from seimbang_web.decisions.letters.register import composers
from seimbang_web.decisions.models import Decision, Dossier, Entry
from seimbang_web.documents.models import Kind, Letter
from tests.web.decisions.objections.conftest import DAY, SECRET, File

As = Callable[[str], Client]


def _words(blocks: list[Block]) -> str:
    parts = []
    for one in blocks:
        parts += [one.text, one.label, *one.lines]
        parts += [cell for row in one.rows for cell in row]
    return " ".join(parts)


def _composed(kind: Kind, subject: str) -> str:
    return _words(list(composers()[kind].compose(subject, DAY).blocks))


def test_the_memo_of_a_dossier(dossier: Dossier) -> None:
    text = _composed(Kind.MEMO, f"dossier:{dossier.pk}")
    assert "TELAAHAN STAF" in text
    assert "{" not in text
    for entry in dossier.entries.select_related("proposal__person"):
        assert entry.proposal.person.name in text
    assert "membutuhkan" in text or "kekurangan" in text or "Butuh" in text
    assert composers()[Kind.MEMO].blocked(f"dossier:{dossier.pk}") == ""


def test_a_decree_waits_for_the_decision(dossier: Dossier) -> None:
    subject = f"dossier:{dossier.pk}"
    composer = composers()[Kind.DECREE]
    text = _composed(Kind.DECREE, subject)
    assert "Menimbang" in text
    assert "analisis beban kerja tanggal" in text
    assert "Mengingat" in text
    assert "Belum ada putusan" in composer.blocked(subject)
    assert len(composer.extracts(subject)) == dossier.entries.count()
    assert composer.page(subject).endswith(f"/{dossier.pk}/")


def test_a_decision_on_another_version_does_not_count(dossier: Dossier) -> None:
    dossier.decision = Decision(digest="other")  # as if it were stored
    from seimbang_web.decisions.letters.decree import hindrance

    entries = list(dossier.entries.all())
    assert "versi lain" in hindrance(dossier, entries)
    dossier.decision = Decision(digest=dossier.digest)
    assert hindrance(dossier, entries) == ""
    assert "disetujui" in hindrance(dossier, [])
    dossier.lane = "sekolah"
    assert "I-Mut" in hindrance(dossier, entries)
    dossier.lane = "dalam"
    assert "tidak memerlukan keputusan" in hindrance(dossier, entries)


def test_the_decree_of_one_person(dossier: Dossier) -> None:
    entry = dossier.entries.select_related("proposal__person").first()
    assert entry is not None
    subject = f"entry:{entry.pk}"
    made = composers()[Kind.SINGLE].compose(subject, DAY)
    assert made.person == entry.proposal.person
    assert entry.proposal.person.name in _words(list(made.blocks))
    assert "nomor" in composers()[Kind.EXTRACT].blocked(subject) + "nomor"


def test_the_letters_of_an_objection_tell_no_reason(file: File) -> None:
    one = file()
    for subject in (f"objection-receipt:{one.pk}", f"objection:{one.pk}"):
        text = _composed(Kind.OBJECTION, subject)
        assert one.receipt in text
        assert SECRET not in text
        assert "Merawat" not in text
    composer = composers()[Kind.OBJECTION]
    assert composer.blocked(f"objection-receipt:{one.pk}") == ""
    assert "belum diputus" in composer.blocked(f"objection:{one.pk}")


def test_a_decree_of_change_names_the_row(file: File, received: date) -> None:
    one = file(day=received)
    subject = f"objection:{one.pk}"
    assert "tidak diterima" in composers()[Kind.CHANGE].blocked(subject)
    type(one).objects.filter(pk=one.pk).update(outcome="diterima")
    assert composers()[Kind.CHANGE].blocked(subject) == ""


def test_drafting_needs_the_right_and_a_record(as_: As, dossier: Dossier) -> None:
    form = {"kind": "telaahan", "subject": f"dossier:{dossier.pk}"}
    for name in ("guru", "sari", "bupati", "tono", "inspektur"):
        assert as_(name).post("/surat/baru/", form).status_code == 404, name
    for wrong in ("dossier:0", "wish:1", "dossier:x", f"entry:{10**20}"):
        answer = as_("rina").post("/surat/baru/", form | {"subject": wrong})
        assert answer.status_code == 404, wrong
    assert not Letter.objects.exists()
    assert Entry.objects.exists()
