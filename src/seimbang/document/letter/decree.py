"""L6: the decree for many, with its annex. Teachers and PPPK have their own columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Decree, Transfer
from seimbang.document.letter.law import grounds

ORDINALS = (
    "KESATU",
    "KEDUA",
    "KETIGA",
    "KEEMPAT",
    "KELIMA",
    "KEENAM",
    "KETUJUH",
    "KEDELAPAN",
)
WHO = {
    "umum": "Pegawai Negeri Sipil",
    "guru": "Guru Pegawai Negeri Sipil",
    "pppk": "Pegawai Pemerintah dengan Perjanjian Kerja",
}
BLESSING = "DENGAN RAHMAT TUHAN YANG MAHA ESA"
REPAIR = (
    "Apabila di kemudian hari terdapat kekeliruan dalam Keputusan ini, akan diadakan "
    "perbaikan sebagaimana mestinya."
)
_Column = tuple[str, int, Callable[[Transfer], str]]


def decree(facts: Decree) -> list[Block]:
    """Return the decree with all its parts, and the annex on landscape pages."""
    about = subject(facts)
    return [
        *opened(facts.authority, about, blessing=facts.blessing),
        *considering(facts),
        *grounds(facts.variant, facts.region, laws=facts.laws, local=facts.local),
        *mindful(facts),
        Block("memutuskan", "title", lines=("MEMUTUSKAN:",)),
        setting(facts.authority, about),
        *dictum(facts, moving(facts)),
        parts.signer(says="ditetapkan"),
        parts.copies(),
        parts.annex(
            "lampiran",
            ("LAMPIRAN", f"KEPUTUSAN {facts.authority.upper()}"),
            about=about,
        ),
        rows(facts),
        parts.signer("lampiran.tanda-tangan"),
    ]


def subject(facts: Decree) -> str:
    """Return what the decree is about."""
    who = WHO[facts.variant]
    return facts.about or f"Pemindahan {who} di Lingkungan Pemerintah {facts.region}"


def opened(authority: str, about: str, *, blessing: bool = False) -> list[Block]:
    """Return letterhead and title of a decree."""
    above = [Block("rahmat", "title", lines=(BLESSING,))] if blessing else []
    return [
        parts.head(),
        Block("judul", "title", lines=(f"KEPUTUSAN {authority.upper()}",)),
        Block("nomor", "title", label="NOMOR"),
        Block("tentang", "title", lines=("TENTANG", about.upper())),
        *above,
        Block("pejabat", "title", lines=(f"{authority.upper()},",)),
    ]


def setting(authority: str, about: str) -> Block:
    """Return "Menetapkan : KEPUTUSAN … TENTANG …"."""
    text = f"KEPUTUSAN {authority.upper()} TENTANG {about.upper()}."
    return Block("menetapkan", "clause", label="Menetapkan", text=text)


def considering(facts: Decree) -> list[Block]:
    """Return Menimbang: the gap with its day, what was met, the closing formula."""
    advised = (
        " dan telah mendapat pertimbangan Tim Penilai Kinerja pada tanggal "
        f"{words.day(facts.advised_on)}"
        if facts.advised_on
        else ""
    )
    many = len(facts.transfers) > 1
    who = (
        "pegawai yang namanya tercantum dalam Lampiran Keputusan ini"
        if many
        else ("pegawai yang namanya tercantum dalam Keputusan ini")
    )
    return parts.lettered(
        "menimbang",
        "Menimbang",
        [
            (
                f"bahwa berdasarkan analisis beban kerja tanggal "
                f"{words.day(facts.abk_on)}, {parts.needs(facts.gaps)}, sehingga perlu "
                "dilakukan pemindahan pegawai untuk menyeimbangkan beban kerja;"
                if facts.gaps
                else "",
                "",
                True,
            ),
            (
                f"bahwa {who} telah memenuhi syarat untuk dipindahkan{advised};",
                "",
                True,
            ),
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan "
                f"huruf b, perlu menetapkan Keputusan {facts.authority} tentang "
                f"{subject(facts)};",
                "",
                False,
            ),
        ],
    )


def mindful(facts: Decree) -> list[Block]:
    """Return Memperhatikan: only what exists."""
    told = [(f"{parts.cited(one)};", "") for one in facts.mindful]
    return parts.numbered("memperhatikan", "Memperhatikan", told)


def moving(facts: Decree) -> str:
    """Return the first dictum of a collective decree."""
    count = words.counted(len(facts.transfers), "orang")
    return (
        f"Memindahkan {count} {WHO[facts.variant]} yang namanya tercantum dalam kolom "
        "2 dari jabatan dan unit kerja dalam kolom 4 dan kolom 5 ke jabatan dan unit "
        "kerja dalam kolom 6 dan kolom 7 Lampiran yang merupakan bagian tidak "
        "terpisahkan dari Keputusan ini."
    )


def dictum(facts: Decree, first: str) -> list[Block]:
    """
    Return KESATU and what follows.

    They are named by what they say: the ordinal of a clause changes with what is there.
    """
    told = [("pindah", first), *_following(facts)]
    return [
        Block(
            f"diktum.{key}",
            "clause",
            label=ORDINALS[i],
            text=text,
            editable=key in ("tmt", "lapor", "biaya", "perbaikan"),
        )
        for i, (key, text) in enumerate(told)
    ]


def _following(facts: Decree) -> Iterator[tuple[str, str]]:
    pay = "gaji dan tunjangan" if facts.variant != "pppk" else "upah dan tunjangan"
    yield (
        "tmt",
        f"Pemindahan sebagaimana dimaksud dalam Diktum KESATU terhitung mulai tanggal "
        f"{words.day(facts.effective_on)}, dengan {pay} sesuai dengan ketentuan "
        "peraturan perundang-undangan.",
    )
    yield (
        "lapor",
        "Pegawai sebagaimana dimaksud dalam Diktum KESATU melapor kepada kepala unit "
        "kerja baru dan menyerahkan tugas serta barang milik daerah di unit kerja lama "
        f"paling lambat {words.counted(facts.handover_days, 'hari kerja')} sejak "
        "tanggal tersebut; kepala unit kerja baru menerbitkan Surat Pernyataan "
        "Melaksanakan Tugas.",
    )
    if facts.variant == "pppk":
        yield (
            "perjanjian",
            "Perubahan unit kerja dituangkan dalam adendum perjanjian kerja; jabatan, "
            "masa, dan ketentuan lain perjanjian kerja tidak berubah.",
        )
    duties = list(dict.fromkeys(duty for one in facts.transfers for duty in one.ends))
    if duties:
        yield (
            "tugas-tambahan",
            f"Tugas tambahan di unit kerja lama, yaitu {words.listed(duties)}, "
            "berakhir pada tanggal sebagaimana dimaksud dalam Diktum KEDUA.",
        )
    cost = facts.cost or f"Anggaran Pendapatan dan Belanja Daerah {facts.region}"
    yield (
        "biaya",
        f"Biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada {cost}.",
    )
    yield "perbaikan", REPAIR
    yield "berlaku", "Keputusan ini mulai berlaku pada tanggal ditetapkan."


def columns(facts: Decree) -> list[_Column]:
    """Return the columns of the annex after the number."""
    made: list[_Column] = [
        ("Nama\nNIP/NI PPPK", 9, lambda one: parts.named(one.person)),
        ("Pangkat, Gol. ruang", 6, lambda one: one.person.rank),
        ("Jabatan lama, kelas", 7, lambda one: _job(one.person.job, one.old_class)),
        ("Unit kerja lama", 7, lambda one: one.person.unit),
        ("Jabatan baru, kelas", 7, lambda one: _job(one.new_job, one.new_class)),
        ("Unit kerja baru", 7, lambda one: one.new_unit),
    ]
    if facts.variant == "guru":
        made.append(("Mapel/ sertifikat", 6, _taught))
    if facts.variant == "pppk":
        made.append(("Nomor dan masa perjanjian kerja", 7, _contract))
    made.append(("TMT", 5, lambda one: parts.on(one.effective_on)))
    made.append(("Ket.", 5, lambda one: one.remark or "-"))
    return made


def row(facts: Decree, number: int) -> tuple[str, ...]:
    """Return a row of the annex; the first is 1."""
    of = facts.transfers[number - 1]
    return (f"{number}.", *(tell(of) for _, _, tell in columns(facts)))


def rows(facts: Decree) -> Block:
    """Return the table of the annex; a line of numbers of columns below its header."""
    made = columns(facts)
    return Block(
        "daftar",
        "table",
        columns=tuple(
            f"{title}\n({i})"
            for i, title in enumerate(("No.", *(one[0] for one in made)), start=1)
        ),
        widths=(2, *(width for _, width, _ in made)),
        rows=tuple(row(facts, i) for i in range(1, len(facts.transfers) + 1)),
    )


def _job(job: str, grade: str) -> str:
    return f"{job},\nkelas {grade}" if grade else job


def _taught(one: Transfer) -> str:
    return "\n".join(filter(None, (one.subject, one.certificate))) or "-"


def _contract(one: Transfer) -> str:
    period = f"{parts.on(one.contract_from)} s.d. {parts.on(one.contract_to)}"
    return f"{one.contract}\n{period}"
