"""Facts of the team, of decrees, of objections: L5–L8, L13, L14."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from seimbang.document.letter.facts.asking import Nominee
from seimbang.document.letter.facts.common import Cited, Gap, Local, Person, Signed


@dataclass(frozen=True)
class Member:
    """A member of the team. ``substitute_for``: whose seat."""

    person: Person
    office: str
    role: str = "Anggota"  # Ketua, Sekretaris, Anggota
    present: bool = True
    substitute_for: str = ""


@dataclass(frozen=True)
class Heard:
    """One case before the team. ``objection``: how it was considered, no reasons."""

    nominee: Nominee
    advice: str  # direkomendasikan, tidak direkomendasikan, ditunda
    in_favour: int
    against: int
    postpone: int = 0
    recused: tuple[str, ...] = ()
    objection: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Minutes:
    """L5: berita acara of a session of the Tim Penilai Kinerja, with daftar hadir."""

    region: str
    held_on: date
    place: str
    basis: Cited  # the decree of the team
    members: tuple[Member, ...]
    quorum: int  # who must be present
    cases: tuple[Heard, ...]
    starts_at: time | None = None
    zone: str = "WIB"
    plan: str = ""  # "Rencana 1 versi 3"
    digest: str = ""
    data_on: date | None = None
    closing: str = ""


@dataclass(frozen=True)
class Transfer:
    """A row of a decree's annex. ``ends``: additional duties that end with it."""

    person: Person  # job and unit: the old ones
    new_job: str
    new_unit: str
    effective_on: date
    old_class: str = ""
    new_class: str = ""
    remark: str = ""
    subject: str = ""  # teachers: mata pelajaran
    certificate: str = ""  # teachers: sertifikat pendidik
    contract: str = ""  # PPPK: number of the contract
    contract_from: date | None = None
    contract_to: date | None = None
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decree:
    """
    L6 and L8. ``authority``: whose decree it is ("Bupati Batang Hari", a delegate).

    ``variant``: umum, guru, pppk. ``gaps``: of the units of the rows; ``mindful``: what
    exists for Memperhatikan; ``local``: regulations of the region for Mengingat.
    """

    authority: str
    region: str
    transfers: tuple[Transfer, ...]
    effective_on: date
    abk_on: date
    gaps: tuple[Gap, ...]
    variant: str = "umum"
    about: str = ""  # without it: by variant
    advised_on: date | None = None  # of the team
    mindful: tuple[Cited, ...] = ()
    local: tuple[Local, ...] = ()
    laws: tuple[str, ...] = ()  # ids of the register beside those of the variant
    handover_days: int = 7
    cost: str = ""  # without it: APBD of the region
    blessing: bool = False  # the line of older staffing decrees


@dataclass(frozen=True)
class Extract:
    """L7: one person's extract; ``row`` is the number in the annex, from 1."""

    decree: Decree
    row: int
    signed: Signed
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectionReceipt:
    """L13a: the objection came; by when it is answered."""

    person: Person
    number: str
    filed_on: date
    due_on: date
    against: Cited
    authority: str
    days: int = 21  # working days
    contact: str = ""
    seat: str = ""


@dataclass(frozen=True)
class ObjectionDecision:
    """L13b: what is decided. ``subject``: what it is about, without private reasons."""

    person: Person
    number: str
    filed_on: date
    against: Cited
    authority: str
    region: str
    subject: str
    considered: str
    upheld: bool
    remedy: str = ""  # without it: the administrative court within 90 days
    late: bool = False
    effect: str = ""  # "Saudara tetap bertugas di …"
    proposed: bool = False  # against a proposal: there is no decree yet
    local: tuple[Local, ...] = ()


@dataclass(frozen=True)
class Correction:
    """One thing of a decree that is changed. ``where``: "Lampiran nomor urut 7"."""

    where: str
    old: str
    new: str
    person: Person | None = None


@dataclass(frozen=True)
class Change:
    """
    L14: a decree that changes (or ``cancels`` rows of) a decree.

    ``effective_on`` None: from the day on which it is set.
    """

    authority: str
    region: str
    decree: Cited
    corrections: tuple[Correction, ...]
    why: str  # "terdapat kekeliruan penulisan", "keberatan diterima"
    effective_on: date | None = None
    cancels: bool = False
    variant: str = "umum"
    mindful: tuple[Cited, ...] = ()
    local: tuple[Local, ...] = ()
