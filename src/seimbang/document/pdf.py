"""
Blocks as a PDF: PDF/A-2a and PDF/UA-1 in one file, by typst.

The blocks go in as JSON, never as markup: a name with ``#`` is a name with ``#``. The
fonts are in the package, those of the machine are not looked at, and the day of the
document is given: the same blocks make the same bytes on every machine.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import segno
import typst

from seimbang.document.block import Block, to_json
from seimbang.document.plain import SIGNING

HERE = Path(__file__).parent
TEMPLATE = HERE / "template" / "letter.typ"
FONTS = HERE / "fonts"
PAPERS = ("f4", "a4")
FACES = ("bookman", "arial")
STANDARDS = ["a-2a", "ua-1"]
UNDATED = date(2000, 1, 1)


def pdf(
    blocks: Iterable[Block],
    *,
    title: str,
    paper: str = "f4",
    mark: str = "",
    check_url: str = "",
    check_token: str = "",
    font: str = "bookman",
    emblem: bytes | None = None,
    dated: date = UNDATED,
) -> bytes:
    """
    Return the letter as PDF.

    :param mark: written across every page: DRAF, CONTOH.
    :param check_url: printed with its QR as "Periksa keaslian", below the letter.
    :param emblem: of the letterhead: PNG, JPEG or SVG.
    :param dated: the day in the properties of the file.
    :raises ValueError: when the paper or the font is none of those known.
    """
    for given, known in ((paper, PAPERS), (font, FACES)):
        if given not in known:
            raise ValueError(f"Expected one of {known}, got {given!r}.")
    told = {
        "title": title,
        "paper": paper,
        "font": font,
        "mark": mark,
        "url": check_url,
        "token": check_token,
        "qr": qr(check_url) if check_url else "",
        "emblem": emblem is not None,
        "dated": [dated.year, dated.month, dated.day],
        "signing": SIGNING,
        "sections": [
            {"wide": wide, "blocks": to_json(part)} for wide, part in sections(blocks)
        ],
    }
    files = {"letter.typ": TEMPLATE.read_bytes()}
    if emblem is not None:
        files["emblem"] = emblem
    return _compiled(files, json.dumps(told, ensure_ascii=False), dated)


def _compiled(files: dict[str, bytes], told: str, dated: date) -> bytes:
    made: Any = typst.compile(
        files if len(files) > 1 else files["letter.typ"],
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"letter": told},
        pdf_standards=STANDARDS,
        timestamp=int(
            datetime(dated.year, dated.month, dated.day, tzinfo=timezone.utc).timestamp()
        ),
    )
    return bytes(made)


def sections(blocks: Iterable[Block]) -> list[tuple[bool, Sequence[Block]]]:
    """
    Return the parts of a letter that have pages of their own: landscape or not.

    An annex starts one; a wide table has one, and takes a signature after it along.
    """
    parts: list[tuple[bool, list[Block]]] = [(False, [])]
    for one in blocks:
        wide, part = parts[-1]
        alone = one.kind == "table" and one.wide and not wide
        back = part and _alone(part) and one.kind not in ("signature", "list")
        if one.kind == "annex":
            parts.append((one.wide, [one]))
        elif alone:
            parts.append((True, [one]))
        elif back:
            parts.append((False, [one]))
        else:
            part.append(one)
    return [(wide, part) for wide, part in parts if part]


def _alone(part: Sequence[Block]) -> bool:
    return part[0].kind == "table" and part[0].wide


def qr(url: str) -> str:
    """Return the QR of an address as SVG."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, dark="#000"
    )
    return out.getvalue().decode()
