"""L8: the decree for one person, set vertically, without an annex."""

from __future__ import annotations

from collections.abc import Iterator

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.decree import (
    WHO,
    considering,
    dictum,
    mindful,
    opened,
    setting,
    subject,
)
from seimbang.document.letter.facts import Decree, Transfer
from seimbang.document.letter.law import grounds


def single(facts: Decree) -> list[Block]:
    """
    Return the decree.

    :raises ValueError: when it does not have exactly one transfer.
    """
    if len(facts.transfers) != 1:
        raise ValueError(f"Expected 1 transfer, got {len(facts.transfers)}.")
    about = subject(facts)
    first, *rest = dictum(facts, f"Memindahkan {WHO[facts.variant]}:")
    return [
        *opened(facts.authority, about, blessing=facts.blessing),
        *considering(facts),
        *grounds(facts.variant, facts.region, laws=facts.laws, local=facts.local),
        *mindful(facts),
        Block("memutuskan", "title", lines=("MEMUTUSKAN:",)),
        setting(facts.authority, about),
        first,
        *moved(facts.transfers[0]),
        *rest,
        parts.signer(says="ditetapkan"),
        parts.copies(),
    ]


def moved(of: Transfer) -> Iterator[Block]:
    """Yield the person and the move, one line each."""
    yield from parts.person(of.person, "pegawai", unit=False)
    told = [
        ("kelas-lama", "Kelas jabatan lama", of.old_class),
        ("unit-lama", "Unit kerja lama", of.person.unit),
        ("jabatan-baru", "Jabatan baru", of.new_job),
        ("kelas-baru", "Kelas jabatan baru", of.new_class),
        ("unit-baru", "Unit kerja baru", of.new_unit),
        ("mapel", "Mata pelajaran", of.subject),
        ("sertifikat", "Sertifikat pendidik", of.certificate),
        ("perjanjian", "Perjanjian kerja", of.contract and _contract(of)),
        ("tmt", "Terhitung mulai tanggal", words.day(of.effective_on)),
        ("keterangan", "Keterangan", of.remark),
    ]
    for key, label, text in told:
        if text:
            yield Block(f"pegawai.{key}", "field", label=label, text=text)


def _contract(of: Transfer) -> str:
    if of.contract_from is None or of.contract_to is None:
        return of.contract
    return (
        f"{of.contract}, {words.day(of.contract_from)} sampai dengan "
        f"{words.day(of.contract_to)}"
    )
