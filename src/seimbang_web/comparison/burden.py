"""Who bears it: moves by need by sex, age, grade, distance; few are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.report.number import number
from seimbang_web.comparison.criteria import Entry
from seimbang_web.lib.suppress import fewer_than_five, hidden
from seimbang_web.organisation.convert import snapshot_of

AGES = (  # first age of the band, its words
    (0, gettext_lazy("below 35 years")),
    (35, gettext_lazy("35 to 44 years")),
    (45, gettext_lazy("45 to 54 years")),
    (55, gettext_lazy("55 years or older")),
)
SEXES = {"female": gettext_lazy("women"), "male": gettext_lazy("men")}
WAYS = (  # more minutes of travel than this, its words
    (60, gettext_lazy("more than 60 minutes longer")),
    (30, gettext_lazy("31 to 60 minutes longer")),
    (15, gettext_lazy("16 to 30 minutes longer")),
    (0, gettext_lazy("1 to 15 minutes longer")),
)
NEARER = gettext_lazy("not longer than today")
UNKNOWN = gettext_lazy("not known")
LARGE = Fraction(5, 4)  # so much more than its share of the people is told
ENOUGH = 20  # people of a group from which its share is told


@dataclass(frozen=True)
class Group:
    """One group: how many people it has, and in each plan how many of them move."""

    name: str
    people: str
    pairs: tuple[tuple[str, str], ...]  # what is told, of which plan


@dataclass(frozen=True)
class Trait:
    """A personal trait with its groups."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Burden:
    """The tables of all traits, what stands out in words, and the sums of plans."""

    traits: tuple[Trait, ...]
    findings: tuple[str, ...]
    totals: tuple[tuple[str, str], ...]  # what is told, of which plan


@dataclass(frozen=True)
class _People:
    """What is read of people: a value of each trait, by their ids."""

    sex: Mapping[str, str]
    age: Mapping[str, str]
    grade: Mapping[str, str]


def burden(entries: Sequence[Entry]) -> Burden:
    """Return who is moved without a wish in each plan, by groups of people."""
    moved = [
        [move for move in entry.record["moves"] if not move["voluntary"]]
        for entry in entries
    ]
    people = _people(entries[0])
    names = [f"{entry.letter} {entry.name}" for entry in entries]
    traits, findings = list[Trait](), list[str]()
    for name, of in (
        (_("Sex"), people.sex),
        (_("Age"), people.age),
        (_("Grade"), people.grade),
    ):
        movers = [
            Counter(of[m["person_id"]] for m in rows if m["person_id"] in of)
            for rows in moved
        ]
        everybody = Counter(of.values())
        traits.append(_trait(name, everybody, movers, names))
        findings += _findings(entries, everybody, movers)
    traits.append(_ways(moved, names))
    return Burden(
        traits=tuple(traits),
        findings=tuple(findings),
        totals=tuple(
            (number(len(rows)), name) for rows, name in zip(moved, names, strict=True)
        ),
    )


def _trait(
    name: str,
    everybody: Counter[str],
    movers: Sequence[Counter[str]],
    plans: Sequence[str],
) -> Trait:
    values = sorted(everybody, key=_place)
    told = [hidden({value: found[value] for value in values}) for found in movers]
    return Trait(
        name,
        tuple(
            Group(value, number(everybody[value]), _pairs(told, value, plans))
            for value in values
        ),
    )


def _place(value: str) -> tuple[int, str]:
    """Return where a group stands: bands of age in their order, unknown last."""
    bands = [str(words) for _least, words in AGES]
    if value == str(UNKNOWN):
        return len(bands), value
    return (bands.index(value) if value in bands else 0), value


def _findings(
    entries: Sequence[Entry], everybody: Counter[str], movers: Sequence[Counter[str]]
) -> Iterator[str]:
    """Yield the groups that bear much more than their share; never a hidden one."""
    whole = everybody.total()
    for group in sorted(everybody, key=_place):
        told = []
        for entry, found in zip(entries, movers, strict=True):
            count = found[group]
            if count < ENOUGH or hidden(found)[group] != fewer_than_five(count):
                continue
            times = Fraction(count, found.total()) * whole / everybody[group]
            if times >= LARGE:
                words = _("{letter} {times} times ({count} people)")
                facts = {"times": number(times, 1), "count": number(count)}
                told.append(words.format(letter=entry.letter, **facts))
        if told:
            words = _(
                "{group} bear more than their share of the moves by need: {told}."
            )
            yield words.format(group=group, told=", ".join(told))


def _ways(moved: Sequence[Sequence[Mapping[str, Any]]], plans: Sequence[str]) -> Trait:
    """Return how much longer the way becomes; everybody who moves has one."""
    names = [str(words) for _least, words in reversed(WAYS)]
    names = [str(NEARER), *names, str(UNKNOWN)]
    found = [Counter(_way(move) for move in rows) for rows in moved]
    told = [hidden({name: one[name] for name in names}) for one in found]
    return Trait(
        _("Way to work"),
        tuple(Group(name, "–", _pairs(told, name, plans)) for name in names),
    )


def _pairs(
    told: Sequence[Mapping[str, str]], group: str, plans: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    return tuple((one[group], plan) for one, plan in zip(told, plans, strict=True))


def _way(move: Mapping[str, Any]) -> str:
    if move["minutes_after"] is None or move["minutes_before"] is None:
        return str(UNKNOWN)
    more = move["minutes_after"] - move["minutes_before"]
    return str(next((words for least, words in WAYS if more > least), NEARER))


def _people(entry: Entry) -> _People:
    """Return the traits of everybody in the data of an entry who is an ASN."""
    table = snapshot_of(entry.version)["people"]
    rows = table.select("person_id", "sex", "birth_on", "grade", "status").iter_rows()
    sex, age, grade = {}, {}, {}
    for person, kind, born, rank, status in rows:
        if status in ("non_asn", "special_assignment"):
            continue
        sex[person] = str(SEXES.get(kind, UNKNOWN))
        age[person] = _age(born, entry.day)
        grade[person] = _grade(rank, status)
    return _People(sex, age, grade)


def _age(born: date | None, day: date) -> str:
    if born is None:
        return str(UNKNOWN)
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return str(next(words for least, words in reversed(AGES) if years >= least))


def _grade(rank: str | None, status: str) -> str:
    """Return the group of a grade: golongan of a PNS, or PPPK."""
    if status.startswith("pppk"):
        return "PPPK"
    if not rank:
        return str(UNKNOWN)
    return _("golongan {group}").format(group=rank.partition("/")[0])
