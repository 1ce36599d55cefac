"""What the rules say of one person and one place, as a reader may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from seimbang.explain.discretion import PERSONAL_FACTS, PRIVATE_RULES
from seimbang.explain.words.common import Amount
from seimbang.language import Text
from seimbang.law import Citation
from seimbang.law.standing import is_open, standing
from seimbang.report.number import spoken_day
from seimbang.rules import Eligibility, Finding, Verdict
from seimbang.rules.person import settled
from seimbang.rules.table import RULE

HIDDEN = PRIVATE_RULES | {"R4", "R5"}  # health, care, leave, family, discipline
LANE = frozenset({"G11"})  # says which lane it is, holds nobody in that lane
WISH = "G17"  # a single case is itself the wish


class Kind(StrEnum):
    """What a rule does with the move."""

    BLOCKS = "blocks"
    WAIVER = "waiver"  # may go with a written waiver (dispensasi)
    OPEN = "open"  # not known: look before a decree
    NOTE = "note"
    WAIVED = "waived"
    MET = "met"


ORDER = tuple(Kind)


@dataclass(frozen=True)
class Sight:
    """What a reader may see of a person: private facts, and how far the home is."""

    private: bool
    coarse: bool


@dataclass(frozen=True)
class Source:
    """Where a rule stands; ``open``: nobody compared it with the official text."""

    title: str
    at: str
    open: bool
    standing: Text | None


@dataclass(frozen=True)
class Told:
    """
    One rule: what it does with the move, in words, and where it stands.

    ``data`` is the core's own sentence, to be kept; None where the reader may not.
    """

    rule: str
    title: Text | str
    kind: Kind
    sentence: Text | str
    sources: tuple[Source, ...] = ()
    data: Text | None = None

    @cached_property
    def words(self) -> str:
        """Return the sentence in the language in force."""
        return str(self.sentence)


@dataclass(frozen=True)
class Day:
    """A day that is spoken as people read it."""

    day: date

    def __str__(self) -> str:
        return spoken_day(self.day)


def kind_of(finding: Finding, *, own_lane: bool) -> Kind | None:
    """Return what a finding does with the move; None: nothing to tell."""
    if finding.role == "flag":
        return None if finding.verdict is Verdict.PASS else Kind.NOTE
    if own_lane and _only_lane(finding):
        return Kind.NOTE
    if finding.verdict is Verdict.UNKNOWN or finding.facts.get("let_through"):
        return Kind.OPEN
    if finding.verdict is Verdict.PASS:
        return Kind.WAIVED if "waiver" in finding.facts else Kind.MET
    return Kind.WAIVER if RULE[finding.rule].liftable else Kind.BLOCKS


def _only_lane(finding: Finding) -> bool:
    if finding.verdict is not Verdict.FAIL:
        return False
    return finding.rule in LANE or finding.facts.get("why") == "own_lane"


def rules_of(
    answers: Eligibility,
    findings: Iterable[Finding],
    *,
    mode: str,
    sight: Sight,
    waivers: Mapping[str, str] | None = None,
    own_lane: bool = False,
    without: Collection[str] = (),
) -> tuple[Told, ...]:
    """
    Return the findings that count in ``mode``, those that hold first.

    ``waivers``: rule → basis, of waivers that are not in the data yet.
    """
    jobs = dict(answers.snapshot["jobs"].select("job_id", "name").iter_rows())
    told: list[Told] = []
    hidden: list[Told] = []
    for finding in findings:
        if finding.rule in without or (
            finding.role == "gate" and mode not in finding.modes
        ):
            continue
        finding = _lifted(answers, finding, (waivers or {}).get(finding.rule))
        kind = kind_of(finding, own_lane=own_lane)
        if kind is None:
            continue
        one = Told(
            finding.rule,
            RULE[finding.rule].title,
            kind,
            _discreet(finding, jobs, sight),
            tuple(_source(citation) for citation in finding.citations),
            finding.sentence if sight.private else None,
        )
        (hidden if finding.rule in HIDDEN and not sight.private else told).append(one)
    told += _one_word(hidden)
    return tuple(sorted(told, key=lambda one: ORDER.index(one.kind)))


def _lifted(answers: Eligibility, finding: Finding, basis: str | None) -> Finding:
    if basis is None:
        return finding
    return settled(
        RULE[finding.rule],
        finding.verdict,
        dict(finding.facts),
        answers.ground,
        waiver=basis,
    )


def _discreet(finding: Finding, jobs: Mapping[str, str], sight: Sight) -> Text | str:
    """Return the sentence in plain words; without personal facts for most readers."""
    if not sight.private and PERSONAL_FACTS & set(finding.facts):
        met = finding.verdict is Verdict.PASS
        return _("Met.") if met else _("Not met, or not known.")
    if not sight.coarse and finding.rule == "R15":
        met = finding.verdict is Verdict.PASS
        return _("Within the distance.") if met else _("Too far, or not known.")
    return _plain(finding.sentence, jobs)


def _plain(sentence: Text, jobs: Mapping[str, str]) -> Text:
    return Text(
        sentence.message,
        tuple((name, _fact(name, value, jobs)) for name, value in sentence.facts),
    )


def _fact(name: str, value: Any, jobs: Mapping[str, str]) -> Any:
    if isinstance(value, Text):
        return _plain(value, jobs)
    if isinstance(value, date):
        return Day(value)
    if isinstance(value, float):
        return Amount(Fraction(str(value)))
    return jobs.get(value, value) if name == "job_id" else value


def _source(citation: Citation) -> Source:
    told = citation.as_dict()
    return Source(citation.title, citation.at, is_open(told), standing(told))


def _one_word(hidden: list[Told]) -> list[Told]:
    """Return the private rules as one line that tells no cause."""
    holding = [one for one in hidden if one.kind not in (Kind.MET, Kind.NOTE)]
    if not hidden:
        return []
    kind = min((one.kind for one in holding), key=ORDER.index, default=Kind.MET)
    words = (
        _("Something private is recorded; the personnel office knows it.")
        if holding
        else _("Nothing private holds the person.")
    )
    return [Told("", _("Private facts"), kind, words)]
