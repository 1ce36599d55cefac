"""
Reasons in words: functions from the data of reasons.json to sentences.

In: what :func:`seimbang.explain.reasons` returned (or the file). Out: lists of
:class:`~seimbang.language.Text`, spoken in the language in force.
"""

from seimbang.explain.words.change import of_change, of_forbidden, of_steps
from seimbang.explain.words.common import Line
from seimbang.explain.words.move import of_move, of_rules, of_safety, parts_of_move
from seimbang.explain.words.pair import of_filled, of_pair
from seimbang.explain.words.person import of_person, of_stay
from seimbang.explain.words.place import of_changes, of_short, of_unit, of_worth
from seimbang.explain.words.whole import of_whole
from seimbang.explain.words.wish import of_loss, of_wish
from seimbang.explain.words.you import to_you

__all__ = [
    "Line",
    "of_change",
    "of_changes",
    "of_filled",
    "of_forbidden",
    "of_loss",
    "of_move",
    "of_pair",
    "of_person",
    "of_rules",
    "of_safety",
    "of_short",
    "of_stay",
    "of_steps",
    "of_unit",
    "of_whole",
    "of_wish",
    "of_worth",
    "parts_of_move",
    "to_you",
]
