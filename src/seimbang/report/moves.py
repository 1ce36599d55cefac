"""The moves as a table for the office: names, never NIP, health or family."""

from __future__ import annotations

from fractions import Fraction

from seimbang.language import Text, text
from seimbang.report import finding
from seimbang.report.content import Content, Move
from seimbang.report.html import Safe, join, table, tag
from seimbang.report.number import number


def moving(content: Content) -> Text:
    """Return what the moves cost those who go."""
    return finding.travel(content)


def move_table(content: Content) -> Safe:
    """Return every move, chain after chain."""
    return table(
        text(
            "Every move; the reasons are in plan.xlsx, sheet {sheet}",
            sheet=text("Moves"),
        ),
        [
            text("Chain, step"),
            text("Name and job"),
            text("From"),
            text("To"),
            text("By"),
            text("Journey from home"),
        ],
        (
            (
                f"{number(move.record['chain'])}.{move.record['step']}",
                join([tag("span", move.name, class_="who"), job(move)]),
                move.origin.name,
                move.target.name,
                basis(move),
                journey(move),
            )
            for move in content.moves
        ),
        class_="moves",
    )


def job(move: Move) -> str:
    """Return the job, or both when the move changes it."""
    if move.from_job == move.to_job:
        return move.to_job
    return f"{move.from_job} → {move.to_job}"


def basis(move: Move) -> Text:
    """Return whether the move is by wish or by need."""
    if move.voluntary:
        return text("wish {number}", number=move.record["rank"])
    return text("need of the organisation")


def journey(move: Move) -> Text:
    """Return the way to work before and after; ≈ when the home is estimated."""
    return text(
        "{about}{before} → {after} minutes, {km} km",
        about="≈ " if move.record["estimated_home"] else "",
        before=number(move.record["minutes_before"]),
        after=number(move.record["minutes_after"]),
        km=km(move),
    )


def km(move: Move) -> str:
    """Return the distance from home to the new place."""
    return number(tenths(move), 1)


def tenths(move: Move) -> Fraction:
    """Return the distance from home to the new place, to one decimal."""
    return Fraction(round(10 * move.record["km"]), 10)
