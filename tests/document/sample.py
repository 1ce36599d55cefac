"""One letter of each kind, from plain facts, as the office would compose it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from seimbang.document.block import Block
from seimbang.document.letter import facts as f
from seimbang.document.letter.addendum import addendum
from seimbang.document.letter.answer import answer
from seimbang.document.letter.assignment import assignment
from seimbang.document.letter.change import change
from seimbang.document.letter.consent import consent
from seimbang.document.letter.cover import cover
from seimbang.document.letter.decree import decree
from seimbang.document.letter.dress import dress
from seimbang.document.letter.extract import extract
from seimbang.document.letter.handover import handover
from seimbang.document.letter.memo import memo
from seimbang.document.letter.minutes import minutes
from seimbang.document.letter.objection import objection, receipt
from seimbang.document.letter.request import request
from seimbang.document.letter.single import single
from seimbang.document.letter.start import start
from seimbang.document.letter.usul import usul

SEAT = "Muara Bulian"
BUPATI = "Bupati Batang Hari"
REGION = "Kabupaten Batang Hari"
OFFICE = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah"
OFFICE_HEAD = f"Kepala {OFFICE}"
ABK = date(2026, 1, 2)
TMT = date(2026, 5, 1)
SIGNED = date(2026, 4, 7)
LONG_NAME = "Raden Ajeng Siti Nurhaliza Kusumawardhani Puspitasari Dewi X"
LONG_TITLE = "Prof. Dr. dr. Hj. Raden Roro Endang Kusumaningtyas Widyaningsih"
NIP = "198609262015051001"

RINA = f.Person(
    "Siti Aminah, S.Pd.",
    NIP,
    "Penata Muda Tk. I, III/b",
    "Guru Kelas Ahli Pertama",
    "SDN 55/I Sridadi",
    job_since=date(2019, 3, 1),
)
HEAD = f.Person(
    "Drs. H. Ahmad Fauzi, M.M.",
    "197001011995031002",
    "Pembina Utama Muda, IV/c",
    "Kepala SDN 12/I Rantau Puri",
    "SDN 12/I Rantau Puri",
)
TO = f.Gap("SDN 12/I Rantau Puri", "Guru Kelas Ahli Pertama", 8, 5)
FROM = f.Gap("SDN 55/I Sridadi", "Guru Kelas Ahli Pertama", 7, 9)
DECREE = f.Cited(
    "Keputusan Bupati Batang Hari",
    "800.1.3.1/041/BKPSDMD/2026",
    SIGNED,
    "Pemindahan Guru",
)
USUL = f.Cited(
    "Surat Kepala Dinas Pendidikan dan Kebudayaan",
    "800/112/Disdikbud/2026",
    date(2026, 2, 16),
    "usul pemindahan guru",
)
KOP_BUPATI = f.Head("bupati", ("BUPATI BATANG HARI", "PROVINSI JAMBI"))
KOP = f.Head(
    "office",
    ("PEMERINTAH KABUPATEN BATANG HARI", OFFICE.upper()),
    "Jalan Jenderal Sudirman Nomor 12, Muara Bulian 36613",
    "Telepon (0743) 21001, pos-el bkpsdmd@example.go.id",
)
KOP_UPT = f.Head(
    "upt",
    (
        "PEMERINTAH KABUPATEN BATANG HARI",
        "DINAS PENDIDIKAN DAN KEBUDAYAAN",
        "SDN 12/I RANTAU PURI",
    ),
    "Jalan Pendidikan Nomor 3, Rantau Puri 36613",
)
S_BUPATI = f.Signer(BUPATI, "MUHAMMAD FADHIL ARIEF")
S_OFFICE = f.Signer(
    OFFICE_HEAD,
    "H. MUHAMMAD RIFA'I, S.E., M.Si.",
    "Pembina Utama Muda, IV/c",
    "197203041998031005",
)
S_BEHALF = f.Signer(
    OFFICE_HEAD,
    S_OFFICE.name,
    S_OFFICE.rank,
    S_OFFICE.nip,
    basis="mandate",
    behalf=BUPATI,
    through=f"Sekretaris Daerah {REGION}",
    standing="plt",
)
S_UNIT = f.Signer("Kepala SDN 12/I Rantau Puri", HEAD.name, HEAD.rank, HEAD.nip)
COPIES = (
    "Kepala Kantor Regional VII Badan Kepegawaian Negara di Palembang",
    "Inspektur Kabupaten Batang Hari",
    "Kepala Badan Keuangan Daerah Kabupaten Batang Hari",
    "Yang bersangkutan.",
)


def transfer(i: int, person: f.Person = RINA) -> f.Transfer:
    """Return a row; people are told apart by their numbers."""
    return f.Transfer(
        person=replace(
            person,
            name=f"{person.name.partition(',')[0]} {i}, S.Pd."
            if i > 2
            else person.name,
            nip=f"1986092620150510{i % 100:02d}",
        ),
        new_job="Guru Kelas Ahli Pertama",
        new_unit="SDN 12/I Rantau Puri",
        effective_on=TMT,
        old_class="8",
        new_class="8",
        subject="Guru Kelas SD",
        certificate="sertifikat pendidik 2018",
        contract="800/PPPK/17/2024",
        contract_from=date(2024, 3, 1),
        contract_to=date(2029, 2, 28),
        ends=("bendahara BOS",) if i == 1 else (),
    )


def many(count: int, variant: str = "guru") -> f.Decree:
    """Return the facts of a decree with ``count`` rows, long names first."""
    long = replace(RINA, name=LONG_NAME)
    titled = replace(RINA, name=f"{LONG_TITLE}, M.Pd.")
    people = [long, titled, *([RINA] * max(0, count - 2))][:count]
    return f.Decree(
        authority=BUPATI,
        region=REGION,
        transfers=tuple(transfer(i, one) for i, one in enumerate(people, start=1)),
        effective_on=TMT,
        abk_on=ABK,
        gaps=(TO, FROM),
        variant=variant,
        advised_on=date(2026, 3, 24),
        mindful=(
            USUL,
            f.Cited(
                "Berita Acara Sidang Tim Penilai Kinerja",
                "800/BA/7/2026",
                date(2026, 3, 24),
            ),
        ),
        local=(
            f.Local(
                "Peraturan Daerah Kabupaten Batang Hari Nomor 8 Tahun 2016 tentang "
                "Pembentukan dan Susunan Perangkat Daerah",
                2016,
                8,
                "perda",
            ),
        ),
    )


NOMINEE = f.Nominee(
    RINA,
    FROM,
    TO,
    certificate="Guru Kelas SD",
    hours_from="20",
    hours_to="24",
    duties="bendahara BOS",
)
NURSE = f.Nominee(
    f.Person(
        LONG_NAME,
        "199001012020122003",
        "Penata, III/c",
        "Perawat Ahli Muda",
        "Puskesmas Penerokan",
        job_since=date(2021, 1, 4),
    ),
    f.Gap("Puskesmas Penerokan", "Perawat Ahli Muda", 5, 7),
    f.Gap("Puskesmas Sungai Puar", "Perawat Ahli Muda", 5, 3),
    basis="permohonan sendiri",
    registration="berlaku 2028",
    practice="baru diperlukan",
)


def office(blocks: list[Block], **given: object) -> list[Block]:
    """Return the letter with what the office adds."""
    told = {
        "head": KOP,
        "number": "800.1.3.1/041/BKPSDMD/2026",
        "on": SIGNED,
        "place": SEAT,
        "signer": S_OFFICE,
        "to_copy": COPIES,
        **given,
    }
    return dress(blocks, **told)  # type: ignore[arg-type]


def of_decree(blocks: list[Block], **given: object) -> list[Block]:
    """Return a decree of the Bupati."""
    return office(blocks, **{"head": KOP_BUPATI, "signer": S_BUPATI, **given})


def signed() -> f.Signed:
    """Return what is known of the signed decree."""
    return f.Signed(
        "800.1.3.1/041/BKPSDMD/2026",
        SIGNED,
        SEAT,
        ("BUPATI BATANG HARI,",),
        "MUHAMMAD FADHIL ARIEF",
    )


def members() -> tuple[f.Member, ...]:
    """Return a team of five, one of them absent, one a substitute."""
    names = (
        "Dr. H. Muhammad Azan, S.H., M.Si.",
        "Hj. Nurbaiti, S.Sos., M.A.P.",
        "Ir. Bambang Suprapto, M.T.",
        "Dra. Ratna Dewi",
        LONG_NAME,
    )
    return tuple(
        f.Member(
            f.Person(name),
            office,
            role,
            present=i != 3,
            substitute_for="Asisten Administrasi Umum" if i == 2 else "",
        )
        for i, (name, office, role) in enumerate(
            zip(
                names,
                (
                    "Sekretaris Daerah",
                    OFFICE_HEAD,
                    "Kepala Bagian Organisasi",
                    "Inspektur",
                    "Kepala Dinas Pendidikan dan Kebudayaan",
                ),
                ("Ketua", "Sekretaris", "Anggota", "Anggota", "Anggota"),
                strict=True,
            )
        )
    )


def heard() -> tuple[f.Heard, ...]:
    """Return three cases: carried, with objection and recusal, postponed."""
    return (
        f.Heard(NOMINEE, "direkomendasikan", 4, 0),
        f.Heard(
            NURSE,
            "direkomendasikan",
            3,
            0,
            recused=(LONG_NAME,),
            objection="keberatan dipertimbangkan dan tidak dapat dipenuhi",
            condition="setelah pengganti melaksanakan tugas",
        ),
        f.Heard(
            replace(NOMINEE, person=replace(RINA, name="Dewi Lestari, S.Pd.")),
            "ditunda",
            1,
            1,
            2,
        ),
    )


def letters() -> dict[str, tuple[list[Block], str]]:
    """Return all letters by name, dressed, with their font."""
    one = many(1)
    alone = replace(one, transfers=(transfer(1),))
    pppk_person = replace(RINA, status="PPPK", rank="Golongan IX")
    pppk = replace(
        many(2, "pppk"),
        transfers=(transfer(1, pppk_person), transfer(2, pppk_person)),
    )
    dinas = "Kepala Dinas Pendidikan dan Kebudayaan Kabupaten Batang Hari"
    place = f.Place("SDN 12/I Rantau Puri", "Guru Kelas Ahli Pertama")
    arial = {
        "permohonan": request(
            f.Request(
                RINA,
                dinas,
                (place, f.Place("SDN 76/I Muara Bulian")),
                SEAT,
                ABK,
                "A-2026-00017",
                ("Keputusan pangkat terakhir", "SKP dua tahun terakhir"),
                SEAT,
            )
        ),
        "persetujuan": office(
            consent(
                f.Consent(
                    RINA,
                    True,
                    True,
                    FROM.unit,
                    TO.unit,
                    TO.job,
                    FROM.unit,
                    ABK,
                    (
                        f.Staff("Guru Kelas Ahli Pertama", 7, 9, 8, 1),
                        f.Staff("Guru PJOK", 1, 1, 1),
                        f.Staff("Guru Pendidikan Agama Islam", 2, 1, 1),
                    ),
                    "setelah pengganti melaksanakan tugas",
                    "Dewi Lestari, S.Pd.",
                    dinas,
                    SEAT,
                    USUL,
                )
            ),
            head=KOP_UPT,
            signer=S_UNIT,
        ),
        "usul": office(
            usul(
                f.Usul(
                    "Dinas Pendidikan dan Kebudayaan",
                    BUPATI,
                    OFFICE_HEAD,
                    (NOMINEE, NURSE),
                    ABK,
                    SEAT,
                    (f.Cited("Surat Kepala SDN 12/I Rantau Puri", "421/7/2026", ABK),),
                )
            )
        ),
        "telaahan": office(
            memo(
                f.Memo(
                    BUPATI,
                    f"Sekretaris Daerah {REGION}",
                    OFFICE_HEAD,
                    (NOMINEE, NURSE),
                    ABK,
                    (
                        f.Effect(TO.unit, TO.job, 8, 5, 6),
                        f.Effect(FROM.unit, FROM.job, 7, 9, 8),
                    ),
                    (
                        f.Rule(
                            "PP 11/2017 Pasal 190 ayat (3)",
                            "semua pegawai telah bertugas dua tahun atau lebih",
                        ),
                    ),
                    ("Nomor 2: pegawai keberatan; tim tetap merekomendasikan.",),
                    (USUL,),
                    date(2026, 3, 24),
                    "1 bersedia, 1 keberatan",
                    "Keputusan Bupati Batang Hari tentang Pemindahan Guru",
                )
            )
        ),
        "berita-acara": office(
            minutes(
                f.Minutes(
                    REGION,
                    date(2026, 3, 24),
                    "Ruang Rapat Sekretariat Daerah",
                    f.Cited(
                        "Keputusan Bupati Batang Hari",
                        "188.45/21/2026",
                        ABK,
                        "Tim Penilai Kinerja",
                    ),
                    members(),
                    3,
                    heard(),
                    time(9, 30),
                    plan="Rencana 1 versi 3",
                    digest="8f3a5d20c1",
                    data_on=ABK,
                )
            )
        ),
        "pengantar": office(
            cover(
                f.Cover(
                    RINA,
                    TO.unit,
                    TO.job,
                    DECREE,
                    TMT,
                    FROM.unit,
                    date(2026, 4, 29),
                    "Rantau Puri",
                )
            ),
            head=KOP_UPT,
            signer=S_UNIT,
        ),
        "spmt": office(
            start(f.Start(HEAD, RINA, TO.unit, TO.job, DECREE, TMT, date(2026, 5, 4))),
            head=KOP_UPT,
            signer=S_UNIT,
        ),
        "serah-terima": office(
            handover(
                f.Handover(
                    RINA,
                    replace(RINA, name="Dewi Lestari, S.Pd."),
                    HEAD,
                    date(2026, 4, 29),
                    "SDN 55/I Sridadi",
                    FROM.unit,
                    DECREE,
                    (
                        ("Wali kelas V B, 27 siswa", "rapor tengah semester selesai"),
                        ("Bendahara BOS", "pembukuan sampai 31 Maret 2026 ditutup"),
                    ),
                    (
                        ("Laptop merek X", "1 unit, baik"),
                        ("Kunci ruang kelas", "2 buah"),
                    ),
                    (("Dapodik", "dialihkan operator 30 April 2026"),),
                )
            ),
            head=KOP_UPT,
        ),
        "jawaban": office(
            answer(
                f.Answer(
                    RINA,
                    "partly",
                    (place, f.Place("SDN 76/I Muara Bulian")),
                    ABK,
                    "A-2026-00017",
                    "kebutuhan pada unit pilihan pertama masih terbuka",
                    (TO,),
                    place,
                    ABK,
                    "Pilihan kedua tetap tercatat untuk siklus 2027.",
                    f"Bidang Mutasi {OFFICE}",
                    SEAT,
                )
            )
        ),
        "keberatan-terima": office(
            receipt(
                f.ObjectionReceipt(
                    RINA,
                    "K-2026-00012",
                    date(2026, 4, 20),
                    date(2026, 5, 21),
                    DECREE,
                    BUPATI,
                    contact=f"Bidang Mutasi {OFFICE}",
                    seat=SEAT,
                )
            )
        ),
        "surat-tugas": office(
            assignment(
                f.Assignment(
                    (RINA, replace(RINA, name=LONG_NAME)),
                    TO.unit,
                    "Membantu pembelajaran kelas rangkap",
                    TMT,
                    date(2026, 12, 31),
                    (TO,),
                    ABK,
                    (USUL,),
                )
            )
        ),
        "adendum": office(
            addendum(
                f.Addendum(
                    pppk_person,
                    HEAD,
                    REGION,
                    f.Cited("Perjanjian Kerja", "800/PPPK/17/2024", date(2024, 3, 1)),
                    date(2024, 3, 1),
                    date(2029, 2, 28),
                    FROM.unit,
                    TO.unit,
                    TO.job,
                    DECREE,
                    SIGNED,
                    SEAT,
                    TMT,
                    ABK,
                )
            )
        ),
    }
    bookman = {
        "keputusan": of_decree(decree(many(2))),
        "keputusan-pppk": of_decree(decree(pppk), signer=S_BEHALF),
        "keputusan-umum": of_decree(decree(many(1, "umum"))),
        "keputusan-tunggal": of_decree(single(alone)),
        "petikan": of_decree(
            extract(f.Extract(many(2), 1, signed(), COPIES[:1])),
            signer=S_OFFICE,
            to_copy=(),
        ),
        "keberatan": of_decree(
            objection(
                f.ObjectionDecision(
                    RINA,
                    "K-2026-00012",
                    date(2026, 4, 20),
                    DECREE,
                    BUPATI,
                    REGION,
                    "unit kerja tujuan",
                    "kebutuhan pada unit tujuan tetap ada dan tidak ada "
                    "pegawai lain yang memenuhi syarat",
                    False,
                    effect="Saudara melaksanakan tugas di SDN 12/I Rantau Puri.",
                )
            )
        ),
        "perubahan": of_decree(
            change(
                f.Change(
                    BUPATI,
                    REGION,
                    DECREE,
                    (
                        f.Correction(
                            "Lampiran nomor urut 1",
                            "SDN 12/I Rantau Puri",
                            "SDN 76/I Muara Bulian",
                            RINA,
                        ),
                    ),
                    "terdapat kekeliruan penulisan unit kerja",
                    TMT,
                    variant="guru",
                )
            )
        ),
    }
    return {
        **{name: (made, "arial") for name, made in arial.items()},
        **{name: (made, "bookman") for name, made in bookman.items()},
    }
