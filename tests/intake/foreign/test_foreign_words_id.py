"""Every sentence of the stage has its Indonesian words, with the same facts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

import seimbang.intake.foreign as foreign
from seimbang.language import LOCALE


def _sentences() -> set[str]:
    """Return the message ids in the source of the stage."""
    return {
        node.args[0].value
        for path in Path(foreign.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "text"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_sentence_is_translated_and_none_is_left_over() -> None:
    with (LOCALE / "id" / "foreign.po").open("rb") as file:
        words = {m.id: m.string for m in read_po(file) if m.id}
    assert set(words) == _sentences()
    for english, indonesian in words.items():
        facts = re.findall(r"{\w+}", english)
        assert sorted(facts) == sorted(re.findall(r"{\w+}", indonesian)), english
