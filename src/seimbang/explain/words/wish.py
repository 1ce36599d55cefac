"""What became of a wish, and what it would have cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seimbang.explain.words.common import Reasons, amount, listed, title, unit
from seimbang.language import Text, text

LOSSES: dict[str | None, Text] = {
    None: text("nothing: another choice is as good, and the drawn order decided"),
    "bounds": text("no plan keeps the limits"),
    "nobody": text("places with a minimum and nobody at all: {amount} more"),
    "minimum": text("people missing to the legal minimum: {amount} more"),
    "shortage": text("shortage is larger or less even (its measure: {amount} more)"),
    "leximin": text("the places with the lowest share of their need are worse off"),
    "compulsory": text("people moved by need of the organisation: {amount} more"),
    "wishes": text("granted wishes of rank {rank}: {amount} fewer"),
    "travel": text("minutes of travel: {amount} more"),
    "deviation": text(
        "people treated otherwise than in the accepted plan: {amount} more"
    ),
}

PLAIN: dict[str, Text] = {
    "unknown_target": text("not granted: there is no such place"),
    "no_such_post": text("not granted: there is no post of this family of jobs there"),
    "already_there": text("not granted: the person is there already"),
    "unmeasured": text("not granted: the need of the place is not measured yet"),
    "closed": text("not granted: the place receives nobody by the planner"),
    "limited": text(
        "not granted: limits tie the whole round together; what it would cost is "
        "solved anew by seimbang whatif"
    ),
}


def of_loss(loss: Mapping[str, Any] | None) -> Text:
    """Return a loss by its first goal that is not equal; None: not reckoned."""
    if loss is None:
        return text(
            "not reckoned, for limits tie the whole round together; seimbang whatif "
            "solves it anew"
        )
    told = LOSSES[loss["goal"]]
    if loss["amount"] is None:
        return told
    return text(told.message, amount=amount(loss["amount"]), rank=loss["rank"])


def of_wish(reasons: Reasons, wish: Mapping[str, Any]) -> Text:
    """Return the answer to one wish."""
    return text(
        "Wish {rank}, {target}: {answer}.",
        rank=wish["rank"],
        target=_target(reasons, wish),
        answer=_answer(reasons, wish),
    )


def _target(reasons: Reasons, wish: Mapping[str, Any]) -> Any:
    if wish["kind"] == "unit":
        return unit(reasons, wish["target_id"])
    name = reasons["places"].get(wish["target_id"], wish["target_id"])
    return text("district {name}", name=name)


def _answer(reasons: Reasons, wish: Mapping[str, Any]) -> Text:
    result = wish["result"]
    if result in PLAIN:
        return PLAIN[result]
    if result == "granted":
        return text("granted, at {unit}", unit=unit(reasons, wish["unit_id"]))
    if result == "better_granted":
        return text("not needed: wish {rank} is granted", rank=wish["granted_rank"])
    if result == "beyond_ranks":
        return text("not looked at: only {ranks} wishes count", ranks=wish["ranks"])
    if result in ("held", "rule"):
        return _held(reasons, wish)
    if result == "no_room":
        return _no_room(full=wish["full"])
    return _weighed(wish)


def _held(reasons: Reasons, wish: Mapping[str, Any]) -> Text:
    if not wish["rules"]:
        return text("not granted: the person is not counted as staff on the day")
    rules = listed(title(reasons, rule) for rule in wish["rules"])
    missing = [reasons["columns"].get(name, name) for name in wish.get("missing", ())]
    if missing:
        return text(
            "not granted: {rules}; complete the data: {missing}",
            rules=rules,
            missing=", ".join(missing),
        )
    return text("not granted: {rules}", rules=rules)


def _no_room(*, full: bool) -> Text:
    if full:
        return text("not granted: the place has as many people as it may")
    return text("not granted: the present place may not go below its minimum")


def _weighed(wish: Mapping[str, Any]) -> Text:
    if wish["result"] == "equal":
        return text(
            "not granted: another choice is as good, and the drawn order decided"
        )
    return text("not granted, it would cost: {loss}", loss=of_loss(wish["loss"]))
