"""Judge people: every rule of the person as a column, and the same for one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from seimbang.law import Law, Local
from seimbang.rules.facts import of_one
from seimbang.rules.rule import (
    COMPULSORY,
    VOLUNTARY,
    Finding,
    Ground,
    Judgement,
    Rule,
    Verdict,
    sentence,
)
from seimbang.rules.table import RULES

MODES = (COMPULSORY, VOLUNTARY)


@dataclass(frozen=True)
class People:
    """
    The facts of people and what the rules of the person say of them.

    ``verdicts`` has a column (Int8) a rule that judged somebody, waivers and local
    decisions applied; ``open`` a Boolean column ``rule/column`` where the null of that
    column left the answer open.
    """

    facts: pl.DataFrame
    ground: Ground
    waived: Mapping[str, Mapping[str, str]]
    judged: Mapping[str, tuple[Rule, Judgement]]
    verdicts: pl.DataFrame
    open: pl.DataFrame

    @cached_property
    def told(self) -> pl.DataFrame:
        """What the findings are told from, a row a person, reckoned once."""
        return self.facts.select(
            one
            for rule, judgement in self.judged.values()
            for one in _looked(rule, judgement, self.ground)
        )

    def gates(self, mode: str) -> list[str]:
        """Return the keys of the gates of ``mode`` that judged somebody."""
        return [
            key
            for key, (rule, _) in self.judged.items()
            if rule.role == "gate" and mode in rule.modes
        ]

    def flags(self) -> list[str]:
        """Return the keys of the flags that judged somebody."""
        return [key for key, (rule, _) in self.judged.items() if rule.role == "flag"]


def judge(
    facts: pl.DataFrame,
    rules: tuple[Rule, ...],
    ground: Ground,
    waived: Mapping[str, Mapping[str, str]],
    *,
    counted_only: bool = False,
) -> People:
    """Judge the people of ``facts`` by those ``rules`` that concern somebody."""
    concerned = _concerned(facts, rules, ground, counted_only=counted_only)
    judged = {rule.key: (rule, rule.judge(ground)) for rule in concerned if rule.judge}
    verdicts = facts.select(
        _verdict(rule, judgement, ground, waived.get(key, {})).alias(key)
        for key, (rule, judgement) in judged.items()
    )
    open_ = pl.concat([facts, verdicts], how="horizontal").select(
        (condition & (pl.col(key) == Verdict.UNKNOWN.value)).alias(f"{key}/{column}")
        for key, (_, judgement) in judged.items()
        for column, condition in judgement.unknown.items()
    )
    return People(facts, ground, waived, judged, verdicts, open_)


def _concerned(
    facts: pl.DataFrame,
    rules: tuple[Rule, ...],
    ground: Ground,
    *,
    counted_only: bool,
) -> list[Rule]:
    """Return the planner's rules that are in force and look at somebody."""
    candidates = [
        rule
        for rule in rules
        if rule.judge is not None
        and rule.role != "not_a_rule"
        and (rule.counted or not counted_only)
        and rule.in_force(ground)
    ]
    somebody = facts.select(
        _concerns(rule, ground).any().alias(rule.key) for rule in candidates
    )
    return [rule for rule in candidates if somebody[rule.key].any()]


def _concerns(rule: Rule, ground: Ground) -> pl.Expr:
    if rule.concerns is None:
        return pl.lit(True)
    return rule.concerns(ground).fill_null(value=False)


def _verdict(
    rule: Rule, judgement: Judgement, ground: Ground, waived: Mapping[str, str]
) -> pl.Expr:
    """Return the verdict column, as it counts: lifted and let through is PASS."""
    passed = pl.lit(Verdict.PASS.value, dtype=pl.Int8)
    verdict = pl.when(_concerns(rule, ground)).then(judgement.verdict).otherwise(passed)
    if waived and rule.liftable:
        lifted = pl.col("person_id").is_in(list(waived))
        verdict = pl.when(lifted).then(passed).otherwise(verdict)
    if rule.role == "gate" and rule.key in ground.local.unknown_passes:
        verdict = verdict.replace(Verdict.UNKNOWN.value, Verdict.PASS.value)
    return verdict


def conclusion(people: People, mode: str) -> pl.Series:
    """Return the verdict of all gates of ``mode``, as :func:`conclude` does."""
    keys = people.gates(mode)
    verdicts = [pl.col(key) for key in keys]
    failed = pl.any_horizontal(pl.lit(False), *(one == 0 for one in verdicts))
    unknown = pl.any_horizontal(pl.lit(False), *(one == -1 for one in verdicts))
    column = (
        pl.when(failed)
        .then(Verdict.FAIL.value)
        .when(unknown)
        .then(Verdict.UNKNOWN.value)
        .otherwise(Verdict.PASS.value)
        .cast(pl.Int8)
    )
    return people.verdicts.with_columns(column.alias(mode))[mode]


