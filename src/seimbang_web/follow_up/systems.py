"""
Lists for other systems, in the words of each: what changed by the decrees.

Columns as the systems' own files name them (SIASN's and Dapodik's downloads, the list
of SISDMK); BPKAD, SIAGA and the agencies get plain lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang_web.follow_up.models import Task, Track
from seimbang_web.institution.queries import profile

Cells = list[Any]
STATUS = {"pns": "PNS", "pppk": "PPPK"}
KINDS = {  # of jobs, as SIASN calls them
    "functional": "Jabatan Fungsional",
    "executive": "Jabatan Pelaksana",
    "administrator": "Jabatan Struktural",
    "pengawas": "Jabatan Struktural",
    "jpt": "Jabatan Struktural",
}


@dataclass(frozen=True)
class System:
    """One list. ``task``: whose task puts a move on it; empty: every move."""

    key: str
    name: str | Promise
    task: str
    header: tuple[str, ...]
    row: Callable[[Track], Cells]


def _siasn(track: Track) -> Cells:
    move, agency = track.proposal, track.proposal.to_unit.agency
    return [
        move.person.nip, move.person.name, KINDS.get(move.to_job.kind, ""),
        move.to_job.name, track.effective_on, move.to_unit.name,
        (agency or move.to_unit).name, track.letter.number, track.decided_on,
    ]  # fmt: skip


def _dapodik(track: Track) -> Cells:
    move = track.proposal
    return [
        move.person.name, move.person.nip, STATUS.get(move.person.status, ""),
        move.to_job.name, track.letter.number, track.effective_on,
        move.from_unit.code, move.from_unit.name,
        move.to_unit.code, move.to_unit.name, move.to_unit.district,
    ]  # fmt: skip


def _siaga(track: Track) -> Cells:
    move = track.proposal
    return [
        move.person.name, move.person.nip, move.to_job.name, move.from_unit.name,
        move.to_unit.name, track.letter.number, track.decided_on, track.effective_on,
    ]  # fmt: skip


def _sisdmk(track: Track) -> Cells:
    move, place = track.proposal, profile()
    return [
        move.person.name, STATUS.get(move.person.status, ""),
        place.told.get("province", ""), place.regency, move.to_unit.name,
        move.to_job.name, move.from_unit.name, track.letter.number,
        track.effective_on,
    ]  # fmt: skip


def _bpkad(track: Track) -> Cells:
    move = track.proposal
    return [
        move.person.nip, move.person.name, move.person.grade, track.letter.number,
        track.decided_on, move.from_unit.name, track.effective_on,
        move.to_unit.name, track.started_on, track.statement,
    ]  # fmt: skip


def _tpp(track: Track) -> Cells:
    move = track.proposal
    return [
        move.person.nip, move.person.name, move.from_job.name, move.from_unit.name,
        track.effective_on, move.to_job.name, move.to_unit.name, track.started_on,
        track.statement, track.letter.number,
    ]  # fmt: skip


def _agency(track: Track) -> Cells:
    move = track.proposal
    return [
        move.person.name, move.to_job.name, move.from_unit.name, move.to_unit.name,
        track.letter.number, track.decided_on, track.effective_on, track.started_on,
        "; ".join(one.title for one in track.tasks.all() if one.done_on is None),
    ]  # fmt: skip


SYSTEMS = {
    one.key: one
    for one in (
        System(
            "siasn", "SIASN", "siasn",
            ("NIP BARU", "NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN",
             "UNOR NAMA", "SATUAN KERJA KERJA NAMA", "NOMOR SK", "TANGGAL SK"),
            _siasn,
        ),
        System(
            "dapodik", "Dapodik", "dapodik",
            ("Nama", "NIP", "Status Kepegawaian", "Jenis PTK", "SK Pengangkatan",
             "TMT Pengangkatan", "NPSN asal", "Sekolah asal", "NPSN tujuan",
             "Sekolah tujuan", "Kecamatan"),
            _dapodik,
        ),
        System(
            "siaga", "SIAGA", "siaga",
            ("Nama", "NIP", "Jabatan", "Satminkal lama", "Satminkal baru", "Nomor SK",
             "Tanggal SK", "TMT"),
            _siaga,
        ),
        System(
            "sisdmk", "SISDMK", "sisdmk",
            ("Nama", "Status Kepegawaian", "Provinsi", "Kabupaten", "Unit",
             "Jenis SDMK", "Unit lama", "Nomor SK", "TMT"),
            _sisdmk,
        ),
        System(
            "bpkad", _("BPKAD: pay stops and starts"), "gaji-henti",
            ("NIP", "NAMA", "GOLONGAN", "NOMOR SK", "TANGGAL SK", "UNIT LAMA",
             "BERHENTI DI UNIT LAMA TMT", "UNIT BARU", "MULAI DI UNIT BARU",
             "NOMOR SPMT"),
            _bpkad,
        ),
        System(
            "tpp", _("TPP (allowance)"), "gaji-mulai",
            ("NIP", "NAMA", "JABATAN LAMA", "UNIT LAMA", "TPP LAMA BERHENTI TMT",
             "JABATAN BARU", "UNIT BARU", "TPP BARU MULAI (SPMT)", "NOMOR SPMT",
             "NOMOR SK"),
            _tpp,
        ),
        System(
            "dinas", _("List for the agency"), "",
            ("Nama", "Jabatan", "Unit asal", "Unit tujuan", "Nomor SK",
             "Tanggal ditetapkan", "TMT", "Mulai bertugas", "Yang belum selesai"),
            _agency,
        ),
    )
}  # fmt: skip


def table(system: System, rows: QuerySet[Track]) -> list[Cells]:
    """Return the moves of a list that go on, as its system names the columns."""
    rows = rows.filter(ended_at=None).order_by("effective_on", "proposal__person__name")
    if system.task:
        rows = rows.filter(tasks__key=system.task, tasks__restores=False)
    tasks = Prefetch("tasks", Task.objects.defer("proof"))
    return [system.row(one) for one in rows.prefetch_related(tasks)]


@dataclass(frozen=True)
class Offer:
    """A list that the person may take, with the number of its moves."""

    system: System
    count: int


def offers(rows: QuerySet[Track], all_: int) -> list[Offer]:
    """Return the lists that are not empty; ``all_``: moves that go on."""
    alive = rows.filter(ended_at=None)
    tasks = Task.objects.filter(track__in=alive, restores=False).order_by()
    by_task = dict(tasks.values_list("key").annotate(Count("track", distinct=True)))
    count = {"": all_, **by_task}
    found = [Offer(one, count.get(one.task, 0)) for one in SYSTEMS.values()]
    return [one for one in found if one.count]
