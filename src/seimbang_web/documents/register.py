"""The register of letters: filtered rows, what each rests on, gaps of the numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.documents.models import File, Kind, Letter, Record, Register, State
from seimbang_web.institution.content import KINDS
from seimbang_web.organisation.models import Unit

Words = str | Promise
CHOICES: dict[str, Any] = {"kind": Kind.choices, "state": State.choices}
HEADER: tuple[Words, ...] = (
    gettext_lazy("Series"),
    gettext_lazy("Year"),
    gettext_lazy("Number"),
    gettext_lazy("Date of the letter"),
    gettext_lazy("Kind of letter"),
    gettext_lazy("Letter"),
    gettext_lazy("Signer"),
    gettext_lazy("In force from"),
    gettext_lazy("State"),
    gettext_lazy("Signature"),
    gettext_lazy("Reason of the void"),
    gettext_lazy("SHA-256 of the file"),
)
SIGNATURES: dict[str, Words] = {
    File.Form.SIGNED: gettext_lazy("signed electronically"),
    File.Form.SCAN: gettext_lazy("signed on paper, scan kept"),
}


def filtered(rows: QuerySet[Letter], query: Mapping[str, str]) -> QuerySet[Letter]:
    """Return the letters that the filters of an address let through."""
    for name, choices in CHOICES.items():
        if query.get(name) in dict(choices):
            rows = rows.filter(**{name: query[name]})
    if (year := query.get("year", "")).isdecimal() and len(year) == 4:
        rows = rows.filter(year=int(year))
    if (series := query.get("series", "")) in KINDS:
        rows = rows.filter(series=series)
    return rows


def years(rows: QuerySet[Letter]) -> list[int]:
    """Return the years in which letters were numbered, the last first."""
    told = rows.exclude(year=None).order_by("-year").values_list("year", flat=True)
    return [one for one in told.distinct() if one is not None]


@dataclass(frozen=True)
class Row:
    """A letter in the register: how it is signed, its file, why it is void."""

    letter: Letter
    signature: Words
    digest: str
    why: str


def listed(letters: Iterable[Letter]) -> list[Row]:
    """Return letters as rows of the register."""
    rows = list(letters)
    held: dict[int, dict[str, str]] = defaultdict(dict)
    files = File.objects.filter(letter__in=rows).order_by("pk")
    for letter, form, digest in files.values_list("letter", "form", "digest"):
        held[letter][form] = digest
    voids = Record.objects.filter(letter__in=rows, state=State.VOID).order_by("pk")
    whys = dict(voids.values_list("letter", "why"))
    return [_row(one, held[one.pk], whys.get(one.pk, "")) for one in rows]


def _row(letter: Letter, files: Mapping[str, str], why: str) -> Row:
    forms = (File.Form.SIGNED, File.Form.SCAN, File.Form.PDF)
    form = next((one for one in forms if one in files), None)
    words = SIGNATURES.get(form or "", "")
    if letter.state == State.NUMBERED:
        words = _("waits for the signature")
    return Row(letter, words, files[form] if form else "", why)


def table(rows: QuerySet[Letter]) -> list[list[Any]]:
    """Return the register as rows of a file, by series and number."""
    ordered = rows.order_by("series", "year", "counted", "number", "pk")
    return [
        [
            series_words(one.letter.series),
            one.letter.year,
            one.letter.number,
            one.letter.dated_on,
            one.letter.called,
            one.letter.title,
            one.letter.signer.get("office", ""),
            one.letter.effective_on,
            one.letter.get_state_display(),
            str(one.signature),
            one.why,
            one.digest,
        ]
        for one in listed(ordered)
    ]


def series_words(series: str) -> str:
    """Return the name of a series as people say it."""
    if series in KINDS:
        return str(KINDS[series])
    of, _colon, number = series.partition(":")
    unit = Unit.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    return str(unit) if of == "unit" and unit else series


@dataclass(frozen=True)
class Light:
    """
    Whether the numbers of a series and year are complete.

    ``last``: the last number that we counted; 0: the register is kept elsewhere.
    """

    series: str
    name: str
    year: int
    last: int
    missing: tuple[int, ...]
    void: int
    typed: int

    @property
    def complete(self) -> bool:
        """Tell whether each number up to the last has its letter."""
        return not self.missing


def lights() -> list[Light]:
    """Return the lights of all registers, the last year first."""
    rows = Register.objects.order_by("-year", "series")
    return [_light(one) for one in rows if one.last or "unit:" not in one.series]


def _light(row: Register) -> Light:
    letters = Letter.objects.filter(series=row.series, year=row.year)
    counted = set(
        letters.exclude(counted=None).values_list("counted", flat=True).order_by()
    )
    return Light(
        series=row.series,
        name=series_words(row.series),
        year=row.year,
        last=row.last,
        missing=tuple(sorted(set(range(1, row.last + 1)) - counted)),
        void=letters.filter(state=State.VOID).exclude(kind=Kind.EXTRACT).count(),
        typed=letters.filter(counted=None).exclude(kind=Kind.EXTRACT).count(),
    )
