"""What follows from another choice, and what would have given another result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from seimbang.explain.move import loss
from seimbang.explain.words.common import Reasons, listed, post
from seimbang.explain.words.wish import of_loss
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.explain.change import Answer, Change
    from seimbang.explain.way import Step, Way

STEPS = {
    "goes": text("one person of {seat} goes to {to}"),
    "instead": text("one person of {seat} goes to {to} and not to {planned}"),
    "stays": text("one person of {seat} stays and does not go to {planned}"),
    "more": text("{seat} has one person more"),
    "fewer": text("{seat} has one person fewer"),
}


def of_steps(reasons: Reasons, steps: Sequence[Step]) -> Text:
    """Return what follows, other people by their places alone; there must be some."""
    return listed((_step(reasons, step) for step in steps), "; ")


def _step(reasons: Reasons, step: Step) -> Text:
    named = {"seat": step.seat, "to": step.to, "planned": step.planned}
    facts = {name: _post(reasons, seat) for name, seat in named.items() if seat}
    return text(STEPS[step.kind].message, **facts)


def _post(reasons: Reasons, seat: str) -> Text:
    return post(reasons, *seat.split("|"))


def of_forbidden(reasons: Reasons, way: Way) -> list[Text]:
    """Return what would follow if a move were forbidden."""
    told = of_loss(loss(way.loss))
    if way.loss.amounts is None:
        return [text("Without this move: {loss}.", loss=told)]
    found = [text("Without this move, what is lost first: {loss}.", loss=told)]
    if way.steps:
        steps = of_steps(reasons, way.steps)
        found.append(text("What would follow: {steps}.", steps=steps))
    return found


def of_change(reasons: Reasons, answer: Answer) -> Text:
    """Return the smallest change that gives another result."""
    if answer.change is not None:
        return text(
            "The smallest change: {change}, and this person {result}.",
            change=_changed(reasons, answer.change),
            result=_result(reasons, answer.change.result),
        )
    if answer.complete:
        return text(
            "No single change gives another result: not one person more or fewer "
            "needed at one place, not a vacancy filled, not one wish more."
        )
    return text(
        "None of the nearest single changes that were tried gives another result: the "
        "need of one place, a vacancy filled, one wish more."
    )


def _changed(reasons: Reasons, change: Change) -> Any:
    place = _post(reasons, change.seat)
    if change.kind == "vacancy":
        return text("the vacancy at {seat} is filled from outside", seat=place)
    if change.kind == "wish":
        return text(
            "the person also wishes for {seat} (wish {rank}; the rules of wishes are "
            "then looked at)",
            seat=place,
            rank=change.more,
        )
    if change.more > 0:
        return text("{seat} needs one person more", seat=place)
    return text("{seat} needs one person fewer", seat=place)


def _result(reasons: Reasons, seat: str | None) -> Text:
    if seat is None:
        return text("stays")
    return text("goes to {seat}", seat=_post(reasons, seat))
