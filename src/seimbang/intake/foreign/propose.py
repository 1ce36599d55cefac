"""
Propose which unit or job another system means: nearest names, never a join.

Names are made alike first (abbreviations, roman numerals, leading zeros), then compared
by their words, rare words weighing more, and by their letters. Source of the method:
project; measured on real names in tests/intake/foreign/test_propose.py.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from seimbang.intake.foreign.record import Source

NEAREST = 3
SHORTLIST = 15

_LONG = {
    "SDN": "SD NEGERI", "SDS": "SD SWASTA", "SMPN": "SMP NEGERI",
    "SMPS": "SMP SWASTA", "TKN": "TK NEGERI", "PKM": "PUSKESMAS",
    "PUSK": "PUSKESMAS", "KEC": "KECAMATAN", "KEL": "KELURAHAN", "DS": "DESA",
    "DINKES": "DINAS KESEHATAN", "DISDIK": "DINAS PENDIDIKAN",
    "DISDIKBUD": "DINAS PENDIDIKAN DAN KEBUDAYAAN", "SETDA": "SEKRETARIAT DAERAH",
    "SETWAN": "SEKRETARIAT DPRD", "RSUD": "RUMAH SAKIT UMUM DAERAH",
    "RS": "RUMAH SAKIT", "BAG": "BAGIAN", "SUBBAG": "SUBBAGIAN", "BID": "BIDANG",
    "SEI": "SUNGAI", "SEK": "SEKRETARIAT", "TJ": "TANJUNG", "TJG": "TANJUNG",
    "MA": "MUARA", "MUA": "MUARA", "SP": "SIMPANG", "SIMP": "SIMPANG",
    "BTG": "BATANG", "PD": "PADANG", "RT": "RANTAU", "KP": "KAMPUNG",
    "PAI": "PENDIDIKAN AGAMA ISLAM", "PJOK": "PENDIDIKAN JASMANI OLAHRAGA KESEHATAN",
    "IPA": "ILMU PENGETAHUAN ALAM", "IPS": "ILMU PENGETAHUAN SOSIAL",
    "BK": "BIMBINGAN KONSELING", "TU": "TATA USAHA", "DAN": "", "DPK": "", "DPB": "",
    "GTT": "", "PTT": "", "UPTD": "", "UPT": "", "NO": "", "NOMOR": "", "SPF": "",
    "MAPEL": "",
}  # fmt: skip

_KINDS = frozenset(
    {
        "SD", "SMP", "SMA", "SMK", "TK", "MI", "MTS", "SLB", "PUSKESMAS", "KECAMATAN",
        "KELURAHAN", "DINAS", "BADAN", "BAGIAN", "BIDANG", "SUBBAGIAN", "SEKSI",
    }
)  # fmt: skip
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@lru_cache(maxsize=100_000)
def alike(name: str) -> tuple[str, ...]:
    """Return the words of a name, made alike."""
    parts = re.findall(r"[A-Z]+|\d+", name.upper().replace("'", ""))
    return tuple(
        word
        for part in parts
        for word in _LONG.get(part, part).split()
        for word in (_number(word),)
    )


def _number(word: str) -> str:
    """Return a number without leading zeros, a roman one in digits."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if re.fullmatch(r"X{0,3}(IX|IV|V?I{0,3})", word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-a if a < b else a for a, b in pairs))
    return word


@dataclass(frozen=True)
class Target:
    """A unit or job of ours that may be meant."""

    kind: str
    target_id: str
    name: str


@dataclass(frozen=True)
class Proposal:
    """One target for one source; ``score`` 0 to 100, ``rank`` from 1."""

    source: Source
    target: Target
    score: int
    rank: int


def propose(
    sources: Iterable[Source], targets: Sequence[Target], limit: int = NEAREST
) -> list[Proposal]:
    """Return for each source its nearest targets of the same kind, best first."""
    books = {
        kind: _Book([target for target in targets if target.kind == kind])
        for kind in {target.kind for target in targets}
    }
    found = []
    for source in sources:
        book = books.get(source.kind)
        best = book.nearest(source.label, limit) if book else []
        found += [
            Proposal(source, target, score, rank)
            for rank, (score, target) in enumerate(best, start=1)
        ]
    return found


@dataclass
class _Book:
    """Targets by their words."""

    targets: Sequence[Target]
    words: list[tuple[str, ...]] = field(init=False)
    weight: dict[str, float] = field(init=False)
    where: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [alike(target.name) for target in self.targets]
        self.where = defaultdict(list)
        for index, words in enumerate(self.words):
            for word in set(words):
                self.where[word].append(index)
        total = len(self.targets)
        self.weight = {
            word: math.log(1 + total / len(found)) for word, found in self.where.items()
        }
        self.strange = math.log(1 + total)  # the weight of a word no target has
        self._near: dict[str, str | None] = {}

    def nearest(self, name: str, limit: int) -> list[tuple[int, Target]]:
        """Return the best ``limit`` targets with their scores."""
        words = alike(name)
        read = [self._known(word) for word in words]
        rough: Counter[int] = Counter()
        for word, share in read:
            for index in self.where.get(word, ()):
                rough[index] += self.weight[word] * share  # type: ignore[assignment]
        shortlist = sorted(rough, key=lambda index: (-rough[index], index))[:SHORTLIST]
        scored = [(self._score(words, read, index), index) for index in shortlist]
        scored.sort(key=lambda pair: (-pair[0], self.targets[pair[1]].target_id))
        return [(score, self.targets[index]) for score, index in scored[:limit]]

    def _known(self, word: str) -> tuple[str, float]:
        """Return the word of the targets nearest to ``word``, and how near it is."""
        if word in self.where or word.isdigit() or len(word) < 4:
            return word, 1.0
        if word not in self._near:
            close = get_close_matches(word, self.where, n=1, cutoff=0.8)
            self._near[word] = close[0] if close else None
        near = self._near[word]
        if near is None:
            return word, 1.0
        return near, SequenceMatcher(None, word, near).ratio()

    def _score(
        self, words: tuple[str, ...], read: list[tuple[str, float]], index: int
    ) -> int:
        theirs = self.words[index]
        shared = 0.0
        left = Counter(theirs)
        for word, share in read:
            if left[word] > 0:
                left[word] -= 1
                shared += self._weight(word) * share
        ours_all = sum(self._weight(word) for word, _ in read)
        theirs_all = sum(self._weight(word) for word in theirs)
        by_words = shared / (ours_all + theirs_all) + shared / (2 * ours_all)
        by_letters = SequenceMatcher(None, " ".join(words), " ".join(theirs)).ratio()
        score = 0.7 * by_words + 0.3 * by_letters
        return round(100 * score * _penalty({word for word, _ in read}, set(theirs)))

    def _weight(self, word: str) -> float:
        return self.weight.get(word, self.strange)


def _penalty(ours: set[str], theirs: set[str]) -> float:
    """Return what is left of a score when kinds or numbers contradict each other."""
    left = 1.0
    if ours & _KINDS and theirs & _KINDS and not ours & theirs & _KINDS:
        left *= 0.5
    numbers = {word for word in ours if word.isdigit()}
    others = {word for word in theirs if word.isdigit()}
    if numbers and others and not (numbers <= others or others <= numbers):
        left *= 0.6
    return left
