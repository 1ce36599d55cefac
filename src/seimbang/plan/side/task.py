"""What a program is about: a goal, what earlier ones reached, the moves alive."""

from __future__ import annotations

from dataclasses import dataclass

from seimbang.plan.problem import Flags
from seimbang.plan.side.web import Goal, Rows, Web


@dataclass(frozen=True)
class Task:
    """What a program is about: a goal, what earlier ones reached, moves alive."""

    net: Web
    rows: Rows
    goal: Goal
    earlier: tuple[tuple[Goal, int], ...]
    alive: Flags
    longest: int | None = None  # chain of moves
