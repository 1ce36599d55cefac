"""
The role matrix: one file says which role may do which act, and which page is which act.

``matrix.yaml`` is read once; code, documentation and tests come from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from seimbang_web.accounts.models import Role

FILE = Path(__file__).with_name("matrix.yaml")


class Scope(Enum):
    """How far a right reaches, from wide to narrow."""

    ALL = "all"
    AGENCY = "agency"  # the agency of the grant and its units
    UNIT = "unit"  # the unit of the grant and those below it
    CASES = "cases"  # the cases before the person
    OWN = "own"  # the person's own


class MatrixError(ValueError):
    """The file is not what it should be; the text says where."""


@dataclass(frozen=True)
class Page:
    """A URL name: the act it needs to be read, and to be written (None: no POST)."""

    read: str | None
    write: str | None


@dataclass(frozen=True)
class Matrix:
    """
    ``acts``: "resource.act" → role → scope. ``pages``: URL name → acts. ``open``: URL
    names that need no sign-in; ``signed_in``: that need nothing but it. ``emergency``:
    what an emergency access opens, by its scope: acts that no page writes by.
    """

    acts: Mapping[str, Mapping[Role, Scope]]
    pages: Mapping[str, Page]
    open: frozenset[str]
    signed_in: frozenset[str]
    second_factor: frozenset[Role]
    emergency: Mapping[str, frozenset[str]]

    def names(self) -> frozenset[str]:
        """Return every URL name the matrix knows."""
        return frozenset(self.pages) | self.open | self.signed_in


def _acts(told: Mapping[str, Any]) -> dict[str, dict[Role, Scope]]:
    found: dict[str, dict[Role, Scope]] = {}
    for resource, acts in told.items():
        for act, roles in acts.items():
            try:
                found[f"{resource}.{act}"] = {
                    Role(role): Scope(scope) for role, scope in (roles or {}).items()
                }
            except ValueError as wrong:
                raise MatrixError(f"{FILE.name}, {resource}.{act}: {wrong}") from wrong
    return found


def _emergency(
    told: Mapping[str, Any], acts: Mapping[str, Any], pages: Mapping[str, Page]
) -> dict[str, frozenset[str]]:
    """Return what emergency access opens: acts that are there, and only read."""
    writing = {page.write for page in pages.values()}
    for scope, named in told.items():
        if wrong := {act for act in named if act not in acts or act in writing}:
            raise MatrixError(f"{FILE.name}, emergency {scope}: not to read: {wrong}.")
    return {scope: frozenset(named) for scope, named in told.items()}


@cache
def matrix() -> Matrix:
    """
    Return what matrix.yaml says.

    :raises MatrixError: when a page names an act that is not there, a role or scope is
        unknown, or emergency access would open more than reading.
    """
    told = yaml.safe_load(FILE.read_text())
    acts = _acts(told["resources"])
    pages = {}
    for name, page in told["pages"].items():
        one = Page(page.get("read"), page.get("write"))
        unknown = {one.read, one.write} - set(acts) - {None}
        if unknown:
            raise MatrixError(f"{FILE.name}, page {name}: unknown acts {unknown}.")
        pages[name] = one
    return Matrix(
        acts=acts,
        pages=pages,
        open=frozenset(told["open"]),
        signed_in=frozenset(told["signed_in"]),
        second_factor=frozenset(Role(role) for role in told["second_factor"]),
        emergency=_emergency(told["emergency"], acts, pages),
    )
