"""Rows of limits in one form, so that two ways to write the same row are equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from seimbang.verify.limit import Limit
from seimbang.verify.shape import Array

Key = tuple[int | None, int | None, tuple[tuple[int, bytes, bytes], ...]]


@dataclass
class Sum:
    """A row while it is written: Σ factor × move, by family."""

    low: int | None = None
    high: int | None = None
    parts: dict[int, list[tuple[Array, Array]]] = field(default_factory=dict)

    def add(self, family: int, moves: Array, factor: int | Array = 1) -> Sum:
        """Add factor × moves of a family; a move may be added again."""
        factors = np.broadcast_to(np.asarray(factor, dtype=np.int64), moves.shape)
        self.parts.setdefault(family, []).append((moves, factors))
        return self

    @property
    def key(self) -> Key | None:
        """
        Return the row as a value: moves ascending, each once, none with 0.

        None where no plan can break it, whoever moves.
        """
        found, least, most = [], 0, 0
        for family, parts in sorted(self.parts.items()):
            moves, spot = np.unique(
                np.concatenate([moves for moves, _ in parts]), return_inverse=True
            )
            total = np.zeros(len(moves), dtype=np.int64)
            np.add.at(total, spot, np.concatenate([factors for _, factors in parts]))
            least += sum(total[total < 0].tolist())
            most += sum(total[total > 0].tolist())
            moves, total = moves[total != 0].astype(np.int64), total[total != 0]
            found.append((family, moves.tobytes(), total.tobytes()))
        if (self.low is None or self.low <= least) and (
            self.high is None or self.high >= most
        ):
            return None
        return self.low, self.high, tuple(one for one in found if one[1])


Rows = Counter[Key]


def keys(rows: Iterable[Sum]) -> Rows:
    """Return the rows that some plan could break, as values."""
    found = (row.key for row in rows)
    return Counter(key for key in found if key is not None)


def stated(limits: Iterable[Limit]) -> Mapping[str, tuple[str, Rows]]:
    """Return kind and rows of each limit of a problem that a plan could break."""
    found = {}
    for limit in limits:
        rows = []
        for row in limit.rows:
            written = Sum(row.low, row.high)
            for term in row.terms:
                written.add(term.family, term.move, term.factor)
            rows.append(written)
        found[limit.name] = limit.kind, keys(rows)
    return {name: one for name, one in found.items() if one[1]}
