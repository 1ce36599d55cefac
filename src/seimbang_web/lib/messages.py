"""
The words of the pages: find them, add new ones to each app's catalogue, compile.

``python -m seimbang_web.lib.messages [APP…]`` adds what is new to
``<app>/locale/id/LC_MESSAGES/django.po`` and compiles; it ends with the words that have
no Indonesian yet. Babel does it, so that no Debian gettext is needed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LAZY = ("gettext_lazy", "ngettext_lazy", "pgettext_lazy")
KEYWORDS = dict.fromkeys([*DEFAULT_KEYWORDS, *LAZY])
_BORN = datetime(2026, 1, 1, tzinfo=UTC)  # no clock: same messages, same bytes
Id = str | tuple[str, str]


def folders() -> dict[str, Path]:
    """Return the folder of words of each app; ``pages`` are the shared templates."""
    apps = {
        path.parent.name: path.parent
        for path in sorted(ROOT.glob("*/__init__.py"))
        if path.parent.name != "formats"
    }
    return {"pages": ROOT, **apps}


def catalogue_file(app: str) -> Path:
    """Return the .po of an app."""
    return folders()[app] / "locale" / "id" / "LC_MESSAGES" / "django.po"


def found(app: str) -> Iterator[tuple[Id, str | None]]:
    """Yield the messages (plurals as pairs) and contexts in an app's code and pages."""
    folder = folders()[app]
    if app == "pages":
        files = [*folder.glob("*.py"), *(folder / "templates").rglob("*.html")]
    else:
        files = [*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]
    for file in sorted(files):
        source = file.read_text()
        if file.suffix != ".py":
            source = templatize(source, origin=str(file))
        yield from _in(source)


def _in(source: str) -> Iterator[tuple[Id, str | None]]:
    stream = io.BytesIO(source.encode())
    for _, function, message, _ in extract_python(stream, KEYWORDS, [], {}):
        parts = (message,) if isinstance(message, str) else tuple(message)
        name = str(function or "").removesuffix("_lazy")
        if not parts or not isinstance(parts[0], str):
            continue
        if name in ("pgettext", "npgettext"):
            if len(parts) > 1 and isinstance(parts[1], str):
                yield parts[1], parts[0]
        elif name == "ngettext" and len(parts) > 1 and isinstance(parts[1], str):
            yield (parts[0], parts[1]), None
        else:
            yield parts[0], None


def read(app: str) -> Catalog:
    """Return what an app's .po holds; empty when it has none yet."""
    file = catalogue_file(app)
    if not file.exists():
        return Catalog(locale="id", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale="id")


def renewed(app: str) -> Catalog:
    """Return the words now in use, with the Indonesian that is known, in order."""
    known = read(app)
    fresh = Catalog(locale="id", fuzzy=False, creation_date=_BORN, revision_date=_BORN)
    for message, context in found(app):
        singular = message if isinstance(message, str) else message[0]
        held = known.get(singular, context)
        fresh.add(message, held.string if held else "", context=context)
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """Return the messages without Indonesian."""
    return [
        str(one.id)
        for one in catalogue
        if one.id
        and (not one.string or (isinstance(one.string, tuple) and not all(one.string)))
    ]


def bytes_of(catalogue: Catalog) -> bytes:
    """Return the compiled catalogue."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def renew(app: str) -> list[str]:
    """Write an app's .po and .mo anew; return what has no Indonesian yet."""
    catalogue, file = renewed(app), catalogue_file(app)
    if not any(one.id for one in catalogue):
        return []
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=88, no_location=True, omit_header=False)
    file.with_suffix(".mo").write_bytes(bytes_of(catalogue))
    return [f"{app}: {one}" for one in missing(catalogue)]


def main(apps: list[str]) -> int:
    """Renew the catalogues of ``apps`` (all when empty); 1 when words are missing."""
    lacking = [one for app in apps or folders() for one in renew(app)]
    sys.stdout.write("".join(f"{one}\n" for one in lacking))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
