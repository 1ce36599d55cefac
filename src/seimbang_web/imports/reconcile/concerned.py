"""
Who is compared: the people of dossiers that are not signed yet.

A room above appends its function to :data:`PROVIDERS` when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from seimbang_web.organisation.models import Person, Version


@dataclass(frozen=True)
class Concerned:
    """A person, the dossier ("dossier:5", its name) and the data it rests on."""

    person: Person
    subject: str
    title: str
    version: Version


PROVIDERS: list[Callable[[], Iterable[Concerned]]] = []


def concerned() -> list[Concerned]:
    """Return everybody who is compared."""
    return [one for provide in PROVIDERS for one in provide()]
