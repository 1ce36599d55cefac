"""The totals of a plan over all families, counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from seimbang.verify import goals
from seimbang.verify.certificate import Total
from seimbang.verify.network import Network


def sums(nets: Sequence[Network], ranks: int) -> dict[str, Total]:
    """
    Return every total a certificate may state, by name.

    ``missing``: Σ shortage; ``spread``: the largest shortage / need; ``short_seats``:
    seats with a shortage; ``below``: seats below their minimum.
    """
    voluntary = _taken(nets, "voluntary")
    rank, added = _taken(nets, "rank"), _taken(nets, "added")
    lacks = [pair for net in nets for pair in shortages(net)]
    return {
        "nobody": sum(goals.nobody_value(net) for net in nets),
        "minimum": sum(goals.minimum_value(net) for net in nets),
        "shortage": sum((lack * lack / need for lack, need in lacks), Fraction()),
        "missing": sum((lack for lack, _ in lacks), Fraction()),
        "spread": max((lack / need for lack, need in lacks), default=Fraction()),
        "short_seats": sum(lack > 0 for lack, _ in lacks),
        "below": sum(_below(net) for net in nets),
        "compulsory": voluntary.count(0),
        "wishes": tuple(
            list(zip(voluntary, rank, strict=True)).count((1, number))
            for number in range(1, ranks + 1)
        ),
        "travel": sum(added),
        "worst_travel": max(added, default=0),
        "misfit": sum(_taken(nets, "misfit")),
        "regression": sum(_taken(nets, "regression")),
        "moves": len(added),
    }


def _taken(nets: Sequence[Network], name: str) -> list[int]:
    return [
        value for net in nets for value in getattr(net.family, name)[net.taken].tolist()
    ]


def shortages(net: Network) -> list[tuple[Fraction, Fraction]]:
    """Return shortage and need of each seat with a need above 0."""
    pairs = zip(net.family.seats.need, net.staff.tolist(), strict=True)
    return [(max(Fraction(), need - staff), need) for need, staff in pairs if need]


def _below(net: Network) -> int:
    return int(np.sum(net.staff < net.family.seats.minimum))
