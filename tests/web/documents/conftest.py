"""A room of the tests that composes letters, and letters on their way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from seimbang.document.block import Block
from seimbang.document.letter.parts import copies, head, paragraph, signer, titled
from seimbang_web.accounts.models import User
from seimbang_web.documents import actions
from seimbang_web.documents.compose import COMPOSERS, Composer, Composition
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.queries import profile
from seimbang_web.organisation.models import Person

DAY = date(2026, 1, 1)
CHAIN = ("Kepala Bidang Mutasi", "Sekretaris")


@dataclass
class Room:
    """What the record of the tests says; a test changes it."""

    facts: str = "facts-1"
    blocked: str = ""
    citation: str = ""
    text: str = "Isi keputusan."
    chain: tuple[str, ...] = CHAIN
    extracts: list[str] = field(default_factory=lambda: ["entry:1", "entry:2"])
    signed: list[int] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)  # whose letters, by subject

    def decree(self, subject: str, day: date) -> Composition:
        """Compose a decree."""
        blocks = [
            head(),
            *titled("Keputusan Bupati Batang Hari"),
            Block(
                "mengingat.1", "clause", text="Undang-Undang", unconfirmed=self.citation
            ),
            paragraph("isi", self.text, editable=True),
            signer(says="ditetapkan"),
            copies(),
        ]
        return Composition(
            title=f"Keputusan tentang {subject}",
            blocks=blocks,
            lane="biasa",
            facts=self.facts,
            chain=self.chain,
            **self.whose(subject),
        )

    def extract(self, subject: str, day: date) -> Composition:
        """Compose an extract of the only decree."""
        blocks = [head(), *titled("Petikan Keputusan"), signer()]
        decree = Letter.objects.filter(kind=Kind.DECREE).first()
        return Composition(
            title=f"Petikan {subject}",
            blocks=blocks,
            parent=decree,
            **self.whose(subject),
        )

    def whose(self, subject: str) -> dict[str, Any]:
        """Return the person of a subject, with the unit, where a test named one."""
        person = self.people.get(subject)
        return {"person": person, "unit": person.unit} if person else {}


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    made = Room()
    monkeypatch.setitem(
        COMPOSERS,
        Kind.DECREE,
        Composer(
            compose=made.decree,
            blocked=lambda _subject: made.blocked,
            signed=lambda letter, _actor, _now: made.signed.append(letter.pk),
            extracts=lambda _subject: made.extracts,
        ),
    )
    monkeypatch.setitem(COMPOSERS, Kind.EXTRACT, Composer(compose=made.extract))
    yield made


@pytest.fixture
def own(now: datetime) -> None:
    """Let decrees be counted in a register of our own."""
    content = {
        **profile().told,
        "decree_mode": "own",
        "decree_pattern": "{kode}/{urut}/{unit}/{tahun}",
    }
    save_profile(content=content, base=profile().number, actor=None, now=now)


Step = Callable[..., Letter]


@pytest.fixture
def drafted(room: Room, user: Callable[[str], User], now: datetime) -> Step:
    """Draft a decree by Rina."""

    def run(subject: str = "dossier:1") -> Letter:
        return actions.draft(
            kind=Kind.DECREE, subject=subject, actor=user("rina"), now=now, day=DAY
        )

    return run


@pytest.fixture
def ready(drafted: Step, user: Callable[[str], User], now: datetime) -> Step:
    """Draft a decree and let Sari and Sekda initial it."""

    def run(subject: str = "dossier:1") -> Letter:
        letter = drafted(subject)
        people = {1: user("sari"), 2: user("sekda")}
        actions.send(letter=letter, people=people, actor=user("rina"), now=now, day=DAY)
        for who in people.values() if letter.initials.exists() else ():
            actions.initial(letter=letter, actor=who, now=now)
        letter.refresh_from_db()
        return letter

    return run


@pytest.fixture
def numbered(
    ready: Step, user: Callable[[str], User], now: datetime, own: None
) -> Step:
    """Let Dedi number a decree in the own register."""

    def run(subject: str = "dossier:1") -> Letter:
        return actions.number_letter(
            letter=ready(subject), actor=user("dedi"), now=now, day=DAY
        )

    return run
