"""Where in other systems' files the rows of our tables come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from seimbang.intake.foreign import layouts
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.sheets import ForeignSheet, Row

_HEADINGS = {  # layout → our column → the heading it is read from
    layouts.SIASN: {
        "nip": "NIP BARU",
        "name": "NAMA",
        "status": "STATUS CPNS PNS",
        "sex": "JENIS KELAMIN",
        "birth_on": "TANGGAL LAHIR",
        "grade": "GOL AKHIR NAMA",
        "job_id": "JABATAN NAMA",
        "unit_id": "UNOR NAMA",
        "pns_since": "TMT PNS",
        "job_since": "TMT JABATAN",
    },
    layouts.TEACHERS: {
        "nip": "NIP",
        "name": "Nama",
        "status": "Status Kepegawaian",
        "sex": "JK",
        "birth_on": "Tanggal Lahir",
        "grade": "Pangkat Golongan",
        "job_id": "Jenis PTK",
        "pns_since": "TMT PNS",
        "spouse_id": "NIP Suami/Istri",
    },
    layouts.LESSONS: {"grade": "Tingkat"},
    layouts.SCHOOLS: {"unit_id": "NPSN"},
}


@dataclass(frozen=True)
class Run:
    """
    Rows of one table that come from one sheet, one after the other.

    ``numbers`` are the spreadsheet's; ``columns`` and ``headings`` tell from which of
    its columns ours are read.
    """

    sheet: ForeignSheet
    numbers: tuple[int, ...]
    columns: dict[str, int]
    headings: dict[str, str]


def runs(origins: Sequence[Row]) -> Iterator[Run]:
    """Yield the runs of rows of one sheet, in the order of ``origins``."""
    for _, rows in groupby(origins, key=lambda row: id(row.sheet)):
        first, *rest = rows
        match = first.sheet.match
        headings = {
            name: heading
            for name, heading in _HEADINGS[match.layout].items()
            if key(heading) in match.columns
        }
        columns = {
            name: match.columns[key(heading)] for name, heading in headings.items()
        }
        numbers = (first.number, *(row.number for row in rest))
        yield Run(first.sheet, numbers, columns, headings)
