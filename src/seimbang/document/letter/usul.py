"""L3: the head of an agency proposes moves to the head of the region."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Gap, Usul
from seimbang.document.letter.nominees import nominees


def usul(facts: Usul) -> list[Block]:
    """Return the letter and, as annex, the daftar nominatif."""
    count = len(facts.nominees)
    to = parts.addressed(facts.authority, facts.seat, f"c.q. {facts.office_head}")
    return [
        parts.head(),
        *parts.opening(
            "Usul pemindahan pegawai", to, attached=parts.attached(1, "berkas")
        ),
        parts.paragraph("dasar", _basis(facts)),
        parts.paragraph(
            "maksud",
            f"Sehubungan dengan hal tersebut, kami mengusulkan pemindahan "
            f"{words.counted(count, 'orang pegawai')} dalam daftar itu, karena "
            f"{_why(facts)}.",
        ),
        parts.paragraph(
            "penutup",
            "Demikian usul ini disampaikan. Atas perhatian Bapak/Ibu, kami ucapkan "
            "terima kasih.",
            editable=True,
        ),
        parts.signer(),
        parts.copies(facts.copies),
        parts.annex("lampiran", ("LAMPIRAN", "DAFTAR NOMINATIF USUL PEMINDAHAN")),
        nominees(facts.nominees),
        parts.signer("lampiran.tanda-tangan"),
    ]


def _basis(facts: Usul) -> str:
    letters = "".join(f" dan {parts.cited(one)}" for one in facts.basis)
    return (
        f"Berdasarkan analisis beban kerja dan daftar keadaan pegawai {facts.agency} "
        f"tanggal {words.day(facts.abk_on)}{letters}, kebutuhan dan jumlah pegawai "
        "unit kerja tercantum dalam daftar nominatif terlampir."
    )


def _why(facts: Usul) -> str:
    """Return the gaps in words; of many jobs only their sums, the list has the rest."""
    gaps = _gaps(facts)
    if len({one.job for one in gaps}) > parts.FEW:
        return parts.sums("pegawai", gaps)
    return parts.needs(gaps) or "kebutuhan organisasi"


def _gaps(facts: Usul) -> list[Gap]:
    """Return the measured gaps of all units, each once, those that receive first."""
    told = [one.to_gap for one in facts.nominees] + [
        one.from_gap for one in facts.nominees
    ]
    return list(dict.fromkeys(one for one in told if one.measured))
