"""L4: telaahan staf, from the head of the personnel office through the secretary."""

from __future__ import annotations

from collections.abc import Iterator

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.consent import difference
from seimbang.document.letter.facts import Memo
from seimbang.document.letter.nominees import nominees


def memo(facts: Memo) -> list[Block]:
    """Return the memo with a box for the disposisi and the list of names as annex."""
    return [
        parts.head(),
        Block("judul", "title", lines=("TELAAHAN STAF",)),
        Block("kepada", "field", label="Kepada", text=f"Yth. {facts.addressee}"),
        Block("melalui", "field", label="Melalui", text=facts.through),
        Block("dari", "field", label="Dari", text=facts.sender),
        Block("tanggal", "field", label="Tanggal"),
        Block("nomor", "field", label="Nomor"),
        Block("hal", "field", label="Hal", text="Pemindahan pegawai"),
        *_parts(facts),
        parts.signer(),
        Block("disposisi", "box", label=f"Disposisi {facts.addressee}:", needed=False),
        parts.copies(),
        parts.annex("lampiran", ("LAMPIRAN TELAAHAN STAF", "DAFTAR NOMINATIF")),
        nominees(facts.nominees),
        parts.signer("lampiran.tanda-tangan"),
    ]


def _parts(facts: Memo) -> Iterator[Block]:
    count = words.counted(len(facts.nominees), "orang pegawai")
    yield Block("i", "heading", text="I. Persoalan")
    yield parts.paragraph(
        "persoalan",
        f"Pemindahan {count} untuk menyeimbangkan beban kerja "
        f"{words.counted(len(facts.effects), 'jabatan pada unit kerja')}.",
        editable=True,
    )
    yield Block("ii", "heading", text="II. Praanggapan")
    yield parts.paragraph(
        "praanggapan",
        f"Kebutuhan pegawai dihitung dari analisis beban kerja tanggal "
        f"{words.day(facts.abk_on)}. Data pegawai tidak berubah sampai keputusan "
        "ditetapkan.",
        editable=True,
    )
    yield Block("iii", "heading", text="III. Fakta yang memengaruhi")
    yield Block("fakta", "list", lines=tuple(_facts(facts)))
    yield Block("iv", "heading", text="IV. Analisis")
    yield from _analysis(facts)
    yield Block("v", "heading", text="V. Simpulan")
    yield parts.paragraph("simpulan", _conclusion(facts), editable=True)
    yield Block("vi", "heading", text="VI. Saran")
    yield parts.paragraph("saran", _advice(facts), editable=True)


def _facts(facts: Memo) -> Iterator[str]:
    for one in facts.basis:
        yield f"{parts.cited(one)}."
    yield (
        f"Analisis beban kerja tanggal {words.day(facts.abk_on)} atas jabatan dan unit "
        "kerja dalam telaahan ini."
    )
    if facts.advised_on:
        day = words.day(facts.advised_on)
        yield f"Tim Penilai Kinerja telah memberi pertimbangan pada tanggal {day}."
    if facts.responded:
        yield f"Tanggapan pegawai: {facts.responded}."


def _analysis(facts: Memo) -> Iterator[Block]:
    """Yield the exceptions first, then the rules, then the effect on the units."""
    none = ("Tidak ada penyimpangan dari aturan dan tidak ada keberatan yang ditolak.",)
    yield Block(
        "pengecualian",
        "list",
        label="Hal yang memerlukan perhatian khusus:",
        lines=facts.exceptions or none,
    )
    if facts.rules:
        yield from parts.numbered(
            "aturan",
            "Aturan",
            [
                (
                    f"{one.citation}: {one.finding};",
                    "" if one.confirmed else one.citation,
                )
                for one in facts.rules
            ],
        )
    yield Block(
        "pengaruh",
        "table",
        label="Pengaruh pada unit kerja:",
        columns=("Unit kerja", "Jabatan", "Butuh", "Sebelum", "Sesudah", "Keadaan"),
        widths=(9, 8, 3, 4, 4, 5),
        rows=tuple(
            (
                one.unit,
                one.job,
                str(one.need),
                str(one.before),
                str(one.after),
                difference(one.after - one.need),
            )
            for one in facts.effects
        ),
    )


def _conclusion(facts: Memo) -> str:
    before = sum(max(0, one.need - one.before) for one in facts.effects)
    after = sum(max(0, one.need - one.after) for one in facts.effects)
    return (
        f"Dengan pemindahan ini kekurangan pada unit kerja tersebut berubah dari "
        f"{words.counted(before, 'orang')} menjadi {words.counted(after, 'orang')}."
    )


def _advice(facts: Memo) -> str:
    decree = facts.decree or "keputusan tentang pemindahan pegawai"
    return (
        f"Apabila {facts.addressee} menyetujui, mohon berkenan menetapkan {decree} "
        "dengan daftar sebagaimana terlampir."
    )
