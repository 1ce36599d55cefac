"""What differs between two versions, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from seimbang.language import translate
from seimbang.law import Local
from seimbang.plan.policy import WORDS, Policy
from seimbang_web.regulations.local import PARAMETERS, SECTIONS, spoken
from seimbang_web.regulations.models import LocalVersion, PolicyVersion
from seimbang_web.regulations.queries import local_of, policy_in


@dataclass(frozen=True)
class Difference:
    """A parameter with its value in two versions."""

    label: str
    before: str
    after: str
    basis: str


def between(
    before: LocalVersion | None, after: LocalVersion | None
) -> list[Difference]:
    """Return what differs between two versions of the parameters; None: as shipped."""
    old, new = local_of(before), local_of(after)
    return [
        Difference(
            str(one.label),
            spoken(one, getattr(old, key)),
            spoken(one, getattr(new, key)),
            new.sources[key],
        )
        for key, one in PARAMETERS.items()
        if getattr(old, key) != getattr(new, key)
    ]


def by_field(local: Local) -> dict[str, str]:
    """Return the parameters in words, by their label."""
    return {
        str(one.label): spoken(one, getattr(local, key))
        for key, one in PARAMETERS.items()
    }


def policy_fields(row: PolicyVersion | None) -> dict[str, str]:
    """Return a policy in words, by what each part is."""
    if row is None:
        return {}
    found = policy_in(row)
    goals = ", ".join(str(WORDS[goal]) for goal in found.goals)
    return {
        _("Goals"): goals,
        _("Only who wishes"): _("yes") if found.voluntary_only else _("no"),
        _("Description"): translate(found.description),
        _("Basis"): found.basis,
    }


@dataclass(frozen=True)
class Present:
    """A parameter as it stands: value, as shipped, basis."""

    label: str
    value: str
    shipped: str
    basis: str
    key: str

    @property
    def decided(self) -> bool:
        """Tell whether the region chose something else than what is shipped."""
        return self.value != self.shipped


def present(local: Local) -> list[tuple[str, list[Present]]]:
    """Return every parameter by section, with what is shipped beside."""
    shipped = local_of(None)
    return [
        (
            str(title),
            [
                Present(
                    str(one.label),
                    spoken(one, getattr(local, one.key)),
                    spoken(one, getattr(shipped, one.key)),
                    local.sources[one.key],
                    one.key,
                )
                for one in rows
            ],
        )
        for title, rows in SECTIONS
    ]


def merged(values: Mapping[str, Any], old: Local, new: Local) -> Local:
    """Return ``new`` with those of ``values`` that were changed against ``old``."""
    mine = {key: value for key, value in values.items() if value != getattr(old, key)}
    return new.changed(mine)


@dataclass(frozen=True)
class ToldPolicy:
    """A policy in words."""

    name: str
    version: int
    description: str
    basis: str
    goals: list[tuple[str, str]]
    voluntary_only: bool


def told_policy(found: Policy) -> ToldPolicy:
    """Return a policy in words, its goals in order."""
    return ToldPolicy(
        found.name,
        found.version,
        translate(found.description),
        translate(found.basis),
        [(goal, str(WORDS[goal])) for goal in found.goals],
        found.voluntary_only,
    )


def policy_changes(row: PolicyVersion) -> list[Difference]:
    """Return what a version of a policy changes against its base."""
    before, after = policy_fields(row.base), policy_fields(row)
    return [
        Difference(name, before.get(name, "–"), words, "")
        for name, words in after.items()
        if words != before.get(name)
    ]
