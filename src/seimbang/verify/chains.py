"""The chains of moves: who comes to the seat that somebody leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from seimbang.verify.planned import PlannedMove
from seimbang.verify.report import refuse


def chains(moves: Sequence[PlannedMove], waiting: Collection[str]) -> None:
    """
    Refuse chains that are not 1, 2, …, or whose steps do not link up.

    Who is ``waiting`` for a replacement (pseudonyms) must not begin an open chain.
    """
    found: dict[int, list[PlannedMove]] = defaultdict(list)
    for move in moves:
        found[move.chain].append(move)
    for number, chain in enumerate(sorted(found), start=1):
        if number != chain:
            raise refuse("Chain {number} is missing.", number=number)
        links = sorted(found[chain], key=lambda move: move.step)
        if [move.step for move in links] != list(range(1, len(links) + 1)):
            raise refuse("The steps of chain {number} are not 1, 2, ….", number=chain)
        _linked(chain, links)
        _ordered(chain, links, waiting)


def _linked(number: int, links: Sequence[PlannedMove]) -> None:
    for one, following in pairwise(links):
        ends = (one.family, one.to_seat)
        if ends != (following.family, following.from_seat):
            raise refuse("The steps of chain {number} do not link up.", number=number)
    closed = links[0].from_seat == links[-1].to_seat
    if any(move.closed != closed for move in links):
        raise refuse("Chain {number} is closed, or not: wrongly told.", number=number)


def _ordered(
    number: int, links: Sequence[PlannedMove], waiting: Collection[str]
) -> None:
    """Refuse an order of execution in which a step goes before its replacement."""
    if links[0].pseudonym in waiting and not links[0].closed:
        raise refuse(
            "{pseudonym} leaves first, and must wait for a replacement.",
            pseudonym=links[0].pseudonym,
        )
    for move in links:
        first = move.closed or move.step == 1
        order = None if first else move.step - 1, 1 if move.closed else move.step
        if move.wave is not None and (move.after, move.wave) != order:
            raise refuse(
                "The order of execution of chain {number} is wrongly told.",
                number=number,
            )
