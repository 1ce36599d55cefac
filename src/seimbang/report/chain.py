"""Who follows whom: the chains of moves, by units; people are not named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from seimbang.language import Text, text
from seimbang.report.content import Content, Move
from seimbang.report.html import Safe, join, table, tag
from seimbang.report.number import number

SHOWN = 40


def linked(content: Content) -> list[list[Move]]:
    """Return the chains of more than one move, the longest first."""
    chains = [
        list(steps)
        for _, steps in groupby(content.moves, key=lambda move: move.record["chain"])
    ]
    return sorted(
        (chain for chain in chains if len(chain) > 1),
        key=lambda chain: (-len(chain), chain[0].record["chain"]),
    )


def finding(content: Content) -> Text:
    """Return what the chains say."""
    chains = linked(content)
    if not chains:
        return text("Every move stands by itself: nobody has to be replaced.")
    return text(
        "{moves} of {all} moves hang together in {chains} chains: carry them out in "
        "the order of their steps, so that the successor arrives first.",
        moves=number(sum(map(len, chains))),
        all=number(len(content.moves)),
        chains=number(len(chains)),
    )


def chain_table(content: Content) -> Safe:
    """Return the longest chains; the rest is in the workbook."""
    return table(
        text("Chains of moves, the longest first ({number} at most)", number=SHOWN),
        [text("Chain"), text("From unit to unit")],
        (
            (
                join(
                    [
                        tag("span", chain[0].record["chain"], class_="who"),
                        chain[0].to_job,
                    ]
                ),
                _way(chain),
            )
            for chain in linked(content)[:SHOWN]
        ),
        class_="chains",
    )


def _way(chain: Sequence[Move]) -> Safe:
    arrow = tag("span", " → ", class_="arrow")
    units = [chain[0].origin, *(move.target for move in chain)]
    way: list[object] = [units[0].name]
    for unit in units[1:]:
        way += [arrow, unit.name]
    if chain[0].record["closed"]:
        way += [" ", tag("span", text("(exchange)"), class_="note")]
    return join(way)
