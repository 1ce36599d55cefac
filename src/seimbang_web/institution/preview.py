"""How letters will look with a profile: letterheads, signers, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seimbang_web.institution.content import KINDS, POSTS, Content, pattern_problem


@dataclass(frozen=True)
class Signer:
    """The block of a signer: office, name, rank, NIP."""

    office: str
    name: str
    rank: str
    nip: str


@dataclass(frozen=True)
class Preview:
    """What the preview shows; ``numbers``: kind of letter, example, problem."""

    held: Content
    day: date
    signers: list[Signer]
    numbers: list[tuple[str, str, str]]


def preview(held: Content, day: date) -> Preview:
    """Return the preview of ``held`` on ``day``."""
    signers = []
    for post in POSTS:
        one = held.official(post, day)
        if one is not None:
            signers.append(
                Signer(held.title(one), held.signature(one), one.rank, one.nip)
            )
    numbers = []
    for kind, words in KINDS.items():
        problem = pattern_problem(str(held.told.get(f"{kind}_pattern") or "{}"))
        example = "" if problem else held.letter_number(kind, 41, day)
        numbers.append((str(words), example, problem))
    return Preview(held, day, signers, numbers)
