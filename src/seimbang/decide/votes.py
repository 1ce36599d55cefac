"""What a team advises: quorum after those who step aside, votes counted, ties wait."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from seimbang.language import Text, text

HALF = Fraction(1, 2)


class Choice(StrEnum):
    """A member's vote."""

    FOR = "setuju"
    AGAINST = "tidak"
    POSTPONE = "tunda"


class Outcome(StrEnum):
    """What the team advises of one case."""

    CARRY = "rekomendasi"
    AGAINST = "tidak"
    POSTPONE = "tunda"


@dataclass(frozen=True)
class Seat:
    """A member of the team, present or not."""

    member: Hashable
    present: bool = True


@dataclass(frozen=True)
class Advice:
    """
    What was counted. ``seats``: who may judge the case; ``needed``: of them, for it.

    ``missing``: who sits, may judge and has not voted.
    """

    outcome: Outcome
    reason: Text
    seats: int
    needed: int
    present: int
    counts: Mapping[Choice, int]
    missing: tuple[Hashable, ...]

    @property
    def quorum(self) -> bool:
        """Tell whether enough members sit who may judge the case."""
        return self.present >= self.needed


def advice(
    votes: Mapping[Hashable, str],
    seats: Sequence[Seat],
    recused: Collection[Hashable] = (),
    *,
    part: Fraction = HALF,
) -> Advice:
    """
    Count the votes on one case; votes of who steps aside or does not sit do not count.

    ``part``: more than it makes a quorum and a majority (law ``decide.quorum``).
    """
    judging = [seat for seat in seats if seat.member not in recused]
    sitting = [seat.member for seat in judging if seat.present]
    cast = {one: Choice(votes[one]) for one in sitting if one in votes}
    counts = {choice: list(cast.values()).count(choice) for choice in Choice}
    needed = int(len(judging) * part) + 1
    outcome, reason = _outcome(counts, needed, len(sitting), part)
    missing = tuple(one for one in sitting if one not in cast)
    return Advice(outcome, reason, len(judging), needed, len(sitting), counts, missing)


def _outcome(
    counts: Mapping[Choice, int], needed: int, present: int, part: Fraction
) -> tuple[Outcome, Text]:
    cast = sum(counts.values())
    told = {
        "present": present,
        "needed": needed,
        "cast": cast,
        "favour": counts[Choice.FOR],
        "against": counts[Choice.AGAINST],
        "postpone": counts[Choice.POSTPONE],
    }
    if present < needed:
        words = "No quorum: {present} may judge and sit, {needed} are needed."
    elif cast < needed:
        words = "Too few votes: {cast} voted, {needed} are needed."
    elif counts[Choice.FOR] > cast * part:
        return Outcome.CARRY, text(
            "Recommended: {favour} of {cast} votes are in favour.", **told
        )
    elif counts[Choice.AGAINST] > cast * part:
        return Outcome.AGAINST, text(
            "Not recommended: {against} of {cast} votes are against.", **told
        )
    else:
        words = (
            "No majority: {favour} in favour, {against} against, {postpone} to "
            "postpone; the case waits."
        )
    return Outcome.POSTPONE, text(words, **told)
