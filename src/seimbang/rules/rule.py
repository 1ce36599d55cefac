"""What a rule is, and what it answers: PASS, FAIL or UNKNOWN, with facts and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Literal

import polars as pl

from seimbang.language import Text, text
from seimbang.law import Citation, Law, Local, NotInForceError
from seimbang.rules.words import header, spoken

COMPULSORY = "compulsory"  # without a wish of the person
VOLUNTARY = "voluntary"  # to a place the person wished for
BOTH = frozenset({COMPULSORY, VOLUNTARY})
ONLY_COMPULSORY = frozenset({COMPULSORY})
SWITCH = "tenure_months"  # cited only where the region has chosen it (X3)

Role = Literal["gate", "flag", "not_a_rule"]
Scope = Literal["person", "fit", "pair"]


class Verdict(IntEnum):
    """The answer of a rule; the values are those of the verdict columns."""

    PASS = 1
    FAIL = 0
    UNKNOWN = -1


@dataclass(frozen=True)
class Ground:
    """What rules are judged by: the law, the region's own decisions, the day."""

    law: Law
    local: Local
    day: date

    def value(self, key: str) -> Any:
        """Return the law's value ``key`` on the day."""
        return self.law.value(key, self.day).value

    def in_force(self, key: str) -> bool:
        """Tell whether the law says something under ``key`` on the day."""
        try:
            return self.value(key) is not None
        except NotInForceError:
            return False


@dataclass(frozen=True)
class Judgement:
    """
    A rule as columns of the facts of people.

    ``fails`` is the condition that the rule forbids (null counts as no), ``unknown``
    the condition per column whose null leaves the answer open, ``facts`` what is told
    beside the columns looked at.
    """

    fails: pl.Expr
    unknown: Mapping[str, pl.Expr] = field(default_factory=dict)
    facts: Mapping[str, pl.Expr] = field(default_factory=dict)

    @property
    def verdict(self) -> pl.Expr:
        """Return the verdict column (Int8)."""
        unknown = pl.any_horizontal(pl.lit(False), *self.unknown.values())
        return (
            pl.when(self.fails.fill_null(False))
            .then(Verdict.FAIL.value)
            .when(unknown)
            .then(Verdict.UNKNOWN.value)
            .otherwise(Verdict.PASS.value)
            .cast(pl.Int8)
        )


def last_day(column: str) -> pl.Expr:
    """Return the last day of a period, whose end is exclusive in a frame."""
    return pl.col(column).dt.offset_by("-1d")


@dataclass(frozen=True)
class Reference:
    """A place in a source of the law's register, for a rule that has no number."""

    source: str
    at: str


@dataclass(frozen=True)
class Rule:
    """
    One line of the table of rules.

    ``judge`` answers the rule for columns of people (scope person); rules of scope fit
    and pair are judged in :mod:`~seimbang.rules.fit` and :mod:`~seimbang.rules.pair`.
    It begins with its law: before the first day of ``law`` it judges nobody.
    ``concerns`` says whom the rule looks at (None: everybody). ``liftable`` is False
    where no waiver helps: the person is not there to be moved, or in another lane.
    ``counted`` rules need no fact of a named person (head-count mode).
    """

    key: str
    title: Text
    role: Role
    scope: Scope
    fails: Text
    passes: Text
    modes: frozenset[str] = BOTH
    law: tuple[str, ...] = ()  # keys of the law's values that are cited
    references: tuple[Reference, ...] = ()
    local: tuple[str, ...] = ()  # names of the region's own parameters
    columns: tuple[str, ...] = ()
    judge: Callable[[Ground], Judgement] | None = None
    concerns: Callable[[Ground], pl.Expr] | None = None
    liftable: bool = True
    counted: bool = False

    def in_force(self, ground: Ground) -> bool:
        """Tell whether all of the rule's law is in force on the day."""
        return all(ground.in_force(key) for key in self.law)

    def citations(self, ground: Ground) -> tuple[Citation, ...]:
        """Return where the rule stands, as in force on the day."""
        cited = [
            ground.law.value(key, ground.day).citation
            for key in self.law
            if ground.in_force(key)
        ]
        cited += [self._citation(ground, place) for place in self.references]
        switched = ground.local.tenure_months is not None
        chosen = [name for name in self.local if switched or name != SWITCH]
        return (*cited, *(_local_citation(ground, name) for name in chosen))

    def _citation(self, ground: Ground, reference: Reference) -> Citation:
        source = ground.law.sources[reference.source]
        return Citation(
            key=f"rules.{self.key}",
            source=source.id,
            at=reference.at,
            title=source.title,
            since=source.in_force_from,
            confirmed=False,
        )


def _local_citation(ground: Ground, name: str) -> Citation:
    basis = ground.local.tenure_basis if name == SWITCH else ""
    return Citation(
        key=f"local.{name}",
        source="local",
        at=name,
        title=basis or ground.local.sources[name],
        since=ground.day,
        confirmed=False,
    )


@dataclass(frozen=True)
class Finding:
    """What one rule says of one person, or of one person and one place."""

    rule: str
    verdict: Verdict
    facts: Mapping[str, Any]
    citations: tuple[Citation, ...]
    sentence: Text
    role: Role = "gate"
    modes: frozenset[str] = BOTH

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as JSON knows it."""
        return {
            "rule": self.rule,
            "verdict": self.verdict.name.lower(),
            "role": self.role,
            "modes": sorted(self.modes),
            "facts": dict(self.facts),
            "sentence": self.sentence,
            "citations": [citation.as_dict() for citation in self.citations],
        }


def conclude(findings: Iterable[Finding], mode: str | None = None) -> Verdict:
    """
    Return FAIL when any gate fails, else UNKNOWN when any is unknown, else PASS.

    Flags never decide; with a ``mode``, only its gates do.
    """
    verdicts = {
        finding.verdict
        for finding in findings
        if finding.role == "gate" and (mode is None or mode in finding.modes)
    }
    for verdict in (Verdict.FAIL, Verdict.UNKNOWN):
        if verdict in verdicts:
            return verdict
    return Verdict.PASS


def sentence(rule: Rule, verdict: Verdict, facts: Mapping[str, Any]) -> Text:
    """Return the rule's sentence for a verdict, with its facts in words."""
    if "waiver" in facts:
        return text(
            "{title}: lifted by a waiver ({waiver}).",
            title=rule.title,
            waiver=facts["waiver"],
        )
    missing = ", ".join(header(name) for name in facts.get("missing", ()))
    if facts.get("let_through"):
        return text(
            "{title}: not known ({missing}), let through by local decision.",
            title=rule.title,
            missing=missing,
        )
    if verdict is Verdict.UNKNOWN:
        return text(
            "{title}: not known, because these are missing: {missing}.",
            title=rule.title,
            missing=missing,
        )
    if verdict is Verdict.PASS and facts.get("training"):
        return text(
            "{title}: open with a gap that training closes ({training}).",
            title=rule.title,
            training=", ".join(facts["training"]),
        )
    words = rule.passes if verdict is Verdict.PASS else rule.fails
    told = Text(
        words.message, tuple((name, spoken(value)) for name, value in facts.items())
    )
    if facts.get("basis"):  # the region's own number stands in the law's place
        return text("{told} Basis: {basis}.", told=told, basis=facts["basis"])
    return told
