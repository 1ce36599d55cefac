"""Copy M3: why this unit, why you, who else, what changes it; all from the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.explain.words import to_you
from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.access import sight_of
from seimbang_web.cards.effect import Effect, effect
from seimbang_web.cards.facts import Place
from seimbang_web.cards.queries import Card
from seimbang_web.cases.queries import facts_of_case
from seimbang_web.proposals.models import Proposal

YEAR = 365.25


@dataclass(frozen=True)
class Why:
    """The four questions answered for the person; ``more``: all that was reckoned."""

    unit: tuple[str, ...]
    you: tuple[str, ...]
    others: tuple[str, ...]
    change: tuple[str, ...]
    more: tuple[str, ...]
    effect: Effect | None


def why(rights: Rights, proposal: Proposal) -> Why:
    """Return why a proposal was made, as the reader may know it."""
    if proposal.move is not None:
        card = Card(proposal.move, rights)
        told = card.reasons
        shown = card.effect
        others = tuple(str(one) for one in told.others[:1]) if told else ()
        change = tuple(str(to_you(one)) for one in told.change[:1]) if told else ()
        parts = (*told.why, *told.there, *told.others, *told.change) if told else ()
    else:
        shown = effect_of(proposal, rights)
        others = (_("This is a single case. Nobody else was compared with you."),)
        change, parts = (), ()
    return Why(
        unit=_unit(shown),
        you=_you(proposal, shown, rights.day),
        others=others,
        change=change,
        more=tuple(str(to_you(one)) for one in parts),
        effect=shown,
    )


def effect_of(proposal: Proposal, rights: Rights) -> Effect | None:
    """Return what the move does to both units; None: not in the data any more."""
    if proposal.move is not None:
        return Card(proposal.move, rights).effect
    case = proposal.case
    assert case is not None
    wish = case.wishes.filter(chosen=True).select_related("unit", "job").first()
    if wish is None:
        return None
    facts = facts_of_case(case, wish, rights.day, sight_of(rights, proposal.person))
    return None if facts is None else effect(facts, case.from_unit, wish.unit)


def _unit(shown: Effect | None) -> tuple[str, ...]:
    if shown is None:
        return ()
    found = [_needs(shown.facts.target)] if shown.facts.target else []
    here = shown.facts.origin
    if here.rounded is None:
        return (*found, _("The need of your present unit is not measured yet."))
    words = _("Your present unit needs %(need)s and has %(have)s.")
    return (*found, words % {"need": here.rounded, "have": here.before})


def _needs(place: Place) -> str:
    told = {"unit": place.unit, "job": place.job, "have": place.before}
    if place.rounded is None:
        return _("%(unit)s has %(have)s %(job)s; its need is not measured yet.") % told
    told["need"] = place.rounded
    return _("%(unit)s needs %(need)s %(job)s and now has %(have)s.") % told


def _you(proposal: Proposal, shown: Effect | None, day: date) -> tuple[str, ...]:
    found = []
    if proposal.move is not None and proposal.move.voluntary:
        words = _("You wished it: it is your choice number %(rank)s.")
        found.append(words % {"rank": proposal.move.rank})
    if proposal.from_job.family == proposal.to_job.family:
        found.append(_("Your job fits."))
    if shown is not None and shown.facts.certificate == "match":
        found.append(_("Your certificate is of the subject."))
    if proposal.person.unit_since is not None:
        years = int((day - proposal.person.unit_since).days / YEAR)
        found.append(_years(years))
    way = shown.facts.way if shown else None
    if way is not None and way.km is not None and way.minutes is not None:
        words = _("From the address on record it is %(km)s km (%(minutes)s minutes).")
        found.append(words % {"km": round(way.km), "minutes": way.minutes})
        if way.minutes_before is not None:
            words = _("Your way to work now takes %(minutes)s minutes.")
            found.append(words % {"minutes": way.minutes_before})
    return tuple(found)


def _years(years: int) -> str:
    words = ngettext(
        "You have been at your unit for %(years)s year.",
        "You have been at your unit for %(years)s years.",
        years,
    )
    if years < 1:
        return _("You have been at your unit for less than a year.")
    return words % {"years": years}