def not_passed(people: People, keys: list[str]) -> pl.Series:
    """Return the list of ``keys`` that failed or are unknown, a row a person."""
    return _lists(people.verdicts, {key: pl.col(key) != 1 for key in keys})


def missing(people: People) -> pl.Series:
    """Return the columns whose null left a gate open, a row a person."""
    gates = {key for mode in MODES for key in people.gates(mode)}
    by_column: dict[str, list[pl.Expr]] = {}
    for name in people.open.columns:
        key, column = name.split("/")
        if key in gates:
            by_column.setdefault(column, []).append(pl.col(name))
    return _lists(
        pl.concat([people.facts.select("person_id"), people.open], how="horizontal"),
        {column: pl.any_horizontal(*found) for column, found in by_column.items()},
    )


def _lists(frame: pl.DataFrame, conditions: Mapping[str, pl.Expr]) -> pl.Series:
    words = [pl.lit(None, dtype=pl.String)] + [
        pl.when(condition).then(pl.lit(word)) for word, condition in conditions.items()
    ]
    lists = pl.concat_list(words).list.drop_nulls()
    return frame.with_columns(lists.alias("/"))["/"]


def findings(people: People, row: int) -> list[Finding]:
    """Return what the rules of the person say of one row, flags included."""
    told = people.told.row(row, named=True)
    person_id = people.facts["person_id"][row]
    return [
        _found(rule, judgement, told, people.ground, _basis(people, key, person_id))
        for key, (rule, judgement) in people.judged.items()
        if told[f"{key}/concerns"]
    ]


def _basis(people: People, key: str, person_id: str) -> str | None:
    return people.waived.get(key, {}).get(person_id)


def _looked(rule: Rule, judgement: Judgement, ground: Ground) -> Iterator[pl.Expr]:
    """Yield what a finding is told from, under the key of the rule."""
    yield _concerns(rule, ground).alias(f"{rule.key}/concerns")
    yield judgement.verdict.alias(f"{rule.key}/verdict")
    for name in _names(rule, judgement):
        value = judgement.facts.get(name, pl.col(name))
        yield value.alias(f"{rule.key}/fact/{name}")
    for name, value in judgement.unknown.items():
        yield value.alias(f"{rule.key}/unknown/{name}")


def _names(rule: Rule, judgement: Judgement) -> list[str]:
    """Return the facts that are told: the columns looked at, and what stands beside."""
    own = [name for name in rule.columns if name not in judgement.facts]
    return [*own, *judgement.facts]


def _found(
    rule: Rule,
    judgement: Judgement,
    told: Mapping[str, Any],
    ground: Ground,
    waiver: str | None,
) -> Finding:
    names = _names(rule, judgement)
    facts = {name: told[f"{rule.key}/fact/{name}"] for name in names}
    verdict = Verdict(told[f"{rule.key}/verdict"])
    if verdict is Verdict.UNKNOWN:
        absent = [
            name for name in judgement.unknown if told[f"{rule.key}/unknown/{name}"]
        ]
        facts["missing"] = absent
    return settled(rule, verdict, facts, ground, waiver=waiver)


def settled(
    rule: Rule,
    verdict: Verdict,
    facts: dict[str, Any],
    ground: Ground,
    *,
    waiver: str | None = None,
) -> Finding:
    """Return the finding after waivers and local decisions: then it is PASS."""
    if waiver is not None and rule.liftable and verdict is not Verdict.PASS:
        verdict, facts = Verdict.PASS, facts | {"waiver": waiver}
    elif (
        verdict is Verdict.UNKNOWN
        and rule.role == "gate"
        and rule.key in ground.local.unknown_passes
    ):
        verdict, facts = Verdict.PASS, facts | {"let_through": True}
    return Finding(
        rule=rule.key,
        verdict=verdict,
        facts=facts,
        citations=rule.citations(ground),
        sentence=sentence(rule, verdict, facts),
        role=rule.role,
        modes=rule.modes,
    )


def answer(
    rule: str, facts: Mapping[str, Any], *, day: date, law: Law, local: Local
) -> dict[str, Any]:
    """
    Return what one rule says of one person outside any table, as JSON knows it.

    ``facts`` are columns of :data:`seimbang.rules.facts.SCHEMA`; what is left out is
    not known. ``concerned`` is False where the rule does not look at such a person.
    :raises ValueError: when the rule does not judge a person.
    """
    ground, one = Ground(law, local, day), of_one(facts)
    asked = next(found for found in RULES if found.key == rule)
    if asked.judge is None:
        raise ValueError(f"Expected a rule that judges a person, got {rule}.")
    judgement = asked.judge(ground)
    told = one.select(_looked(asked, judgement, ground)).row(0, named=True)
    found = _found(asked, judgement, told, ground, None)
    return found.as_dict() | {"concerned": told[f"{rule}/concerns"]}


def flagged(people: People) -> pl.Series:
    """Return the flags that are up (an unknown one is not), a row a person."""
    keys = people.flags()
    return _lists(people.verdicts, {key: pl.col(key) == 0 for key in keys})
