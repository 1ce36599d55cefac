"""Letters made once for all tests of the folder."""

from __future__ import annotations

import pytest

from seimbang.document.block import Block
from seimbang.document.docx import docx
from seimbang.document.pdf import pdf
from tests.document.sample import letters

Made = dict[str, tuple[list[Block], bytes, bytes]]


@pytest.fixture(scope="session")
def made() -> Made:
    """Return every letter by name: its blocks, its PDF, its DOCX."""
    return {
        name: (
            blocks,
            pdf(blocks, title=name, font=font),
            docx(blocks, title=name, font=font),
        )
        for name, (blocks, font) in letters().items()
    }
