"""What is not as it should be with an entry, as lists show it: the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang_web.decisions.dossier.doubts import WORDS as DOUBTS
from seimbang_web.decisions.dossier.facts import EXCEPTIONS
from seimbang_web.decisions.models import Entry

OVERRULED = frozenset({"objected", "wrong"})  # carried out although the person objects
BELOW = frozenset({"below"})
HELD = frozenset({"blocked", "waiver", "allowance"})  # no decree lifts these
DEVIATES = frozenset({"waived", "unknown", "refused", "alone"})
TONES = dict.fromkeys(OVERRULED | BELOW | HELD, "bad") | dict.fromkeys(DEVIATES, "warn")
UNVERIFIED = _("Not verified: %(data)s")


@dataclass(frozen=True)
class Tag:
    """One exception: words, and the colour that says the same."""

    words: str | Promise
    tone: str


@dataclass(frozen=True)
class Exceptions:
    """The exceptions of an entry. ``blocks``: critical data nobody verified."""

    keys: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def overruled(self) -> bool:
        """Tell whether approving goes against what the person says."""
        return bool(OVERRULED & set(self.keys))

    @property
    def deviates(self) -> bool:
        """Tell whether it departs from a rule that may be departed from."""
        return bool(DEVIATES & set(self.keys))

    @property
    def below(self) -> bool:
        """Tell whether a unit falls below its minimum."""
        return bool(BELOW & set(self.keys))

    @property
    def held(self) -> bool:
        """Tell whether it cannot be approved as it stands."""
        return bool(self.blocks) or bool(HELD & set(self.keys))

    @property
    def grave(self) -> bool:
        """Tell whether it is read first."""
        return self.held or self.overruled or self.deviates or self.below

    @property
    def weight(self) -> int:
        """Return how early it is read: the higher, the earlier."""
        order = list(EXCEPTIONS)
        first = min((order.index(key) for key in self.keys), default=len(order))
        return len(order) - first + (len(order) if self.blocks else 0)

    @property
    def tags(self) -> list[Tag]:
        """Return the exceptions in words, in the order in which they are read."""
        found = [Tag(EXCEPTIONS[key], TONES.get(key, "")) for key in self.keys]
        if self.blocks:
            data = ", ".join(str(DOUBTS[key]) for key in self.blocks)
            found.insert(0, Tag(UNVERIFIED % {"data": data}, "bad"))
        return found


def exceptions_of(entry: Entry) -> Exceptions:
    """Return the exceptions of an entry as they were frozen."""
    kept = set(entry.facts.get("exceptions", ()))
    return Exceptions(
        keys=tuple(key for key in EXCEPTIONS if key in kept),
        blocks=tuple(key for key in DOUBTS if key in set(entry.blocks)),
    )
