"""What a position's numbers ask for, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seimbang.language import Text, text

UNMEASURED = {
    "classes_unknown": text("Not measured: enter pupils or classes of every grade"),
    "task_incomplete": text("Not measured: complete volume and norm of every task"),
    "activity_incomplete": text("Not measured: complete volume and norm of activities"),
    "two_methods": text("Not measured: choose one method, ABK-Kes or WISN"),
    "extra_duty_without_rule": text(
        "Not measured: ABK-Kes knows no extra duty of some; enter it as support"
    ),
    "support_exceeds_time": text(
        "Not measured: support takes all the time; correct its minutes"
    ),
    "implausible": text(
        "Not measured: the need is impossibly large; check the volumes"
    ),
    "same_code_elsewhere": text(
        "Not measured: another job here has the same subject; merge the two"
    ),
}


def advice(row: Mapping[str, Any], job: str) -> Text:
    """
    Return the sentence for one ``row`` of positions; ``job`` is the job's name.

    Whole people by the official rounding, because nobody can send a part of one.
    """
    if not row["measured"]:
        known = (UNMEASURED[flag] for flag in row["flags"] if flag in UNMEASURED)
        return next(known, text("Not measured: enter tasks or a need with its source"))
    gap = row["present"] - row["need_rounded"]
    sentence = _of_gap(gap, job)
    if "open_case" in row["flags"]:
        return text(
            "{sentence}; measure first, one more may be needed", sentence=sentence
        )
    if "merge" in row["flags"]:
        return text("{sentence}; merge the work with another job", sentence=sentence)
    return sentence


def _of_gap(gap: int, job: str) -> Text:
    if gap < 0:
        return text("Needs {number} more {job}", number=-gap, job=job)
    if gap > 0:
        return text("Has {number} {job} more than needed", number=gap, job=job)
    return text("Enough")
