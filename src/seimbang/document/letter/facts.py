"""
What letters are written from: plain facts, frozen. Dates are dates, names are names.

No field holds an address, health, family, a reason of an objection, a score or a place
in a plan: what is not here cannot get into a letter. All names are as letters write
them ("Bupati Batang Hari", "SDN 12 Rantau"); empty means: there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Person:
    """A civil servant. ``status``: PNS or PPPK; of a PPPK ``nip`` is the NI PPPK."""

    name: str
    nip: str = ""
    rank: str = ""  # "Penata Muda, III/a"; of a PPPK "Golongan IX"
    job: str = ""
    unit: str = ""
    status: str = "PNS"
    job_since: date | None = None

    @property
    def nip_called(self) -> str:
        """Return what the number is called in letters."""
        return "NI PPPK" if self.status == "PPPK" else "NIP"


@dataclass(frozen=True)
class Gap:
    """Need and staff of a job in a unit, on the day of the workload analysis."""

    unit: str
    job: str
    need: int
    have: int


@dataclass(frozen=True)
class Cited:
    """A letter that is cited: "Surat Kepala Dinas Pendidikan", number, day, subject."""

    title: str
    number: str = ""
    on: date | None = None
    about: str = ""


@dataclass(frozen=True)
class Local:
    """A regulation of the region, with its Lembaran/Berita Daerah in ``title``."""

    title: str
    year: int
    number: int = 0
    kind: str = "perbup"  # perda, perbup, keputusan
    confirmed: bool = False  # somebody compared it with the gazette of the region


@dataclass(frozen=True)
class Place:
    """A unit and the job in it."""

    unit: str
    job: str = ""


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
    """A job of a unit in the daftar keadaan pegawai, before and after the move."""

    job: str
    need: int
    have: int
    after: int
    leaving: int = 0  # retire within five years


@dataclass(frozen=True)
class Consent:
    """L2: the head of the old (``release``) or new unit agrees, or does not."""

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
class Signed:
    """A decree that was signed: its number, day, office and name of the signer."""

    number: str
    on: date
    place: str
    office: tuple[str, ...]  # as in the block of the signer, without place and day
    name: str
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True)
class Extract:
    """L7: one person's extract; ``row`` is the number in the annex, from 1."""

    decree: Decree
    row: int
    signed: Signed
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """L9: the old unit sends the person to the new one."""

    person: Person
    to_unit: str
    to_job: str
    decree: Cited
    effective_on: date
    from_unit: str
    handed_over_on: date | None = None
    seat: str = ""


@dataclass(frozen=True)
class Start:
    """L10: SPMT. ``head``: who states it. ``started_on``: the real first day."""

    head: Person
    person: Person
    unit: str
    job: str
    decree: Cited
    effective_on: date
    started_on: date
    induction: Cited | None = None  # minutes of pelantikan, where the job needs one


@dataclass(frozen=True)
class Handover:
    """L11: what is handed over. Passwords are never written; so there is no field."""

    giver: Person
    receiver: Person
    head: Person
    held_on: date
    place: str
    unit: str
    decree: Cited
    duties: tuple[tuple[str, str], ...] = ()  # what, state
    goods: tuple[tuple[str, str], ...] = ()  # what, number and condition
    accounts: tuple[tuple[str, str], ...] = ()  # system, "dialihkan tanggal …"


@dataclass(frozen=True)
class Answer:
    """
    L12: the written answer to a wish. ``result``: granted, partly, not.

    ``reason``: by unit and job, of no other person. ``stays``: what stays valid.
    """

    person: Person
    result: str
    asked: tuple[Place, ...]
    received_on: date
    receipt: str
    reason: str
    gaps: tuple[Gap, ...] = ()
    granted: Place | None = None
    abk_on: date | None = None
    stays: str = ""
    contact: str = ""
    seat: str = ""


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
    """L14: a decree that changes (or ``cancels`` rows of) a decree."""

    authority: str
    region: str
    decree: Cited
    corrections: tuple[Correction, ...]
    why: str  # "terdapat kekeliruan penulisan", "keberatan diterima"
    effective_on: date
    cancels: bool = False
    variant: str = "umum"
    mindful: tuple[Cited, ...] = ()
    local: tuple[Local, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """Surat tugas inside one agency: same job, no mutasi; counted all the same."""

    persons: tuple[Person, ...]
    unit: str  # where they work
    task: str
    since: date
    until: date | None
    gaps: tuple[Gap, ...] = ()
    abk_on: date | None = None
    basis: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Addendum:
    """Adendum of a PPPK's contract: the unit changes, all else stays."""

    person: Person
    first_party: Person  # for the region
    region: str
    contract: Cited
    contract_from: date
    contract_to: date
    old_unit: str
    new_unit: str
    job: str
    decree: Cited
    held_on: date
    place: str
    effective_on: date
    abk_on: date


@dataclass(frozen=True)
class Signer:
    """
    Who signs. ``basis``: own, delegation, mandate.

    ``behalf``: a.n. whom (mandate only); ``through``: the office between (u.b.).
    ``standing``: "", plt, plh; it stands before the signer's own office.
    """

    office: str
    name: str
    rank: str = ""
    nip: str = ""
    basis: str = "own"
    behalf: str = ""
    through: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Head:
    """
    A letterhead. ``style``: bupati (emblem, name, address), office, upt.

    ``lines``: above the line, from the wider to the narrower.
    """

    style: str
    lines: tuple[str, ...]
    address: str = ""
    contact: str = ""
