"""
Why, why not, what it would cost: the reasons of a plan as data, then as words.

In: a solved plan and its record. Out: :func:`reasons` (reasons.json) and sentences in
two languages (:mod:`seimbang.explain.words`). Nobody's health or family, and nobody
else's identity, is in them. Next stage: :mod:`seimbang.report`.
"""

from seimbang.explain.record import reasons, write_reasons
from seimbang.whatif.loss import Exchange, Loss

__all__ = ["Exchange", "Loss", "reasons", "write_reasons"]
