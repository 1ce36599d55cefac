"""
Words in two languages: Indonesian by default, English on request.

Code holds the English sentence (the message id); ``locale/id/*.po`` holds the
Indonesian one. A :class:`Text` is a sentence not yet spoken: problems, findings and
explanations carry it as data, and it is rendered where a person reads it.
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("id", "en")
LOCALE = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="id")


def current() -> str:
    """Return the language in force: ``id`` or ``en``."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """
    Render texts in ``language`` within the block.

    :raises ValueError: when the language is not one of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"Expected a language of {LANGUAGES}, got {language!r}.")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("seimbang", str(LOCALE), languages=[language])


def translate(message: str) -> str:
    """Return ``message`` (English) in the language in force."""
    return _catalogue(current()).gettext(message)


@dataclass(frozen=True)
class Text:
    """
    One sentence with its facts, not yet spoken.

    ``message`` is the English sentence with ``{named}`` places, ``facts`` fills them.
    A fact may be a Text itself. ``str(text)`` speaks it in the language in force.
    """

    message: str
    facts: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        words = translate(self.message)
        if not self.facts:
            return words
        return words.format(**{name: str(value) for name, value in self.facts})


def text(message: str, **facts: Any) -> Text:
    """Return the sentence ``message`` with its ``facts``; spoken later."""
    return Text(message, tuple(facts.items()))


def compile_messages(locale: Path = LOCALE) -> list[str]:
    """
    Join ``id/*.po`` of ``locale`` into ``seimbang.mo``; return what is untranslated.

    Needs Babel; the compiled file is committed, and a test holds it against the po
    files.
    """
    from datetime import UTC, datetime

    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    born = datetime(2026, 1, 1, tzinfo=UTC)  # no clock: same messages, same bytes
    joined = Catalog(locale="id", fuzzy=False, creation_date=born)
    missing = []
    for path in sorted((locale / "id").glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale="id")
        for message in messages:
            if not message.id:
                continue
            if not message.string or message.fuzzy:
                missing.append(f"{path.name}: {message.id}")
            joined.add(message.id, message.string)
    target = locale / "id" / "LC_MESSAGES" / "seimbang.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as compiled:
        write_mo(compiled, joined)
    return missing


if __name__ == "__main__":
    sys.exit("\n".join(compile_messages()) or None)
