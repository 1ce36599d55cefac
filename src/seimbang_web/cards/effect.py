"""Facts as a page shows them: the finding in one sentence, pictures, figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.cards.facts import Facts, Place
from seimbang_web.cards.pictures import (
    Dumbbell,
    Map,
    dumbbell,
    scale,
    two_points,
)
from seimbang_web.organisation.models import Unit


@dataclass(frozen=True)
class Shown:
    """A place with its picture."""

    place: Place
    role: str
    picture: Dumbbell


@dataclass(frozen=True)
class Effect:
    """What one person's going to one unit would do, ready for a page."""

    facts: Facts
    here: Unit
    there: Unit
    places: tuple[Shown, ...]
    map: Map | None

    @property
    def finding(self) -> str:
        """Return the one sentence on top."""
        return finding(self.facts)

    @property
    def tone(self) -> str:
        """Return the colour of the finding; its words say the same."""
        if self.facts.blocking or self.facts.loses_allowance:
            return "error"
        return "warning" if self.facts.waivers or self.facts.open else "success"


def finding(facts: Facts) -> str:
    """Return what the rules say, the worst first."""
    if facts.blocking:
        return _("A rule forbids it: %(rule)s") % {"rule": facts.blocking[0].words}
    if facts.loses_allowance:
        return _("The certificate is of another subject: the allowance would be lost.")
    if facts.waivers:
        return _("Needs a waiver: %(rule)s") % {"rule": facts.waivers[0].words}
    if facts.open:
        count = len(facts.open)
        return ngettext(
            "No rule forbids it; %(count)s answer is not known: check it first.",
            "No rule forbids it; %(count)s answers are not known: check them first.",
            count,
        ) % {"count": count}
    return _("No rule stands against it.")


def effect(facts: Facts, here: Unit, there: Unit) -> Effect:
    """Return the facts with their pictures."""
    places = [(facts.origin, _("Unit left"))]
    if facts.target is not None:
        places.append((facts.target, _("New unit")))
    most = scale([place for place, _ in places])
    return Effect(
        facts=facts,
        here=here,
        there=there,
        places=tuple(
            Shown(place, role, dumbbell(place, most)) for place, role in places
        ),
        map=two_points(here, there),
    )
