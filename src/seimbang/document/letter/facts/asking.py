"""Facts of what comes before a decision: L1–L4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seimbang.document.letter.facts.common import Cited, Gap, Person, Place


@dataclass(frozen=True)
class Request:
    """L1: a person asks to move. ``attached``: papers that go with it."""

    person: Person
    addressee: str  # "Kepala Dinas Pendidikan dan Kebudayaan Kabupaten Batang Hari"
    wishes: tuple[Place, ...]  # in the order of the person
    place: str
    on: date
    receipt: str = ""  # number of the receipt in the application
    attached: tuple[str, ...] = ()
    seat: str = ""  # where the addressee is


@dataclass(frozen=True)
class Staff:
    """
    A job of a unit in the daftar keadaan pegawai, before and after the move.

    ``need`` None: not measured.
    """

    job: str
    need: int | None
    have: int
    after: int
    leaving: int = 0  # retire within five years


@dataclass(frozen=True)
class Consent:
    """
    L2: the head of the old (``release``) or new unit agrees, or does not.

    ``condition``: of who agrees; ``why``: of who does not.
    """

    person: Person
    release: bool
    agrees: bool
    from_unit: str
    to_unit: str
    to_job: str
    unit: str  # whose head speaks
    abk_on: date
    staff: tuple[Staff, ...]
    condition: str = ""  # "setelah pengganti melaksanakan tugas"
    cover: str = ""
    addressee: str = ""
    seat: str = ""
    basis: Cited | None = None  # the request or usul it answers
    why: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nominee:
    """A row of the list of names of an usul. ``basis``: kebutuhan, permohonan …"""

    person: Person
    from_gap: Gap
    to_gap: Gap
    basis: str = "kebutuhan organisasi"
    certificate: str = ""  # teachers: certificate and subject
    hours_from: str = ""  # teachers: JTM at the old unit
    hours_to: str = ""
    registration: str = ""  # health: STR
    practice: str = ""  # health: SIP
    duties: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Usul:
    """L3: the head of an agency proposes moves to the Bupati."""

    agency: str
    authority: str  # "Bupati Batang Hari"
    office_head: str  # c.q.: "Kepala Badan Kepegawaian … "
    nominees: tuple[Nominee, ...]
    abk_on: date  # date of the data
    seat: str
    basis: tuple[Cited, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effect:
    """A unit and job before and after all moves of the letter."""

    unit: str
    job: str
    need: int
    before: int
    after: int


@dataclass(frozen=True)
class Rule:
    """A rule as a memo cites it. ``finding``: how the list stands to it, in words."""

    citation: str  # "PP 11/2017 Pasal 190 ayat (3)"
    finding: str
    confirmed: bool = False


@dataclass(frozen=True)
class Memo:
    """L4: telaahan staf. ``exceptions`` stand first in the analysis."""

    addressee: str  # "Bupati Batang Hari"
    through: str  # "Sekretaris Daerah Kabupaten Batang Hari"
    sender: str  # "Kepala Badan Kepegawaian …"
    nominees: tuple[Nominee, ...]
    abk_on: date
    effects: tuple[Effect, ...]
    rules: tuple[Rule, ...] = ()
    exceptions: tuple[str, ...] = ()
    basis: tuple[Cited, ...] = ()
    advised_on: date | None = None  # session of the team, where there was one
    responded: str = ""  # "38 bersedia, 2 keberatan, 1 belum menanggapi": counts only
    decree: str = ""  # what is asked for: "Keputusan Bupati Batang Hari tentang …"
