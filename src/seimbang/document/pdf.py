"""
Blocks as a PDF: PDF/A-2a and PDF/UA-1 in one file, by typst.

The blocks go in as JSON, never as markup: a name with ``#`` is a name with ``#``. The
fonts are in the package, those of the machine are not looked at, and the day of the
document is given: the same blocks make the same bytes on every machine.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import segno
import typst

from seimbang.document.block import Block, to_json
from seimbang.document.plain import SIGNING

HERE = Path(__file__).parent
TEMPLATE = HERE / "template" / "letter.typ"
FONTS = HERE / "fonts"
PAPERS = ("f4", "a4")
FACES = ("bookman", "arial")
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
        "emblem": picture(emblem) if emblem else "",
        "dated": [dated.year, dated.month, dated.day],
        "signing": SIGNING,
        "sections": [
            {"wide": wide, "blocks": to_json(part)} for wide, part in sections(blocks)
        ],
    }
    return _compiled(json.dumps(told, ensure_ascii=False), dated)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _compiled(told: str, dated: date) -> bytes:
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"letter": told},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(moment.timestamp()),
        )
    )


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


def picture(content: bytes) -> str:
    """
    Return an emblem as SVG; a PNG or JPEG stands inside it, at its own proportions.

    :raises ValueError: when it is none of the three.
    """
    for start, kind in ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg")):
        if content.startswith(start):
            inside = base64.b64encode(content).decode()
            return (
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
                f'<image width="100" height="100" href="data:image/{kind};base64,'
                f'{inside}"/></svg>'
            )
    if b"<svg" in content[:1000]:
        return content.decode()
    raise ValueError("Expected an emblem as PNG, JPEG or SVG.")
