"""What each question offers, and what an answer means today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.rules import Eligibility
from seimbang_web.cards.judged import judged_now
from seimbang_web.organisation.models import Unit
from seimbang_web.wishes.access import Desk
from seimbang_web.wishes.convert import fitting_rooms, spouse_unit
from seimbang_web.wishes.draft import Draft, shown
from seimbang_web.wishes.models import RANKS, Career, Competence, Criterion, Kind
from seimbang_web.wishes.points import Chance, chance
from seimbang_web.wishes.rooms import (
    Room,
    alternatives,
    last_round_in_words,
    others,
    others_in_words,
    rooms,
)

MEANT = 3  # units named for a criterion
Choices = list[tuple[str, str]]


def rooms_of(desk: Desk) -> list[Room]:
    """Return the units where the person's job is, the nearest first."""
    return rooms(desk.person, desk.day, home=desk.private)


@dataclass(frozen=True)
class District:
    """A district: its units with the person's job, and how many need people."""

    code: str
    name: str
    units: int
    openings: int

    @property
    def words(self) -> str:
        """Return how many units of the district need people."""
        told = {"n": self.openings, "all": self.units}
        return (
            ngettext(
                "%(n)s of %(all)s unit needs people.",
                "%(n)s of %(all)s units need people.",
                self.units,
            )
            % told
        )


def districts(found: list[Room]) -> list[District]:
    """Return the districts of the units, by name."""
    units = Counter((one.unit.district, one.unit.district_code) for one in found)
    open_ = Counter(one.unit.district_code for one in found if one.opening)
    return [
        District(code, name, count, open_[code])
        for (name, code), count in sorted(units.items())
        if code
    ]


def targets(desk: Desk, kind: str, district: str) -> Choices:
    """Return what may be chosen for a place of a kind; units of one district."""
    if kind == Kind.CRITERION:
        return _criteria(desk)
    found = rooms_of(desk)
    if kind == Kind.DISTRICT:
        return [(one.code, f"{one.name}: {one.words}") for one in districts(found)]
    return [
        (str(one.unit.pk), f"{one.unit.name}: {one.words}")
        for one in found
        if not district or one.unit.district_code == district
    ]


def _criteria(desk: Desk) -> Choices:
    answers = judged_now(desk.day)
    if answers is None:
        return []
    found = []
    for one in Criterion:
        if one is Criterion.SPOUSE and not _with_spouse(desk, answers):
            continue
        if one is Criterion.NEARER and not desk.private:
            continue
        found.append((one.value, f"{one.label}. {meaning(answers, desk, one)}"))
    return found


def _with_spouse(desk: Desk, answers: Eligibility) -> bool:
    try:
        return desk.private and spouse_unit(answers, desk.person.ref) is not None
    except KeyError:
        return False


def meaning(answers: Eligibility, desk: Desk, criterion: Criterion) -> str:
    """Return which units a criterion means today."""
    fitting = fitting_rooms(answers, desk.person.ref, criterion)[:MEANT]
    if not fitting:
        return _("No unit with a vacancy fits it today.")
    return _("Today: %(units)s.") % {
        "units": ", ".join(one.unit.name for one in fitting)
    }


def place_of(desk: Desk, kind: str, target: str) -> dict[str, object]:
    """Return a place of the draft from a valid answer."""
    if kind == Kind.UNIT:
        return {"kind": kind, "unit": int(target)}
    if kind == Kind.DISTRICT:
        names = {one.code: one.name for one in districts(rooms_of(desk))}
        return {"kind": kind, "code": target, "name": names[target]}
    return {"kind": kind, "criterion": target}


@dataclass(frozen=True)
class About:
    """
    What a place of the draft means: its units, the points, the alternatives.

    ``room`` and ``chance``: of a wish by unit. ``unlikely``: it can hardly be granted.
    """

    title: str
    room: Room | None
    chance: Chance | None
    units: tuple[Room, ...]
    others: str
    before: str
    unlikely: bool
    alternatives: tuple[Room, ...]


def about(desk: Desk, rank: int) -> About | None:
    """Return what the place of a rank means today; None: it is not chosen yet."""
    place = shown(desk.wish).place(rank)
    if not place or place not in shown(desk.wish).whole_places or desk.round is None:
        return None
    found = rooms_of(desk)
    kind = Kind(place["kind"])
    empty = About(title_of(place), None, None, (), "", "", False, ())
    if kind is Kind.UNIT:
        room = next((one for one in found if one.unit.pk == place["unit"]), None)
        if room is None:
            return replace(
                empty, unlikely=True, alternatives=tuple(alternatives(found))
            )
        told = chance(desk.person, room, desk.day, private=desk.private)
        near = tuple(one for one in alternatives(found, 4) if one != room)[:MEANT]
        wished = others(desk.round, desk.person).get(room.unit.pk, 0)
        return replace(
            empty,
            room=room,
            chance=told,
            others=others_in_words(wished),
            before=last_round_in_words(desk.round, room.unit),
            unlikely=told.unlikely,
            alternatives=near if told.unlikely else (),
        )
    if kind is Kind.DISTRICT:
        units = [one for one in found if one.unit.district_code == place["code"]]
        open_ = [one for one in units if one.opening]
    else:
        answers = judged_now(desk.day)
        assert answers is not None, "a place was chosen from data"
        criterion = Criterion(place["criterion"])
        open_ = fitting_rooms(answers, desk.person.ref, criterion)[:MEANT]
    near = () if open_ else tuple(alternatives(found))
    return replace(empty, units=tuple(open_), unlikely=not open_, alternatives=near)


def title_of(place: object) -> str:
    """Return a place of a draft in words."""
    assert isinstance(place, dict), "a place of a draft is a mapping"
    kind = Kind(place["kind"])
    if kind is Kind.UNIT:
        unit = Unit.objects.filter(pk=place.get("unit") or 0).first()
        return str(unit or _("not chosen yet"))
    if kind is Kind.DISTRICT:
        if not place.get("code"):
            return _("not chosen yet")
        return _("District {name}").format(name=place["name"])
    if not place.get("criterion"):
        return _("not chosen yet")
    return str(Criterion(place["criterion"]).label)


@dataclass(frozen=True)
class Answered:
    """One question with its answer, for the page that is checked before sending."""

    page: str
    key: str  # of the question's address; empty: it has none
    question: str
    answer: str


def summary(draft: Draft) -> list[Answered]:
    """Return the questions with their answers, in order."""
    found = [
        Answered("kind", str(rank), _("Choice %(n)s") % {"n": rank}, title_of(place))
        for rank, place in enumerate(draft.places, 1)
    ]
    if len(found) < RANKS:
        words = _("none") if found else _("I wish no transfer")
        rank = len(found) + 1
        question = _("Choice %(n)s") % {"n": rank}
        found.append(Answered("kind", str(rank), question, words))
    career = str(Career(draft.career).label) if draft.career else _("not told")
    learn = ", ".join(str(Competence(one).label) for one in draft.competences)
    found += [
        Answered("goals", "", _("Goal of the next years"), career),
        Answered("goals", "", _("Wants to learn"), learn or _("not told")),
    ]
    if draft.goal:
        found.append(Answered("goals", "", _("In your own words"), draft.goal))
    return found
