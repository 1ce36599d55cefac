"""L9: the old unit sends the person to the new one."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Cover


def cover(facts: Cover) -> list[Block]:
    """Return the letter."""
    to = parts.addressed(f"Kepala {facts.to_unit}", facts.seat)
    handed = (
        " Tugas dan barang milik daerah di unit kerja lama telah diserahterimakan pada "
        f"tanggal {words.day(facts.handed_over_on)}."
        if facts.handed_over_on
        else ""
    )
    return [
        parts.head(),
        *parts.opening("Penghadapan pegawai", to),
        parts.paragraph(
            "dasar", f"Berdasarkan {parts.cited(facts.decree)}, kami hadapkan pegawai:"
        ),
        *parts.person(facts.person, "pegawai", unit=False),
        Block("lama", "field", label="Unit kerja lama", text=facts.from_unit),
        parts.paragraph(
            "isi",
            f"untuk melaksanakan tugas pada {facts.to_unit} sebagai {facts.to_job} "
            f"terhitung mulai tanggal {words.day(facts.effective_on)}.{handed}",
        ),
        parts.paragraph(
            "spmt",
            "Mohon diterbitkan Surat Pernyataan Melaksanakan Tugas sejak yang "
            "bersangkutan nyata bertugas.",
            editable=True,
        ),
        parts.paragraph(
            "penutup",
            "Demikian disampaikan, atas kerja sama Bapak/Ibu kami ucapkan "
            "terima kasih.",
            editable=True,
        ),
        parts.signer(),
        parts.copies(),
    ]
