"""The list of names (daftar nominatif) of an usul and of a memo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Gap, Nominee

_Column = tuple[str, int, Callable[[Nominee], str]]


def nominees(of: Sequence[Nominee], *, name: str = "daftar") -> Block:
    """Return the table; columns of teachers and of health workers where there are."""
    columns = _columns(of)
    return Block(
        name,
        "table",
        columns=("No.", *(title for title, _, _ in columns)),
        widths=(2, *(width for _, width, _ in columns)),
        rows=tuple(
            (f"{i}.", *(tell(one) for _, _, tell in columns))
            for i, one in enumerate(of, start=1)
        ),
    )


def _columns(of: Sequence[Nominee]) -> list[_Column]:
    columns: list[_Column] = [
        ("Nama", 9, lambda one: one.person.name),
        ("NIP/NI PPPK", 9, lambda one: one.person.nip),
        ("Pangkat/ Gol.", 6, lambda one: one.person.rank),
        ("Jabatan dan TMT", 7, _job),
        ("Unit asal (butuh/ada)", 8, lambda one: _unit(one.from_gap)),
        ("Unit tujuan (butuh/ada)", 8, lambda one: _unit(one.to_gap)),
        ("Dasar usul", 6, lambda one: one.basis),
    ]
    if any(one.certificate or one.hours_from or one.hours_to for one in of):
        columns += [
            ("Sertifikat dan mapel", 6, lambda one: one.certificate or "-"),
            ("JTM asal/ tujuan", 4, _hours),
        ]
    if any(one.registration or one.practice for one in of):
        columns.append(("STR/SIP", 6, _licences))
    columns += [
        ("Tugas tambahan", 5, lambda one: one.duties or "-"),
        ("Ket.", 5, lambda one: one.remark or "-"),
    ]
    return columns


def _job(one: Nominee) -> str:
    since = one.person.job_since
    return f"{one.person.job}\nTMT {parts.on(since)}" if since else one.person.job


def _unit(gap: Gap) -> str:
    need = str(gap.need) if gap.measured else "belum terukur"
    return f"{gap.unit}\n({need}/{gap.have})"


def _hours(one: Nominee) -> str:
    if not one.hours_from and not one.hours_to:
        return "-"
    return f"{one.hours_from or '-'}/{one.hours_to or '-'}"


def _licences(one: Nominee) -> str:
    if not one.registration and not one.practice:
        return "-"
    return f"STR {one.registration or '-'}\nSIP {one.practice or '-'}"
