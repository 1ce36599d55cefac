"""Names in place of codes: what the core says of people and posts, for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seimbang_web.organisation.models import Job, Person, Unit

FACTS = ("person", "people", "unit", "seat", "name")  # of the core's texts, with codes


def named(told: Any) -> Any:
    """Return a text kept as data with names in place of the codes in its facts."""
    codes = set(_codes(told))
    names = dict(Job.objects.filter(code__in=codes).values_list("code", "name"))
    names |= dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
    names |= dict(Person.objects.filter(ref__in=codes).values_list("ref", "name"))
    return _with(told, names)


def _codes(told: Any) -> Iterator[str]:
    if not isinstance(told, dict):
        return
    for key, value in told["facts"].items():
        if key in FACTS and isinstance(value, str):
            yield from value.replace("|", ", ").split(", ")
        yield from _codes(value)


def _with(told: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(told, dict):
        return told
    facts = {
        key: _name(value, names)
        if key in FACTS and isinstance(value, str)
        else _with(value, names)
        for key, value in told["facts"].items()
    }
    return {**told, "facts": facts}


def _name(value: str, names: Mapping[str, str]) -> str:
    unit, bar, job = value.partition("|")
    if bar:  # a post: the job in the unit
        return f"{names.get(job, job)}, {names.get(unit, unit)}"
    return ", ".join(names.get(one, one) for one in value.split(", "))
