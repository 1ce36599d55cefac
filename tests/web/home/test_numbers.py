"""Numbers for machines: no thousands mark in a field's value or an address."""

from __future__ import annotations

import re
from pathlib import Path

import seimbang_web

PAGES = Path(seimbang_web.__file__).parent
FOR_MACHINES = re.compile(
    r"(value=\"|max=\"|[?&;][a-z_]+=)[^\"]*\{\{ *([a-z_.]+\.)?(pk|row|done|total) *\}\}"
)


def test_ids_beyond_999_come_back_as_they_went() -> None:
    wrong = [
        f"{page.relative_to(PAGES)}: {found[0]}"
        for page in sorted(PAGES.rglob("*.html"))
        for found in FOR_MACHINES.finditer(page.read_text(encoding="utf-8"))
    ]
    assert wrong == [], "write {{ …|stringformat:'d' }}"
