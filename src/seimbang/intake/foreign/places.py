"""Find the village of an address by the names of village and district."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from seimbang.intake.foreign.propose import alike

_PREFIXES = ("KECAMATAN", "KELURAHAN", "DESA")


def _words(name: str) -> tuple[str, ...]:
    words = alike(name)
    return words[1:] if len(words) > 1 and words[0] in _PREFIXES else words


class Villages:
    """The villages of the table ``places``, by name within their district."""

    def __init__(self, places: pl.DataFrame) -> None:
        self._districts: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._villages: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for place_id, name, kind in places.select("place_id", "name", "kind").rows():
            if kind == "district":
                self._districts[_words(name)].append(place_id)
            elif kind in ("village", "kelurahan"):
                self._villages[_words(name)].append(place_id)

    def find(self, village: str, district: str) -> str | None:
        """
        Return the village so named in the district so named, None when not exactly one.

        Without a district the village's name must be the only one in the regency.
        """
        found = self._villages.get(_words(village), [])
        if district:
            above = tuple(
                f"{code}." for code in self._districts.get(_words(district), ())
            )
            found = [code for code in found if code.startswith(above)]
        return found[0] if len(found) == 1 else None
