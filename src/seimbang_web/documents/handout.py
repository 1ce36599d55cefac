"""
What is handed out of a letter: bundles by unit, print file, list to sign, copies.

Of a decree for many the extracts are handed out, of another letter the letter itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pikepdf
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from seimbang.document.block import Block, from_json
from seimbang.document.letter import facts, handout
from seimbang.document.pdf import pdf
from seimbang_web.documents.actions import EXTRACTS, lacking_extracts
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import mark_of, pdf_of
from seimbang_web.documents.frame import content_of
from seimbang_web.documents.models import Delivery, Kind, Letter, State
from seimbang_web.documents.series import paper_of
from seimbang_web.jobs.models import Job
from seimbang_web.organisation.models import Unit

FINAL = (State.SIGNED, State.DELIVERED)
WAYS = {
    "langsung": _("by hand"),
    "unit": _("through the unit"),
    "pos": _("by post"),
    "aplikasi": _("taken in the application by the person"),
}
ONESELF = "yang bersangkutan"  # in a list of copies: gets the extract


@dataclass(frozen=True)
class Bundle:
    """The letters that go to one unit, by the names of their persons."""

    unit: Unit | None
    letters: tuple[Letter, ...]

    @property
    def key(self) -> int:
        """Return the id of the unit in addresses; 0: none."""
        return self.unit.pk if self.unit else 0

    @property
    def unsigned(self) -> list[Letter]:
        """Return the letters that wait for their signature."""
        return [one for one in self.letters if one.state == State.NUMBERED]

    @property
    def waiting(self) -> list[Letter]:
        """Return the letters signed, and not received yet."""
        return [one for one in self.letters if one.state == State.SIGNED]

    @property
    def received(self) -> int:
        """Return how many have been received."""
        return sum(one.state == State.DELIVERED for one in self.letters)


def may_have_extracts(letter: Letter) -> bool:
    """Tell whether a letter is one of which extracts are made."""
    composer = COMPOSERS.get(Kind(letter.kind))
    return bool(composer and composer.extracts(letter.subject))


def lacks_extracts(letter: Letter) -> bool:
    """Tell whether extracts of a signed decree are not there yet."""
    return (
        letter.state in FINAL
        and may_have_extracts(letter)
        and bool(lacking_extracts(letter))
    )


def work(letter: Letter) -> Job | None:
    """Return the last job that makes the extracts, unless it ended well."""
    jobs = Job.objects.filter(kind=EXTRACTS, argument__letter=letter.pk)
    job = jobs.order_by("pk").last()
    return job if job and (job.open or job.error) else None


def bundles(letter: Letter) -> list[Bundle]:
    """Return what is handed out of a letter, sorted for handing out."""
    extracts = Letter.objects.filter(parent=letter, kind=Kind.EXTRACT)
    rows = list(extracts.exclude(state=State.VOID).select_related("person", "unit"))
    if not rows and not may_have_extracts(letter):
        rows = [letter]
    rows.sort(key=_place)
    grouped = groupby(rows, key=lambda one: one.unit)
    return [Bundle(unit, tuple(group)) for unit, group in grouped]


def _place(letter: Letter) -> tuple[str, int, str]:
    unit = letter.unit
    return (unit.name if unit else "", letter.unit_id or 0, str(letter.person or ""))


def bundle(letter: Letter, key: int) -> Bundle | None:
    """Return the bundle of one unit; None: the letter has none for it."""
    return next((one for one in bundles(letter) if one.key == key), None)


def print_file(letters: Iterable[Letter]) -> bytes:
    """Return the letters one after the other as one PDF, in their order."""
    made = pikepdf.new()
    for letter in letters:
        with pikepdf.open(io.BytesIO(pdf_of(letter))) as file:
            _without_fields(file)
            made.pages.extend(file.pages)
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def _without_fields(file: pikepdf.Pdf) -> None:
    """Take the fields of electronic signatures off, which paper does not show."""
    if "/AcroForm" in file.Root:
        del file.Root["/AcroForm"]
        for page in file.pages:
            if "/Annots" in page:
                del page["/Annots"]


def list_file(letter: Letter, of: Bundle) -> bytes:
    """Return the list of a bundle, a line to sign for each person."""
    told = facts.Handout(
        letter=_cited(letter),
        unit=of.unit.name if of.unit else "",
        persons=tuple(
            facts.Person(str(one.person or ""), job=_new_job(one)) for one in of.letters
        ),
    )
    return _pdf(letter, handout.handout(told), "Daftar penyerahan surat")


def _new_job(letter: Letter) -> str:
    blocks = from_json(letter.blocks)
    return next((b.text for b in blocks if b.name == "pegawai.jabatan-baru"), "")


def copies(letter: Letter) -> list[str]:
    """Return who gets a copy, as printed on the letter; not the person."""
    blocks = from_json(letter.blocks)
    lines = next((one.lines for one in blocks if one.name == "tembusan"), ())
    return [one for one in lines if not one.casefold().startswith(ONESELF)]


def copies_file(letter: Letter) -> bytes:
    """Return the list of those who get a copy, a line to sign for each."""
    told = facts.Copies(_cited(letter), tuple(copies(letter)))
    return _pdf(letter, handout.copies(told), "Daftar pengiriman tembusan")


def _cited(letter: Letter) -> facts.Cited:
    with translation.override("id"):  # the language of letters
        return facts.Cited(letter.called, letter.number, letter.dated_on)


def _pdf(letter: Letter, blocks: list[Block], title: str) -> bytes:
    return pdf(
        blocks,
        title=title,
        paper=paper_of(letter.kind, content_of(letter)),
        mark=mark_of(letter),
        font="arial",
    )


def archive(letter: Letter) -> bytes:
    """Return all of it as a ZIP: a folder a unit, a PDF a person, the lists."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for i, one in enumerate(bundles(letter), start=1):
            folder = f"{i:03}-{slugify(one.unit.name if one.unit else '')[:60]}"
            for n, part in enumerate(one.letters, start=1):
                made.writestr(_entry(f"{folder}/{n:03}-surat.pdf"), pdf_of(part))
            made.writestr(_entry(f"{folder}/daftar.pdf"), list_file(letter, one))
            if len(one.letters) > 1:
                made.writestr(_entry(f"{folder}/cetak.pdf"), print_file(one.letters))
        if copies(letter):
            made.writestr(_entry("tembusan.pdf"), copies_file(letter))
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


@dataclass(frozen=True)
class Copy:
    """Who gets a copy, with the receipt; None: not received yet."""

    to: str
    receipt: Delivery | None


def copies_received(letter: Letter) -> list[Copy]:
    """Return who gets a copy, each with its receipt."""
    held = {one.to: one for one in letter.deliveries.order_by("pk")}
    return [Copy(one, held.get(one)) for one in copies(letter)]
