"""The register of sources: each regulation once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from seimbang.language import text
from seimbang.law.reading import is_day, is_words, read, require, require_keys

_KEYS = (
    "title",
    "issuer",
    "issued",
    "in_force_from",
    "day_known",
    "amended_by",
    "revoked_by",
    "link",
    "checksum",
)
_OF_LETTERS = ("full", "gazette", "supplement", "checked")  # where letters cite it


@dataclass(frozen=True)
class Source:
    """
    One regulation, or another thing a value can rest on.

    ``day_known`` is False where only the year of ``in_force_from`` is known; then it is
    the first day of that year. ``checksum`` is that of the official text a person read;
    None: nobody has.

    For the Mengingat of letters: ``full`` the title as written there, ``gazette`` year
    and number of the Lembaran Negara (of ministries: Berita Negara) as "2023/141",
    ``supplement`` the number of its Tambahan, ``checked`` the day on which somebody
    compared them with the gazette; None: nobody has.
    """

    id: str
    title: str
    issuer: str
    issued: date | None
    in_force_from: date
    day_known: bool
    amended_by: tuple[str, ...]
    revoked_by: str | None
    link: str | None
    checksum: str | None
    full: str | None = None
    gazette: str | None = None
    supplement: str | None = None
    checked: date | None = None


def read_sources(path: Path) -> dict[str, Source]:
    """
    Return the register by id.

    :raises LawFileError: when an entry is not as it must be.
    """
    entries = read(path)
    require(isinstance(entries, dict), path.name, "–", entries, text("a register"))
    sources = {
        str(id): _source(str(id), entry, path.name) for id, entry in entries.items()
    }
    for source in sources.values():
        for other in (*source.amended_by, *filter(None, [source.revoked_by])):
            require(
                other in sources,
                path.name,
                source.id,
                other,
                text("the id of a source in this register"),
            )
    return sources


def _source(id: str, entry: Mapping[str, Any], file: str) -> Source:
    require_keys(_without_letters(entry), _KEYS, file, id)
    for key in ("title", "issuer"):
        require(is_words(entry[key]), file, f"{id}.{key}", entry[key], text("words"))
    for key in ("revoked_by", "link", "checksum", "full", "gazette", "supplement"):
        require(
            entry.get(key) is None or is_words(entry[key]),
            file,
            f"{id}.{key}",
            entry.get(key),
            text("words or null"),
        )
    since, amended = entry["in_force_from"], entry["amended_by"]
    for key in ("issued", "checked"):
        require(
            entry.get(key) is None or is_day(entry[key]),
            file,
            f"{id}.{key}",
            entry.get(key),
            text("a day like 2017-04-07, or null"),
        )
    require(is_day(since), file, f"{id}.in_force_from", since, text("a day"))
    require(
        isinstance(entry["day_known"], bool),
        file,
        f"{id}.day_known",
        entry["day_known"],
        text("true or false"),
    )
    require(
        isinstance(amended, list) and all(is_words(other) for other in amended),
        file,
        f"{id}.amended_by",
        amended,
        text("a list of ids"),
    )
    return Source(id, **{**entry, "amended_by": tuple(amended)})


def _without_letters(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return {key: entry[key] for key in entry if key not in _OF_LETTERS}
