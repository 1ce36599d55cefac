"""What counts for and against one unit, in plain words; never a ranking of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang_web.cards.facts import Facts, facts_of
from seimbang_web.cards.judged import judged_now
from seimbang_web.cards.rules import HIDDEN, WISH, Sight
from seimbang_web.organisation.models import Person
from seimbang_web.wishes.rooms import Room, kilometre

CERTIFICATES = {  # of a teacher, as cards.lessons.match names it
    "match": gettext_lazy("Your teaching certificate fits."),
    "other": gettext_lazy("Your teaching certificate is for another subject."),
    "none": gettext_lazy("The data hold no teaching certificate of yours."),
    "unknown": gettext_lazy("The data do not say whether you hold a certificate."),
}


@dataclass(frozen=True)
class Point:
    """One thing that counts: ``tone`` good, warn, bad or empty."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Chance:
    """
    What there is to say of a wish for one unit.

    ``unlikely``: the unit has no need now nor within a year, or a rule forbids it.
    """

    points: tuple[Point, ...]
    unlikely: bool


def chance(person: Person, room: Room, day: date, *, private: bool) -> Chance:
    """Return the points of a person and a unit; ``private``: to the person only."""
    answers = judged_now(day)
    assert answers is not None, "a room comes from data"
    sight = Sight(private=private, coarse=private)
    facts = facts_of(
        answers,
        person.ref,
        room.unit.code,
        room.job_id,
        voluntary=True,
        sight=sight,
        without=(WISH,),
    )
    points = [*_need(room), *_way(facts, private), *_tenure(person, day)]
    if facts.certificate is not None:
        tone = {"match": "good", "other": "bad"}.get(facts.certificate, "warn")
        points.append(Point(str(CERTIFICATES[facts.certificate]), tone))
    points += _rules(facts, private)
    unlikely = not room.soon or bool(facts.blocking) or facts.loses_allowance
    return Chance(tuple(points), unlikely)


def _need(room: Room) -> list[Point]:
    tone = "good" if room.opening else "warn" if room.soon else "bad"
    points = [Point(room.now_in_words, tone)]
    if room.soon_in_words:
        points.append(Point(room.soon_in_words))
    if not room.within:
        points.append(Point(_("It is farther than the region's limit."), "warn"))
    return points


def _way(facts: Facts, private: bool) -> list[Point]:
    way = facts.way
    if private and way.km is not None:
        words = _("It is %(km)s km from your home.") % {"km": kilometre(way.km)}
        nearer = way.km_before is not None and way.km < way.km_before
        if way.km_before is not None:
            words += " " + _("Now it is %(km)s km.") % {"km": kilometre(way.km_before)}
        return [Point(words, "good" if nearer else "")]
    if way.km_between is None:
        return []
    words = _("It is %(km)s km from the present unit.") % {
        "km": kilometre(way.km_between)
    }
    return [Point(words)]


def _tenure(person: Person, day: date) -> list[Point]:
    since = person.unit_since
    if since is None:
        return [Point(_("The data do not say since when you work there."), "warn")]
    whole = (day.month, day.day) >= (since.month, since.day)
    years = max(0, day.year - since.year - (0 if whole else 1))
    words = ngettext(
        "You work at your present unit since %(day)s: %(years)s year.",
        "You work at your present unit since %(day)s: %(years)s years.",
        years,
    )
    told = {"years": years, "day": date_format(since, "DATE_FORMAT")}
    return [Point(words % told)]


def _rules(facts: Facts, private: bool) -> list[Point]:
    """Return what the rules say; the private ones only to the person."""
    found = []
    for one, tone, words in (
        *((rule, "bad", _("A rule forbids it")) for rule in facts.blocking),
        *((rule, "warn", _("Needs a written waiver")) for rule in facts.waivers),
        *((rule, "warn", _("Not known yet")) for rule in facts.open),
    ):
        if one.rule in HIDDEN and not private:
            continue
        found.append(Point(f"{words}: {one.words}", tone))
    if not found:
        found.append(Point(_("No rule stands against it."), "good"))
    return found
