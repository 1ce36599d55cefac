"""
Mengingat: the regulations a letter rests on, from the register of sources.

In order of rank, then of age. A citation is ``unconfirmed`` while its number in the
gazette is missing or nobody compared it (``checked: null``): a letter with one is not
finalised without the named override.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.facts import Local
from seimbang.law import Law, Source

_ALWAYS = ("uu-20-2023", "uu-23-2014", "uu-30-2014", "bkn-5-2019")
_BY_VARIANT = {
    "umum": ("pp-11-2017",),
    "guru": ("uu-14-2005", "pp-74-2008", "pp-11-2017"),
    "pppk": ("pp-49-2018",),
}
OBJECTIONS = ("uu-20-2023", "uu-30-2014", "pp-79-2021")
_REGIONS = {"batanghari": ("uu-12-1956", "uu-54-1999")}  # acts that formed a region
_RANKS = ("uu", "pp", "perpres", "", "perda", "perbup", "keputusan")  # "": ministries
_MINISTRY = _RANKS.index("")


@dataclass(frozen=True)
class _Act:
    rank: int
    year: int
    number: int
    text: str
    unconfirmed: str


def grounds(
    variant: str,
    region: str,
    *,
    laws: Iterable[str] = (),
    local: Iterable[Local] = (),
    only: Iterable[str] | None = None,
) -> list[Block]:
    """
    Return the clauses of Mengingat for a variant: umum, guru, pppk.

    A region whose act of formation is not known gets an empty first clause: the office
    writes it, and until then the letter cannot be finalised.
    """
    formed = _REGIONS.get(_folded(region), ())
    chosen = only if only is not None else (*_ALWAYS, *_BY_VARIANT[variant])
    register = Law.load().sources
    acts = [_national(register[id], register) for id in {*formed, *chosen, *laws}]
    acts += [_regional(one) for one in local]
    acts.sort(key=lambda act: (act.rank, act.year, act.number))
    told = [(act.text, act.unconfirmed) for act in acts]
    if not formed:
        told.insert(0, ("", ""))
    return parts.numbered("mengingat", "Mengingat", told, editable=True)


def _folded(region: str) -> str:
    return region.lower().removeprefix("kabupaten").replace(" ", "")


def _national(source: Source, register: Mapping[str, Source]) -> _Act:
    kind, year, number = _numbered(source.id)
    amending = [register[id] for id in source.amended_by]
    text = citation(source) + _amended(amending)
    bad = [one for one in (source, *amending[-1:]) if not confirmed(one)]
    return _Act(
        rank=_RANKS.index(kind) if kind in _RANKS else _MINISTRY,
        year=year,
        number=number,
        text=f"{text};",
        unconfirmed="; ".join(_short(one) for one in bad),
    )


def _regional(one: Local) -> _Act:
    return _Act(
        rank=_RANKS.index(one.kind),
        year=one.year,
        number=one.number,
        text=f"{one.title};",
        unconfirmed="" if one.confirmed else one.title,
    )


def _numbered(id: str) -> tuple[str, int, int]:
    """Return kind, year and number of "pp-11-2017"."""
    kind, number, year = id.rsplit("-", 2)
    return kind, int(year), int(number)


def confirmed(source: Source) -> bool:
    """Tell whether somebody compared the citation with the gazette."""
    return source.gazette is not None and source.checked is not None


def citation(source: Source) -> str:
    """Return the full title with Lembaran Negara and Tambahan, as far as known."""
    title = source.full or source.title
    if source.gazette is None:
        return title
    year, number = source.gazette.split("/")
    of = "Lembaran" if source.id.startswith(("uu-", "pp-", "perpres-")) else "Berita"
    told = f"{of} Negara Republik Indonesia Tahun {year} Nomor {number}"
    if source.supplement:
        told += (
            f", Tambahan Lembaran Negara Republik Indonesia Nomor {source.supplement}"
        )
    return f"{title} ({told})"


def _amended(by: Sequence[Source]) -> str:
    if not by:
        return ""
    how = "diubah dengan" if len(by) == 1 else "beberapa kali diubah, terakhir dengan"
    return f" sebagaimana telah {how} {citation(by[-1])}"


def _short(source: Source) -> str:
    why = "nomor LN/TLN belum ada" if source.gazette is None else "belum dibandingkan"
    return f"{source.title.partition(' tentang ')[0]} ({why})"
