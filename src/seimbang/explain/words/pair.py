"""Why (not) this person to this unit, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seimbang.explain.move import loss
from seimbang.explain.words.change import of_steps
from seimbang.explain.words.common import Reasons, unit
from seimbang.explain.words.wish import of_loss
from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.explain.folder import Pair

PLAIN = {
    "moves": text("To {unit}: that is what the plan proposes."),
    "fixed": text("To {unit}: no move of this person is lawful in this plan."),
    "no_post": text("To {unit}: no post of this person's family of jobs is there."),
    "no_move": text(
        "To {unit}: a rule of the person and the place does not allow it; `seimbang "
        "eligible DATA --person ID --to UNIT` tells which."
    ),
    "limited": text(
        "To {unit}: lawful, but limits tie the whole round together: `seimbang whatif` "
        "solves it anew."
    ),
}


def of_pair(reasons: Reasons, pair: Pair, unit_id: str) -> Text:
    """Return what it would cost that the person goes to the unit."""
    place = unit(reasons, unit_id)
    if pair.loss is None:
        return text(PLAIN[pair.result].message, unit=place)
    told = of_loss(loss(pair.loss))
    if not pair.steps:
        return text(
            "To {unit}: lawful, but it would cost: {loss}.", unit=place, loss=told
        )
    return text(
        "To {unit}: lawful, but it would cost: {loss}. What would follow: {steps}.",
        unit=place,
        loss=told,
        steps=of_steps(reasons, pair.steps),
    )


def of_filled(reasons: Reasons, person_id: str, *, stays: bool) -> Text:
    """Return what one more person, recruited for the post, would change."""
    move = next(one for one in reasons["moves"] if one["person_id"] == person_id)
    place = unit(reasons, move["target"]["unit_id"])
    if stays:
        return text(
            "If one person is recruited for {unit}, this move is proposed no more.",
            unit=place,
        )
    return text(
        "Even if one person is recruited for {unit}, a move of this person remains.",
        unit=place,
    )
