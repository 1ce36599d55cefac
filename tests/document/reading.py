"""Readers that are independent of what writes the letters."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

_FOOT = re.compile(r"^(Kode: \S+)?\s*Halaman \d+ dari \d+$")


def raw(content: bytes, folder: Path) -> str:
    """Return the text of a PDF as poppler reads it, in the order of the content."""
    path = folder / "letter.pdf"
    path.write_bytes(content)
    return subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def pages(content: bytes, folder: Path) -> list[str]:
    """Return the text of each page of a PDF, without the footer."""
    told = raw(content, folder)
    return [
        "\n".join(line for line in page.splitlines() if not _FOOT.match(line))
        for page in told.split("\f")[:-1]
    ]


def docx_lines(content: bytes) -> list[str]:
    """Return the text of a DOCX in order, tables cell by cell."""
    made = Document(io.BytesIO(content))
    return list(_lines(made))


def _lines(made: Any) -> Iterator[str]:
    for one in made.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one.text
        elif isinstance(one, Table):
            for row in one.rows:
                for cell in row.cells:
                    yield "\n".join(part.text for part in cell.paragraphs)


def words(text: str) -> str:
    """Return the text without its spaces: lines break where the page is full."""
    return re.sub(r"\s+", "", text)
