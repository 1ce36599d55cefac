"""Who and what letters name: persons, units, citations, signers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
    """
    Need and staff of a job in a unit, on the day of the workload analysis.

    ``measured`` False: the need is not known, ``need`` says nothing.
    """

    unit: str
    job: str
    need: int
    have: int
    measured: bool = True


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
class Head:
    """
    A letterhead. ``style``: bupati (emblem, name, address), office, upt.

    ``lines``: above the line, from the wider to the narrower.
    """

    style: str
    lines: tuple[str, ...]
    address: str = ""
    contact: str = ""
