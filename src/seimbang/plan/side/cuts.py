"""
Cuts for moves that need one of some other moves: what no whole plan breaks.

A row x_a <= Σ x of N(a) says that move a needs a move of N(a). As a person makes one
move at most, for any set S of moves of one person Σ x of S <= Σ x of the union of
their N: stronger than the rows one by one where a linear program halves people. The
set that is broken most is a minimum cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.graph.python import max_flow

from seimbang.plan.problem import Ints
from seimbang.plan.side.web import Rows, Web, rows_of

UNITS = 10**6  # a whole move in the integers of the flow
BROKEN = 1e-4  # by which a cut must be broken to count


@dataclass(frozen=True)
class Needs:
    """The rows of that form: by person the moves, and what each of them needs."""

    moves: int
    of: dict[int, list[tuple[int, Ints]]]

    def cuts(self, share: Any) -> Rows:
        """Return the cuts that a fractional plan (``share`` of each move) breaks."""
        entries = []
        for needing in self.of.values():
            made = [one for one in needing if share[one[0]] > 1e-7]
            chosen = _broken_most(made, share) if len(made) > 1 else []
            if not chosen:
                continue
            needed = np.unique(np.concatenate([need for _, need in chosen]))
            over = sum(share[move] for move, _ in chosen) - share[needed].sum()
            if over > BROKEN:
                entries.append(self._cut(needing, needed))
        return rows_of(entries)

    def _cut(
        self, needing: list[tuple[int, Ints]], needed: Ints
    ) -> tuple[Any, Any, None, int]:
        """Return the cut of all moves whose needs are among ``needed``."""
        inside = np.zeros(self.moves, np.bool_)
        inside[needed] = True
        moves = [move for move, need in needing if inside[need].all()]
        factor = np.repeat([1, -1], [len(moves), len(needed)])
        return np.concatenate([moves, needed]), factor, None, 0


def needs(net: Web, rows: Rows) -> Needs:
    """Find the rows that say that a move needs one of others."""
    count = np.diff(rows.first)
    plus = np.bincount(rows.row[rows.factor == 1], minlength=len(rows))
    minus = np.bincount(rows.row[rows.factor == -1], minlength=len(rows))
    top = np.array([low is None and high == 0 for low, high in _bounds(rows)], np.bool_)
    found: dict[int, list[tuple[int, Ints]]] = {}
    for row in np.flatnonzero(top & (plus == 1) & (plus + minus == count)).tolist():
        part = slice(rows.first[row], rows.first[row + 1])
        move, factor = rows.move[part], rows.factor[part]
        needing = int(move[factor == 1][0])
        entry = needing, move[factor == -1]
        found.setdefault(int(net.person[needing]), []).append(entry)
    return Needs(net.moves, {who: own for who, own in found.items() if len(own) > 1})


def _bounds(rows: Rows) -> Any:
    return zip(rows.low, rows.high, strict=True)


def _broken_most(made: list[tuple[int, Ints]], share: Any) -> list[tuple[int, Ints]]:
    """Return the moves of ``made`` whose shares exceed most what they need."""
    needed = np.unique(np.concatenate([need for _, need in made]))
    needed = needed[share[needed] > 1e-9]
    number = {move: len(made) + at for at, move in enumerate(needed.tolist())}
    source = len(made) + len(needed)
    flow = max_flow.SimpleMaxFlow()
    for at, (move, need) in enumerate(made):
        flow.add_arc_with_capacity(source, at, int(share[move] * UNITS))
        for other in need.tolist():
            if other in number:
                flow.add_arc_with_capacity(at, number[other], UNITS * UNITS)
    for other, at in number.items():
        flow.add_arc_with_capacity(at, source + 1, int(share[other] * UNITS) + 1)
    flow.solve(source, source + 1)
    inside = set(flow.get_source_side_min_cut())
    return [one for at, one in enumerate(made) if at in inside]
