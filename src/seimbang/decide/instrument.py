"""
A kind of move → its instrument: which decree or letter, whether there is pelantikan.

Defaults of letters-and-clerk-hour.md 1.3; a region confirms or changes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Instrument(StrEnum):
    """What carries a decision."""

    DECREE = "decree"  # collective or of one person, with its extracts
    ASSIGNMENT = "assignment"  # letter of the head: no transfer
    NONE = "none"  # outside the application


@dataclass(frozen=True)
class Kind:
    """
    The instrument of a lane. ``inauguration``: None: as the authority holds it.

    ``addendum``: of the contract. ``recommendation``: its number is needed first.
    ``licence``: a health worker needs a new licence before service begins.
    """

    instrument: Instrument
    inauguration: bool | None
    addendum: bool = False
    recommendation: bool = False
    licence: bool = False


KINDS = {
    "biasa": Kind(Instrument.DECREE, inauguration=False),
    "pppk": Kind(Instrument.DECREE, inauguration=False, addendum=True),
    "sekolah": Kind(Instrument.DECREE, inauguration=None, recommendation=True),
    "puskesmas": Kind(Instrument.DECREE, inauguration=None),
    "dalam": Kind(Instrument.ASSIGNMENT, inauguration=False),
    "manajerial": Kind(Instrument.NONE, inauguration=True),
}


def instrument(lane: str, *, health: bool = False) -> Kind:
    """
    Return the instrument of a lane; ``health``: the person needs a licence to practise.

    :raises KeyError: when there is no such lane.
    """
    held = KINDS[lane]
    return Kind(
        held.instrument,
        held.inauguration,
        held.addendum,
        held.recommendation,
        licence=health,
    )
