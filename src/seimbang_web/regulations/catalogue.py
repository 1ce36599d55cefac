"""The rules and the law as pages read them: what holds, where, and who checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from seimbang.language import Text, text, translate
from seimbang.law import Citation, Parameter, Source, UnknownParameterError, Value
from seimbang.law.standing import is_open, standing
from seimbang.rules import RULES, Ground, Rule
from seimbang.rules.words import header
from seimbang_web.regulations.queries import law, local_of, local_version

ROLES = ("gate", "flag", "not_a_rule")


@dataclass(frozen=True)
class Cited:
    """A place in a source, with its checking state in words."""

    citation: Citation

    @property
    def open(self) -> bool:
        """Tell whether it is law that nobody compared with the official text."""
        return is_open(self.citation.as_dict())

    @property
    def standing(self) -> Text | None:
        """Return the word for its state; None: compared."""
        return standing(self.citation.as_dict())

    @property
    def parameter(self) -> str | None:
        """Return the key of the law's value, where the citation is of one."""
        known = law().keys()
        return self.citation.key if self.citation.key in known else None


@dataclass(frozen=True)
class Line:
    """One rule on a day."""

    rule: Rule
    cited: tuple[Cited, ...]
    in_force: bool
    since: date | None
    sentence: str

    @property
    def open(self) -> bool:
        """Tell whether a part of it was not compared with the official text."""
        return any(one.open for one in self.cited)

    @property
    def only_without_wish(self) -> bool:
        """Tell whether it holds only where the person did not wish to move."""
        return self.rule.modes == frozenset({"compulsory"})


def ground(day: date) -> Ground:
    """Return the law and the region's choices of ``day``."""
    return Ground(law(), local_of(local_version(day)), day)


def lines(day: date) -> list[Line]:
    """Return every rule of the core, in its order."""
    found = ground(day)
    return [_line(rule, found) for rule in RULES]


def line(key: str, day: date) -> Line:
    """
    Return one rule.

    :raises Http404: when there is none of that key.
    """
    for rule in RULES:
        if rule.key == key:
            return _line(rule, ground(day))
    raise Http404


def _line(rule: Rule, found: Ground) -> Line:
    cited = tuple(Cited(one) for one in rule.citations(found))
    days = [
        one.citation.since for one in cited if not one.citation.key.startswith("local.")
    ]
    return Line(
        rule=rule,
        cited=cited,
        in_force=rule.in_force(found),
        since=max(days) if days else None,
        sentence=_sentence(rule, found),
    )


def _sentence(rule: Rule, found: Ground) -> str:
    """Return what the rule says where it is not met; facts of people as headings."""
    facts: dict[str, Any] = {
        f"{value.unit}s": value.value
        for key in rule.law
        if found.in_force(key)
        and isinstance((value := found.law.value(key, found.day)).value, int)
    }
    if rule.key == "R7":
        facts["months"] = found.local.min_months_to_retirement
    if rule.key == "R15":
        facts["maximum"] = found.local.max_distance_km or "∞"
    if rule.key == "G17":
        facts["ranks"] = found.local.wish_ranks
    for name in re.findall(r"{(\w+)}", rule.fails.message):
        facts.setdefault(name, "…" if header(name) == name else f"[{header(name)}]")
    return str(text(rule.fails.message, **facts))


@dataclass(frozen=True)
class Dated:
    """A value of the law with its source; ``now``: it is the one in force."""

    value: Value
    source: Source
    now: bool

    @property
    def cited(self) -> Cited:
        """Return where it stands."""
        return Cited(self.value.citation)

    @property
    def words(self) -> str:
        """Return the value in words; an end is a dash."""
        return spoken(self.value.value)

    @property
    def table(self) -> list[tuple[str, str]]:
        """Return a value that is a table by rows, nothing where it is none."""
        if not isinstance(self.value.value, Mapping):
            return []
        return [(spoken(name), spoken(part)) for name, part in self.value.value.items()]

    @property
    def unit(self) -> str:
        """Return the unit in words."""
        return translate(self.value.unit) if self.value.unit else ""


@dataclass(frozen=True)
class Held:
    """A parameter of the law with all its values, the last first."""

    parameter: Parameter
    dated: tuple[Dated, ...]
    topic: str

    @property
    def now(self) -> Dated | None:
        """Return the value in force; None: not in force, or ended."""
        return next(
            (one for one in self.dated if one.now and one.value.value is not None), None
        )


def parameters(day: date) -> list[Held]:
    """Return every parameter of the law."""
    return [_held(one, day) for one in law().parameters()]


def parameter(key: str, day: date) -> Held:
    """
    Return one parameter of the law.

    :raises Http404: when there is none of that key.
    """
    try:
        return _held(law().parameter(key), day)
    except UnknownParameterError as unknown:
        raise Http404 from unknown


def _held(one: Parameter, day: date) -> Held:
    begun = [value for value in one.values if value.since <= day]
    sources = law().sources
    dated = tuple(
        Dated(value, sources[value.source], bool(begun) and value is begun[-1])
        for value in reversed(one.values)
    )
    return Held(one, dated, one.key.split(".")[0])


def rules_on(key: str) -> list[Rule]:
    """Return the rules that rest on a value of the law."""
    return [rule for rule in RULES if key in rule.law]


@dataclass(frozen=True)
class Resting:
    """A source of the register, with what rests on it: values and rules."""

    source: Source
    values: tuple[Value, ...]
    rules: tuple[Rule, ...]

    @property
    def open(self) -> int:
        """Return how many values nobody compared with the official text."""
        return sum(Cited(value.citation).open for value in self.values)


def sources() -> list[Resting]:
    """Return the register of sources, by title."""
    values = [value for one in law().parameters() for value in one.values]
    found = []
    for source in law().sources.values():
        here = tuple(value for value in values if value.source == source.id)
        keys = {value.key for value in here}
        rules = tuple(
            rule
            for rule in RULES
            if keys & set(rule.law)
            or any(place.source == source.id for place in rule.references)
        )
        found.append(Resting(source, here, rules))
    return sorted(found, key=lambda one: one.source.title)


def source(id: str) -> Resting:
    """
    Return one source with what rests on it.

    :raises Http404: when the register has none of that id.
    """
    for one in sources():
        if one.source.id == id:
            return one
    raise Http404


def spoken(value: Any) -> str:
    """Return a value of the law in words: codes as people call them."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(text("yes") if value else text("no"))
    if isinstance(value, Mapping):
        pairs = (f"{spoken(name)}: {spoken(part)}" for name, part in value.items())
        return "; ".join(pairs)
    if isinstance(value, list | tuple):
        return ", ".join(spoken(part) for part in value)
    plain = str(value).replace("_", " ")
    said = translate(plain)
    return str(value) if said == plain else said
