"""
A region's own policy: a file of its own, checked whole before anything is planned.

Its name is the name of the file. What it says is data: the goals are ours, their order
is the region's.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seimbang.language import Text, text
from seimbang.law.errors import LawError, LawFileError
from seimbang.law.reading import is_words, read, shown
from seimbang.plan.policy import GOALS, Policy, names, policy

ENDINGS = (".yaml", ".yml")
LARGEST_FILE = 65536  # bytes
OFFERED = tuple(goal for goal in GOALS if goal != "deviation")  # needs a plan before
GAINS = ("nobody", "minimum", "shortage", "leximin", "wishes")
KEYS = ("description", "version", "basis", "goals")
OPTIONAL = ("voluntary_only",)


class PolicyFileError(LawError):
    """The file of a policy is not as it must be; ``sentences`` holds every fault."""

    def __init__(self, sentences: Sequence[Text]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)

    def __str__(self) -> str:
        return "\n".join(str(sentence) for sentence in self.sentences)


def chosen(name: str, beside: Path | None = None) -> Policy:
    """
    Return the policy ``name``: one that is shipped, or the file of that name.

    A file is told by its ending; it stands in the folder ``beside``.

    :raises UnknownPolicyError: when no policy of that name is shipped.
    :raises PolicyFileError: with every fault of the file at once.
    """
    if not name.endswith(ENDINGS):
        return policy(name)
    return read_policy((beside or Path()) / name)


def read_policy(path: Path) -> Policy:
    """
    Return the policy in the file ``path``.

    :raises PolicyFileError: with every fault of the file at once.
    """
    found = _read(path)
    faults = list(_faults(path, found))
    if faults:
        raise PolicyFileError(faults)
    return Policy(
        name=path.stem,
        version=found["version"],
        goals=tuple(found["goals"]),
        voluntary_only=found.get("voluntary_only", False),
        description=found["description"],
        basis=found["basis"],
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            large = text(
                "{file} is larger than {limit} bytes; expected a policy.",
                file=path.name,
                limit=LARGEST_FILE,
            )
            raise PolicyFileError([large])
        found = read(path, ours=False)
    except OSError as error:
        reason = error.strerror or ""
        raise PolicyFileError(
            [text("Cannot read {file}: {reason}", file=path.name, reason=reason)]
        ) from error
    except LawFileError as error:
        raise PolicyFileError([error.sentence]) from error
    if not isinstance(found, dict):
        keys = text("the keys {keys}", keys=", ".join(KEYS))
        raise PolicyFileError([_fault(path.name, found, keys)])
    return found


def _faults(path: Path, found: Mapping[Any, Any]) -> Iterator[Text]:
    if path.stem in names():
        other = text("another name than that of a policy shipped")
        yield _fault(path.name, path.stem, other)
    allowed = (*KEYS, *OPTIONAL)
    for key in found:
        if key not in allowed:
            only = text("only the keys {keys}", keys=", ".join(allowed))
            yield _fault(str(key), key, only)
    for key in ("description", "basis"):
        if not is_words(found.get(key)):
            yield _fault(key, found.get(key), text("words"))
    version = found.get("version")
    if type(version) is not int or version < 1:
        yield _fault("version", version, text("a whole number from 1"))
    only_wishes = found.get("voluntary_only", False)
    if type(only_wishes) is not bool:
        yield _fault("voluntary_only", only_wishes, text("true or false"))
    yield from _goals(found.get("goals"), only_wishes is True)


def _goals(found: Any, only_wishes: bool) -> Iterator[Text]:
    """Yield what is wrong with the goals: each one first, then what they are together.

    ``only_wishes``: nobody moves without a wish.
    """
    if not isinstance(found, list) or not found:
        yield _fault("goals", found, text("a list of goals, the most important first"))
        return
    for goal in found:
        if goal not in OFFERED:
            close = difflib.get_close_matches(str(goal), OFFERED, n=1)
            known = ", ".join(close or OFFERED)
            yield _fault("goals", goal, text("a goal: {known}", known=known))
    for goal in OFFERED:
        if found.count(goal) > 1:
            yield _fault("goals", goal, text("each goal once"))
    yield from _together(found, only_wishes)


def _together(goals: Sequence[Any], only_wishes: bool) -> Iterator[Text]:
    if goals[-1] != "order":
        last = text("order as the last goal: it makes the plan the only one")
        yield _fault("goals", goals[-1], last)
    if "shortage" in goals and "leximin" in goals:
        both = text(
            "one of shortage and leximin: they are two measures of one thing, and the "
            "later would decide next to nothing"
        )
        yield _fault("goals", "shortage, leximin", both)
    if not set(GAINS) & {goal for goal in goals if isinstance(goal, str)}:
        gain = text(
            "a goal for which somebody moves, one of {goals}", goals=", ".join(GAINS)
        )
        yield _fault("goals", ", ".join(map(str, goals)), gain)
    if only_wishes and "wishes" not in goals:
        wishes = text("wishes, as nobody moves without one (voluntary_only)")
        yield _fault("goals", None, wishes)
    if not only_wishes and "compulsory" not in goals:
        few = text(
            "compulsory, so that nobody is moved without need; or voluntary_only: true"
        )
        yield _fault("goals", None, few)


def _fault(key: str, found: Any, expected: Text) -> Text:
    return text(
        "{key}: found {found}; expected {expected}.",
        key=shown(key),
        found="null" if found is None else shown(found),
        expected=expected,
    )
