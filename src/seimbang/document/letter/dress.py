"""
What the office adds to a letter: letterhead, number, day, signer, copies.

A letter is composed without them, with empty blocks where they stand; :func:`dress`
fills those, by name. A letter that is not dressed cannot be finalised: ``missing``
names what is empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter.facts import Head, Signed, Signer

STANDINGS = {"": "", "plt": "Plt. ", "plh": "Plh. "}
BASES = ("own", "delegation", "mandate")
NUMBER = "NOMOR"
DAY = "TANGGAL"


def letterhead(head: Head) -> Block:
    """Return the letterhead."""
    below = "\n".join(filter(None, (head.address, head.contact)))
    return Block("kop", "letterhead", lines=head.lines, text=below, label=head.style)


def number_field(number: str) -> Block:
    """Return the number of a letter with Nomor, Sifat, Hal."""
    return Block("nomor", "field", label="Nomor", text=number)


def copies(to: Iterable[str]) -> Block:
    """Return the list of those who get a copy."""
    return Block("tembusan", "list", label="Tembusan:", lines=tuple(to), needed=False)


def office_lines(signer: Signer) -> tuple[str, ...]:
    """
    Return the office lines of a signer: a.n., u.b., Plt., Plh.

    :raises ValueError: when a.n. is asked for without a mandate: who decides by own or
        delegated power signs in their own name (UU 30/2014).
    """
    if signer.basis not in BASES:
        raise ValueError(f"Expected a basis of {BASES}, got {signer.basis!r}.")
    if bool(signer.behalf) != (signer.basis == "mandate"):
        raise ValueError(
            f"Expected a.n. under a mandate and only there, got basis "
            f"{signer.basis!r} with a.n. {signer.behalf!r}."
        )
    own = f"{STANDINGS[signer.standing]}{signer.office.upper()},"
    if not signer.behalf:
        return (own,)
    behalf = f"a.n. {signer.behalf.upper()}"
    if not signer.through:
        return (behalf, own)
    return (behalf, f"{signer.through.upper()},", "u.b.", own)


def signature(
    signer: Signer,
    *,
    place: str = "",
    on: date | None = None,
    decided: bool = False,
    name: str = "tanda-tangan",
) -> Block:
    """Return the block of the signer. ``decided``: "Ditetapkan di … pada tanggal …"."""
    return Block(
        name,
        "signature",
        lines=(*_where(place, on, decided), *office_lines(signer)),
        text=signer.name,
        label=identity(signer.rank, signer.nip),
    )


def _where(place: str, on: date | None, decided: bool) -> tuple[str, ...]:
    if not place:
        return ()
    day = words.day(on) if on else ""
    if decided:
        return (f"Ditetapkan di {place}", f"pada tanggal {day}".rstrip())
    return (f"{place}, {day}".rstrip(" ,") if day else place,)


def identity(rank: str, nip: str, called: str = "NIP") -> str:
    """Return rank and NIP as they stand under a name; empty lines are left out."""
    return "\n".join(filter(None, (rank, f"{called} {nip}" if nip else "")))


def signed_off(signed: Signed, *, name: str = "tanda-tangan") -> Block:
    """Return the block of a signer on a copy: "ttd" in the place of the hand."""
    return Block(
        name,
        "signature",
        lines=(
            f"Ditetapkan di {signed.place}",
            f"pada tanggal {words.day(signed.on)}",
            *signed.office,
        ),
        mark="ttd",
        text=signed.name,
        label=identity(signed.rank, signed.nip),
    )


def dress(
    blocks: Iterable[Block],
    *,
    head: Head | None = None,
    number: str = "",
    on: date | None = None,
    place: str = "",
    signer: Signer | None = None,
    to_copy: Iterable[str] = (),
) -> list[Block]:
    """
    Return the letter with what the office adds; what is not given stays empty.

    A letter whose signature says "Ditetapkan di" has a block "tanda-tangan" with the
    label "ditetapkan"; dress puts place and day there, other letters have a dateline.
    """
    given: dict[str, Any] = {
        "head": head,
        "number": number,
        "on": on,
        "place": place,
        "signer": signer,
        "to_copy": tuple(to_copy),
    }
    return [_dressed(one, given) for one in blocks]


def _dressed(one: Block, given: dict[str, Any]) -> Block:
    kind, last = one.kind, one.name.rpartition(".")[2]
    if kind == "letterhead" and given["head"] is not None:
        return replace(letterhead(given["head"]), name=one.name)
    if kind == "annex":
        return _annexed(one, given)
    if last == "nomor" and given["number"]:
        return _numbered(one, given["number"])
    if last == "tanggal" and given["on"] and not one.text:
        place = given["place"] if kind == "dateline" else ""
        where = ", ".join(filter(None, (place, words.day(given["on"]))))
        return replace(one, text=where)
    if kind == "signature" and last == "tanda-tangan" and given["signer"] and one.empty:
        return _signed(one, given)
    if last == "tembusan" and given["to_copy"]:
        return replace(one, lines=(*one.lines, *given["to_copy"]))
    return one


def _numbered(one: Block, number: str) -> Block:
    if one.kind == "title":
        return replace(one, lines=(f"{one.label} {number}",))
    return replace(one, text=number)


def _annexed(one: Block, given: dict[str, Any]) -> Block:
    new = {NUMBER: given["number"], DAY: words.day(given["on"]) if given["on"] else ""}
    rows = tuple((label, text or new.get(label, "")) for label, text in one.rows)
    return replace(one, rows=rows)


def _signed(one: Block, given: dict[str, Any]) -> Block:
    decided = one.label == "ditetapkan"
    dated = decided or one.label == "bertanggal"
    made = signature(
        given["signer"],
        place=given["place"] if dated else "",
        on=given["on"],
        decided=decided,
        name=one.name,
    )
    return replace(made, needed=one.needed)
