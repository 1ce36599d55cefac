"""Who does what: the names behind "somebody else does this"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from seimbang_web.accounts.matrix import matrix
from seimbang_web.accounts.models import Capability, Grant, User
from seimbang_web.documents.models import Letter
from seimbang_web.documents.series import office_series
from seimbang_web.documents.signer import head_of_unit

SHOWN = 3  # names, then "…"


def of_act(
    act: str, day: date, capability: Capability | None = None, *, units: bool = True
) -> list[User]:
    """Return who may do an act, by name; ``units``: heads of units too."""
    rows = Grant.objects.filter(role__in=matrix().acts[act], user__is_active=True)
    if not units:
        rows = rows.filter(unit=None)
    found = {
        one.user
        for one in rows.select_related("user")
        if one.in_force(day)
        and (capability is None or capability.value in one.capabilities)
    }
    return sorted(found, key=lambda one: (str(one), one.pk))


def who_number(letter: Letter, day: date) -> list[User]:
    """Return who gives a letter its number: the office's clerk, or the unit's head."""
    if office_series(letter.kind):
        return of_act("letter.number", day, Capability.NUMBERS)
    head = head_of_unit(letter.unit, day) if letter.unit else None
    return [head] if head else of_act("letter.number", day, units=False)


def named(people: Iterable[User]) -> str:
    """Return up to three names; a dash where there is nobody."""
    return shortened([str(one) for one in people]) or "–"


def shortened(names: list[str]) -> str:
    """Return up to three names, then "…"."""
    more = ["…"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])
