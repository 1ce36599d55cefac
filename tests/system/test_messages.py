"""Every sentence has its Indonesian; the compiled catalogue is that of the po files."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from seimbang.language import LOCALE, Text, compile_messages, speaking, text

SOURCE = LOCALE.parent


SPOKEN = {"text": 1, "Text": 1, "Trouble": 9, "_trouble": 9}  # leading arguments


def _messages() -> dict[str, str]:
    """Return every message id in the code, with the place where it stands."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            for argument in node.args[: SPOKEN.get(node.func.id, 0)]:
                if isinstance(argument, ast.Constant) and _has_words(argument.value):
                    place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                    found[argument.value] = place
    return found


def _has_words(value: object) -> bool:
    """Tell whether there is anything to translate: not a code, not mere places."""
    if not isinstance(value, str) or re.fullmatch(r"[a-z0-9_]+", value):
        return False
    return re.search(r"[A-Za-z]", re.sub(r"{[^}]*}", "", value)) is not None


def _translations() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((LOCALE / "id").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                if message.id:
                    found[str(message.id)] = str(message.string)
    return found


def test_every_message_has_an_indonesian_sentence() -> None:
    translated = _translations()
    missing = {
        message: place
        for message, place in _messages().items()
        if not translated.get(message)
    }
    assert missing == {}


def test_translations_fill_the_same_places() -> None:
    def places(sentence: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name}

    for message, sentence in _translations().items():
        assert places(message) == places(sentence), message


def test_the_compiled_catalogue_is_that_of_the_po_files() -> None:
    catalogue = gettext.translation("seimbang", str(LOCALE), languages=["id"])
    for message, sentence in _translations().items():
        assert catalogue.gettext(message) == sentence


def test_a_text_is_spoken_in_the_language_in_force() -> None:
    sentence = text("confirmed")
    assert str(sentence) == "dikonfirmasi"
    with speaking("en"):
        assert str(sentence) == "confirmed"


def test_facts_fill_the_sentence() -> None:
    with speaking("en"):
        assert str(Text("{a} of {b}", (("a", 1), ("b", text("two"))))) == "1 of two"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'jv'"), speaking("jv"):
        raise AssertionError("not reached")


def test_the_po_files_say_their_charset() -> None:
    for path in sorted(Path(LOCALE / "id").glob("*.po")):
        assert "charset=UTF-8" in path.read_text(encoding="utf-8"), path.name


def test_compiling_again_changes_nothing_and_misses_nothing(tmp_path: Path) -> None:
    shutil.copytree(LOCALE, tmp_path / "locale")
    target = tmp_path / "locale" / "id" / "LC_MESSAGES" / "seimbang.mo"
    before = target.read_bytes()
    assert compile_messages(tmp_path / "locale") == []
    assert target.read_bytes() == before


def test_a_message_without_translation_is_named(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "x.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "left out"\nmsgstr ""\n',
        encoding="utf-8",
    )
    assert compile_messages(tmp_path) == ["x.po: left out"]
