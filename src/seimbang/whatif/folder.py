"""
The files of a plan, read again to ask what a change would do: nothing else is needed.

problem.json.gz knows people by pseudonyms only; their ids are in plan.json (who moves)
and in reasons.json (everybody), or names.json where a plan was made anew.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from seimbang.language import Text, text
from seimbang.plan.build import pseudonym
from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import FORMAT as PROBLEM_FORMAT
from seimbang.plan.problem import Problem
from seimbang.plan.record import FORMAT as PLAN_FORMAT
from seimbang.plan.side.linked import tied
from seimbang.plan.stored import problem_of, solutions_of
from seimbang.whatif.loss import Exchange

REASONS = "reasons.json"
NAMES = "names.json"  # of a plan made anew, which has no reasons
NAMES_FORMAT = "seimbang-names/1"
DIGITS = 100_000  # of an exact ratio in plan.json


class FolderError(Exception):
    """The folder does not hold what it should; the text says what is wrong."""

    def __init__(self, told: Text) -> None:
        super().__init__(str(told))
        self.told = told


class NoPlanError(FolderError):
    """A file is not there at all: the folder is another, or holds no reasons."""


class NoEditError(FolderError):
    """What is asked for is not there: a person, a unit, a post, a plan to change."""


@dataclass(frozen=True)
class Place:
    """A person of the problem: the number of the family, and the number within."""

    family: int
    person: int


@dataclass(frozen=True)
class Folder:
    """
    A plan as its files tell it.

    ``ids``: person id of each pseudonym, of everybody the files name. ``names``: of
    units and jobs, by their codes; empty where the folder has no reasons.
    """

    path: Path
    plan: Mapping[str, Any]
    problem: Problem
    solutions: tuple[Solution, ...]
    ids: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Folder:
        """
        Return the plan in the folder ``path``.

        :raises FolderError: when a file is missing or not what it should be.
        """
        plan = read_json(path / "plan.json", PLAN_FORMAT)
        problem = problem_of(read_json(path / "problem.json.gz", PROBLEM_FORMAT))
        if plan["status"] not in ("OPTIMAL", "TIME_LIMIT"):
            raise NoEditError(
                text(
                    "The folder {folder} holds no plan ({status}), so nothing of it "
                    "can be changed.",
                    folder=path.name,
                    status=plan["status"],
                )
            )
        solutions = tuple(solutions_of(problem, plan["moves"]))
        people = {one["person_id"] for one in plan["moves"]}
        more, names = _named(path)
        ids = {
            pseudonym(one, plan["pseudonym_salt"]): one
            for one in sorted(people.union(more))
        }
        return cls(path, plan, _knowing(problem, ids), solutions, ids, names)

    def exchange(self, family: int) -> Exchange:
        """Return the residual graph of a family's plan, made once."""
        if family not in self._exchanges:
            self._exchanges[family] = Exchange(self.solutions[family])
        return self._exchanges[family]

    @cached_property
    def _exchanges(self) -> dict[int, Exchange]:
        return {}

    @cached_property
    def tied(self) -> tuple[int, ...]:
        """The families that limits tie together: a path does not tell their loss."""
        return tied(self.problem)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each pseudonym of the problem stands: those who may move."""
        return {
            name: Place(at, person)
            for at, family in enumerate(self.problem.families)
            for person, name in enumerate(family.people)
        }

    def place(self, person_id: str) -> Place | None:
        """
        Return where a person stands; None: has no allowed move.

        :raises NoEditError: when the files do not know the person.
        """
        found = self.places.get(pseudonym(person_id, self.plan["pseudonym_salt"]))
        if found is None and person_id not in self.ids.values():
            raise NoEditError(text("Found no such person in this plan."))
        return found

    def person_id(self, family: int, person: int) -> str:
        """
        Return the id of a person of the problem.

        :raises NoPlanError: when the folder has no reasons, which name everybody.
        """
        name = self.problem.families[family].people[person]
        if name not in self.ids:
            raise NoPlanError(
                text(
                    "The plan in {folder} was written without its reasons, so people "
                    "who stay have no id in it: run `seimbang plan` again, without "
                    "--no-report.",
                    folder=self.path.name,
                )
            )
        return self.ids[name]

    def seat(self, name: str) -> str:
        """Return a seat in words: the unit and, in brackets, the job."""
        unit, job = name.split("|")
        return f"{self.names.get(unit, unit)} ({self.names.get(job, job)})"

    def seats(self, unit_id: str, job_id: str | None) -> list[tuple[int, int]]:
        """
        Return the seats of a unit, or of one post there: family, and seat within.

        :raises NoEditError: when the plan has no such unit, or no such post there.
        """
        if unit_id not in self.units:
            raise NoEditError(text("Found no such unit in this plan."))
        found = [
            (family, seat)
            for family, seat in self.units[unit_id]
            if job_id
            in (None, self.problem.families[family].seats.id[seat].split("|")[1])
        ]
        if not found:
            raise NoEditError(text("The unit has no such post in this plan."))
        return found

    @cached_property
    def units(self) -> dict[str, list[tuple[int, int]]]:
        """The seats of each unit: number of the family, and of the seat within."""
        found: dict[str, list[tuple[int, int]]] = {}
        for at, family in enumerate(self.problem.families):
            for seat, name in enumerate(family.seats.id):
                found.setdefault(name.split("|")[0], []).append((at, seat))
        return found


def _knowing(problem: Problem, ids: Mapping[str, str]) -> Problem:
    """Return the problem with people's ids as far as they are known."""
    return replace(
        problem,
        names={
            family.name: tuple(ids.get(one, one) for one in family.people)
            for family in problem.families
        },
    )


def _named(path: Path) -> tuple[list[str], dict[str, str]]:
    """Return the ids of everybody, and the names of units and jobs, that files give."""
    if (path / NAMES).exists():
        names = read_json(path / NAMES, NAMES_FORMAT)
        return names["people"], names["names"]
    if not (path / REASONS).exists():
        return [], {}
    reasons = read_object(path / REASONS)
    stay = (one for group in reasons["stays"] for one in group["people"])
    ask = (one["person_id"] for one in reasons["wishes"])
    return [*stay, *ask], reasons["units"] | reasons["jobs"]


def read_json(path: Path, form: str) -> dict[str, Any]:
    """
    Return the object in a file, which must say that it has the form ``form``.

    :raises FolderError: when it has another, or cannot be read.
    """
    found = read_object(path)
    if found.get("format") != form:
        raise FolderError(
            text(
                "{file} has the form {found}; this version reads {form}. Run "
                "`seimbang plan` again, or explain it with the version that wrote it.",
                file=path.name,
                found=found.get("format"),
                form=form,
            )
        )
    return found


def read_object(path: Path) -> dict[str, Any]:
    """
    Return the object in a JSON file, gzipped or not.

    :raises FolderError: when there is none, or it cannot be read.
    """
    most = sys.get_int_max_str_digits()
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        sys.set_int_max_str_digits(DIGITS)
        found = json.loads(content)
    except FileNotFoundError as error:
        raise NoPlanError(
            text(
                "Found no {file} in {folder}: give the folder that `seimbang plan` "
                "wrote.",
                file=path.name,
                folder=path.parent.name,
            )
        ) from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise FolderError(
            text("{file} cannot be read: {why}", file=path.name, why=error)
        ) from error
    finally:
        sys.set_int_max_str_digits(most)
    if not isinstance(found, dict):
        raise FolderError(text("{file} is not what it should be.", file=path.name))
    return found
