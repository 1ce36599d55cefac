"""The page docs/reference/workload.md names every flag and method."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "seimbang" / "workload"


def test_every_flag_and_method_is_in_the_reference() -> None:
    source = "\n".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
    flags = set(re.findall(r'flag\(\s*"(\w+)"', source))
    methods = set(re.findall(r'^METHOD = "(\w+)"', source, re.MULTILINE))
    page = (ROOT / "docs" / "reference" / "workload.md").read_text("utf-8")
    assert len(flags) > 6
    assert len(methods) > 6
    assert {name for name in flags | methods if f"`{name}`" not in page} == set()
