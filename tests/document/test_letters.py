"""The parts of each letter, and what it is not written without."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from seimbang.document.block import Block, missing, unconfirmed, with_wording
from seimbang.document.letter import facts as f
from seimbang.document.letter import parts
from seimbang.document.letter.answer import answer
from seimbang.document.letter.assignment import assignment
from seimbang.document.letter.change import change
from seimbang.document.letter.consent import consent
from seimbang.document.letter.cover import cover
from seimbang.document.letter.decree import decree
from seimbang.document.letter.extract import extract
from seimbang.document.letter.handover import handover
from seimbang.document.letter.law import grounds
from seimbang.document.letter.memo import memo
from seimbang.document.letter.minutes import minutes
from seimbang.document.letter.nominees import nominees
from seimbang.document.letter.objection import objection, receipt
from seimbang.document.letter.request import request
from seimbang.document.letter.single import single
from seimbang.document.letter.start import start
from seimbang.document.letter.usul import usul
from seimbang.document.plain import plain
from tests.document.sample import (
    ABK,
    BUPATI,
    DECREE,
    FROM,
    HEAD,
    NIP,
    NOMINEE,
    NURSE,
    REGION,
    RINA,
    SIGNED,
    TMT,
    TO,
    heard,
    many,
    members,
    of_decree,
    signed,
    transfer,
)

PLACES = ["kop", "nomor", "tanda-tangan", "lampiran.tanda-tangan"]


def named(blocks: list[Block]) -> dict[str, Block]:
    return {one.name: one for one in blocks}


def test_an_undressed_decree_misses_what_the_office_adds() -> None:
    assert missing(decree(many(2))) == PLACES


def test_a_decree_without_gaps_cannot_be_finalised() -> None:
    blocks = of_decree(decree(replace(many(2), gaps=())))
    assert missing(blocks) == ["menimbang.a"]


def test_considering_says_the_gap_and_the_day_of_the_analysis() -> None:
    blocks = named(decree(many(2)))
    assert "tanggal 2 Januari 2026" in blocks["menimbang.a"].text
    assert "membutuhkan 8 Guru Kelas Ahli Pertama dan memiliki 5" in (
        blocks["menimbang.a"].text
    )
    assert (
        "Tim Penilai Kinerja pada tanggal 24 Maret 2026" in blocks["menimbang.b"].text
    )
    assert "huruf a dan huruf b" in blocks["menimbang.c"].text


def test_without_a_session_nothing_is_said_of_the_team() -> None:
    blocks = named(decree(replace(many(1), advised_on=None)))
    assert "Tim Penilai Kinerja" not in blocks["menimbang.b"].text


def test_many_gaps_are_told_by_job() -> None:
    gaps = tuple(f.Gap(f"SDN {i}", "Guru Kelas", 8, 8 - i % 3 + 1) for i in range(6))
    assert parts.needs(gaps) == (
        "kekurangan 2 Guru Kelas pada 2 unit kerja dan "
        "kelebihan 2 Guru Kelas pada 2 unit kerja"
    )
    even = tuple(f.Gap(f"SDN {i}", "Guru Kelas", 8, 8) for i in range(4))
    assert parts.needs(even) == "kebutuhan Guru Kelas terpenuhi pada 4 unit"
    assert parts.needs(()) == ""


@pytest.mark.parametrize("variant", ["umum", "guru", "pppk"])
def test_the_laws_stand_by_rank_then_by_age(variant: str) -> None:
    told = [one.text for one in grounds(variant, REGION, local=many(1).local)]
    ranks = ["Undang-Undang", "Peraturan Pemerintah", "Peraturan Badan", "Peraturan Da"]
    keys = [
        (
            next(i for i, rank in enumerate(ranks) if text.startswith(rank)),
            int(re.search(r"Tahun (\d{4})", text)[1]),  # type: ignore[index]
        )
        for text in told
    ]
    assert keys == sorted(keys)
    assert ("Guru dan Dosen" in " ".join(told)) == (variant == "guru")
    assert ("Perjanjian Kerja" in " ".join(told)) == (variant == "pppk")


def test_every_citation_is_unconfirmed_until_somebody_compared_it() -> None:
    made = grounds("guru", REGION)
    assert all(one.unconfirmed for one in made)
    known = f.Local("Peraturan Bupati Nomor 1 Tahun 2020", 2020, 1, confirmed=True)
    assert grounds("umum", REGION, local=(known,))[-1].unconfirmed == ""
    assert (
        "nomor LN/TLN belum ada"
        in unconfirmed(grounds("umum", REGION, laws=("pp-79-2021",)))[-2]
    )


def test_a_region_whose_act_is_not_known_writes_it_first() -> None:
    first = grounds("umum", "Kota Jambi")[0]
    assert first.empty and first.needed and first.editable


def test_mindful_only_of_what_exists() -> None:
    names = named(decree(replace(many(2), mindful=())))
    assert not [name for name in names if name.startswith("memperhatikan")]
    blocks = named(decree(many(2)))
    assert blocks["memperhatikan.1"].label == "Memperhatikan"
    assert blocks["memperhatikan.2"].label == ""


def test_the_dictum_has_its_ordinals_and_duties_end_only_where_there_are() -> None:
    labels = [b.label for b in decree(many(2)) if b.name.startswith("diktum")]
    assert labels == [
        "KESATU",
        "KEDUA",
        "KETIGA",
        "KEEMPAT",
        "KELIMA",
        "KEENAM",
        "KETUJUH",
    ]
    none = replace(many(1), transfers=(replace(transfer(1), ends=()),))
    assert len([b for b in decree(none) if b.name.startswith("diktum")]) == 6
    assert len([b for b in decree(many(2, "pppk")) if b.name.startswith("dik")]) == 8


def test_a_clause_keeps_its_name_when_its_ordinal_changes() -> None:
    bare = replace(many(1), transfers=(replace(transfer(1), ends=()),))
    labels = [named(decree(of))["diktum.biaya"].label for of in (many(1), bare)]
    assert labels == ["KELIMA", "KEEMPAT"]


def test_columns_of_teachers_and_of_contracts() -> None:
    tables = {v: named(decree(many(2, v)))["daftar"] for v in ("umum", "guru", "pppk")}
    assert [len(one.columns) for one in tables.values()] == [9, 10, 10]
    assert "sertifikat" in tables["guru"].columns[7]
    assert tables["pppk"].rows[0][7] == "800/PPPK/17/2024\n01-03-2024 s.d. 28-02-2029"
    bare = replace(
        many(1),
        transfers=(replace(transfer(1), subject="", certificate="", old_class=""),),
    )
    row = named(decree(bare))["daftar"].rows[0]
    assert (row[3], row[7]) == ("Guru Kelas Ahli Pertama", "-")


def test_the_annex_has_the_same_signer_and_the_number() -> None:
    blocks = named(of_decree(decree(many(2)), number="1/2026", on=SIGNED))
    assert blocks["lampiran"].rows[:2] == (
        ("NOMOR", "1/2026"),
        ("TANGGAL", "7 April 2026"),
    )
    assert blocks["lampiran.tanda-tangan"].text == blocks["tanda-tangan"].text
    assert blocks["tanda-tangan"].lines[:2] == (
        "Ditetapkan di Muara Bulian",
        "pada tanggal 7 April 2026",
    )


def test_the_blessing_is_a_setting() -> None:
    assert "rahmat" not in named(decree(many(1)))
    assert named(decree(replace(many(1), blessing=True)))["rahmat"]


def test_a_single_decree_is_of_one() -> None:
    with pytest.raises(ValueError, match="1 transfer, got 2"):
        single(many(2))
    blocks = single(many(1, "pppk"))
    assert "lampiran" not in named(blocks)
    assert named(blocks)["pegawai.perjanjian"].text == (
        "800/PPPK/17/2024, 1 Maret 2024 sampai dengan 28 Februari 2029"
    )
    open_end = replace(
        many(1, "pppk"), transfers=(replace(transfer(1), contract_to=None),)
    )
    assert named(single(open_end))["pegawai.perjanjian"].text == "800/PPPK/17/2024"


def test_an_extract_is_of_one_person_with_ttd() -> None:
    of = many(40)
    said = plain(extract(f.Extract(of, 7, signed())))
    assert of.transfers[6].person.name in said
    assert of.transfers[7].person.nip not in said
    assert "nomor urut 7 (tujuh)" in said
    assert "ttd" in said and "Petikan sesuai dengan aslinya." in said
    assert "bendahara BOS" not in said  # ends for another person
    alone = plain(extract(f.Extract(replace(many(1), mindful=()), 1, signed())))
    assert "nomor urut" not in alone and "Memperhatikan" not in alone


def test_the_office_writes_only_where_it_may() -> None:
    blocks = with_wording(
        decree(many(1)), {"menimbang.a": "bahwa …;", "menimbang.c": "bahwa lain;"}
    )
    assert named(blocks)["menimbang.a"].text == "bahwa …;"
    assert named(blocks)["menimbang.c"].text != "bahwa lain;"


def test_a_request_gives_no_reasons_and_says_so() -> None:
    asked = f.Request(RINA, "Kepala Dinas", (f.Place("SDN 1"),), "Muara Bulian", ABK)
    blocks = named(request(asked))
    assert "disampaikan terpisah secara tertutup" in blocks["pernyataan"].text
    assert blocks["jumlah-lampiran"].text == "-"
    assert missing(request(asked)) == []


@pytest.mark.parametrize(
    ("release", "agrees", "says"),
    [
        (True, True, "menyetujui untuk melepas"),
        (False, True, "menyetujui untuk menerima"),
        (True, False, "tidak menyetujui untuk melepas"),
    ],
)
def test_a_consent_says_what_is_agreed(release: bool, agrees: bool, says: str) -> None:
    staff = (f.Staff("Guru Kelas", 7, 9, 8), f.Staff("Guru PJOK", 2, 1, 1))
    told = f.Consent(
        RINA, release, agrees, FROM.unit, TO.unit, TO.job, FROM.unit, ABK, staff
    )
    blocks = named(consent(told))
    assert says in blocks["putusan"].text
    assert "syarat" not in blocks and "pengganti" not in blocks
    rows = blocks["keadaan-pegawai"].rows
    assert [row[4] for row in rows] == ["lebih 2", "kurang 1"]


def test_a_consent_tells_why_not_and_what_is_not_measured() -> None:
    staff = (f.Staff("Guru Kelas", None, 9, 9),)
    told = f.Consent(
        RINA, False, False, FROM.unit, TO.unit, TO.job, TO.unit, ABK, staff,
        cover="Dewi Lestari, S.Pd.", why="ruang kelas belum ada",
        copies=("Kepala SDN 55/I Sridadi",),
    )  # fmt: skip
    blocks = named(consent(told))
    assert blocks["alasan"].text == "Alasannya: ruang kelas belum ada."
    assert blocks["pengganti"].text.endswith("oleh: Dewi Lestari, S.Pd.")
    assert blocks["keadaan-pegawai"].rows[0][2:5] == ("belum terukur", "9", "-")
    assert blocks["tembusan"].lines == ("Kepala SDN 55/I Sridadi",)


def test_an_usul_leaves_out_what_is_not_measured() -> None:
    unknown = f.Gap("Setda", "Arsiparis", 0, 4, measured=False)
    lone = f.Nominee(RINA, unknown, unknown)
    agency, head = "Setda", "Kepala BKPSDMD"
    blocks = named(usul(f.Usul(agency, BUPATI, head, (lone,), ABK, "Muara Bulian")))
    assert "karena kebutuhan organisasi." in blocks["maksud"].text
    assert blocks["daftar"].rows[0][5] == "Setda\n(belum terukur/4)"
    assert blocks["tembusan"].lines == ()


def test_an_usul_of_many_jobs_tells_their_sums() -> None:
    rows = tuple(
        replace(
            NOMINEE,
            from_gap=f.Gap(f"SDN {i}", f"Jabatan {i}", 1, 3),
            to_gap=f.Gap(f"SMPN {i}", f"Jabatan {i}", 4, 1),
        )
        for i in range(4)
    )
    told = f.Usul("Disdik", BUPATI, "Kepala BKPSDMD", rows, ABK, "Muara Bulian")
    assert named(usul(told))["maksud"].text.endswith(
        "karena kekurangan 12 pegawai pada 4 unit kerja dan kelebihan 8 pegawai pada 4 "
        "unit kerja."
    )


def test_licences_and_lessons_only_of_those_who_have_them() -> None:
    both = nominees((NOMINEE, NURSE))
    rows = [dict(zip(both.columns, row, strict=True)) for row in both.rows]
    assert [row["JTM asal/ tujuan"] for row in rows] == ["20/24", "-"]
    licences = [row["STR/SIP"].partition("\n")[0] for row in rows]
    assert licences == ["-", "STR berlaku 2028"]


def test_a_memo_tells_exceptions_first() -> None:
    told = f.Memo(BUPATI, "Sekda", "Kepala", (NOMINEE,), ABK, ())
    names = [one.name for one in memo(told)]
    assert names.index("pengecualian") < names.index("pengaruh")
    assert "Tidak ada penyimpangan" in plain(memo(told))
    headings = [one.text for one in memo(told) if one.kind == "heading"]
    assert [text.split(".")[0] for text in headings] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
    ]


def test_minutes_say_quorum_recusals_votes_and_what_is_postponed() -> None:
    told = f.Minutes(REGION, date(2026, 3, 3), "Aula", DECREE, members(), 5, heard())
    blocks = named(minutes(told))
    assert "Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam" in (
        blocks["waktu"].text
    )
    assert "Hadir 4 (empat) dari 5 (lima) anggota" in blocks["kuorum"].text
    assert "tidak tercapai" in blocks["kuorum"].text
    assert blocks["usul"].rows[0][4] == "4/0/0"
    assert blocks["ditunda"].text == "Ditunda: usul nomor 3."
    assert blocks["penarikan-diri"].lines[0].startswith("usul nomor 2: ")
    assert len(blocks["tanda-tangan"].rows) == 4
    assert len(blocks["daftar-hadir"].rows) == 5
    short = named(minutes(replace(told, cases=heard()[:1])))
    assert "ditunda" not in short and "penarikan-diri" not in short


def test_a_start_is_never_before_its_day() -> None:
    told = f.Start(HEAD, RINA, TO.unit, TO.job, DECREE, TMT, TMT)
    assert "kemudian dari" not in named(start(told))["isi"].text
    later = replace(
        told, started_on=date(2026, 5, 4), induction=f.Cited("Berita Acara")
    )
    assert "sejak tanggal 4 Mei 2026. Tanggal mulai tugas tersebut kemudian" in (
        named(start(later))["isi"].text
    )
    with pytest.raises(ValueError, match="2026-05-01"):
        start(replace(told, started_on=date(2026, 4, 30)))


def test_a_handover_of_nothing_says_so() -> None:
    told = f.Handover(RINA, RINA, HEAD, TMT, "Aula", TO.unit, DECREE)
    assert named(handover(told))["barang"].rows == (("1.", "tidak ada", "-"),)
    assert cover(f.Cover(RINA, TO.unit, TO.job, DECREE, TMT, FROM.unit))


@pytest.mark.parametrize(
    ("result", "says"),
    [("granted", "dikabulkan."), ("partly", "sebagian."), ("not", "belum dapat")],
)
def test_an_answer_says_the_fact_first(result: str, says: str) -> None:
    place = f.Place("SDN 1")
    told = f.Answer(
        RINA,
        result,
        (place,),
        ABK,
        "A-1",
        "",
        granted=None if result == "not" else place,
    )
    blocks = answer(told)
    assert says in named(blocks)["putusan"].text
    assert "alasan" in missing(blocks) and "tanya" in missing(blocks)


def test_an_answer_fits_its_result() -> None:
    told = f.Answer(RINA, "granted", (f.Place("SDN 1"),), ABK, "A-1", "x")
    with pytest.raises(ValueError, match="granted"):
        answer(told)
    with pytest.raises(ValueError, match="maybe"):
        answer(replace(told, result="maybe"))


def test_a_receipt_has_number_and_last_day() -> None:
    told = f.ObjectionReceipt(RINA, "K-1", ABK, date(2026, 5, 21), DECREE, BUPATI)
    said = plain(receipt(told))
    assert "K-1" in said and "21 (dua puluh satu) hari kerja" in said
    assert "21 Mei 2026" in said


@pytest.mark.parametrize(
    ("upheld", "late", "says"),
    [
        (True, False, "diterima"),
        (False, False, "ditolak"),
        (False, True, "melewati tenggat"),
    ],
)
def test_a_decision_on_an_objection(upheld: bool, late: bool, says: str) -> None:
    told = f.ObjectionDecision(
        RINA, "K-1", ABK, DECREE, BUPATI, REGION, "unit tujuan", "x", upheld, late=late
    )
    blocks = named(objection(told))
    assert says in blocks["diktum.putusan"].text
    assert ("Tata Usaha Negara" in plain(objection(told))) == (not upheld)
    before = plain(objection(replace(told, proposed=True)))
    assert ("tidak dilanjutkan" in before) == upheld
    assert "dikeberati" not in before
    assert "menimbang.c" in missing(objection(replace(told, considered="")))


def test_a_change_keeps_the_old_number_and_shows_both_texts() -> None:
    told = f.Change(
        BUPATI,
        REGION,
        DECREE,
        (f.Correction("Lampiran nomor urut 1", "A", "B"),),
        "keliru",
        TMT,
    )
    said = plain(change(told))
    assert "PERUBAHAN ATAS KEPUTUSAN BUPATI BATANG HARI NOMOR 800.1.3.1/041" in said
    assert named(change(told))["perubahan"].rows == (
        ("1.", "Lampiran nomor urut 1", "A", "B"),
    )
    assert "diktum.tmt" in named(change(told))
    assert "diktum.tmt" not in named(change(replace(told, effective_on=None)))
    cancelled = replace(told, cancels=True, decree=replace(DECREE, about=""))
    assert "PEMBATALAN SEBAGIAN" in plain(change(cancelled))


def test_an_assignment_is_no_mutasi() -> None:
    told = f.Assignment((RINA,), TO.unit, "Mengajar", TMT, None)
    said = plain(assignment(told))
    assert "tidak mengubah jabatan dan unit kerja induk" in said
    assert "sampai ada ketentuan lebih lanjut" in said
    assert NIP in said
    assert "dasar.1" in missing(assignment(told))
