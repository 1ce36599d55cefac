"""Everybody on the rolls, one row each: for the office, which asks by the id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seimbang.explain.discretion import PRIVATE, discreet
from seimbang.explain.words.common import title
from seimbang.language import Text, text
from seimbang.report.content import Content
from seimbang.report.data import TITLES
from seimbang.report.moves import STATUS
from seimbang.report.sheet import Cell, Column
from seimbang.rules import Verdict
from seimbang.rules.words import header

PEOPLE = text("People")

COLUMNS = (
    Column(text("Person"), 14),
    Column(text("NIP"), 20),
    Column(text("Name"), 26),
    Column(text("Unit"), 28),
    Column(text("Job"), 26),
    Column(text("Status"), 9),
    Column(text("May be moved by need"), 13),
    Column(text("May move by wish"), 13),
    Column(text("Held by"), 44),
    Column(text("Missing columns"), 40),
)

ANSWERS = {
    Verdict.PASS: text("yes"),
    Verdict.FAIL: text("no"),
    Verdict.UNKNOWN: text("not known"),
}
UNCOUNTED = text("not counted")


def rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a person, by unit and name; head counts name nobody."""
    plan = content.plan
    if plan.snapshot.head_count_mode:
        return
    told = plan.snapshot["people"].select("person_id", "nip", "name", "status")
    names = {row[0]: row[1:] for row in told.iter_rows()}
    found = []
    for one in plan.eligibility.people.iter_rows(named=True):
        nip, name, status = names[one["person_id"]]
        unit = content.units.get(one["unit_id"])
        held = (*one["failed_compulsory"], *one["failed_voluntary"])
        found.append(
            (
                one["person_id"],
                nip,
                name,
                unit.name if unit else one["unit_id"],
                content.jobs.get(one["job_id"], one["job_id"]),
                STATUS.get(status, status),
                *_answers(one),
                "; ".join(_held(content, held)),
                "; ".join(header(column) for column in one["missing"]),
            )
        )
    yield from sorted(found, key=lambda row: (row[3] or "", row[2] or "", row[0]))


def _answers(one: Mapping[str, Any]) -> tuple[Text, Text]:
    """Return whether the person may move by need, and by wish."""
    if not one["counted"]:
        return UNCOUNTED, UNCOUNTED
    return ANSWERS[one["compulsory"]], ANSWERS[one["voluntary"]]


def _held(content: Content, rules: tuple[str, ...]) -> Iterator[str]:
    """Yield what holds a person; private causes behind one word."""
    for rule in discreet(rules):
        words = title(content.reasons, PRIVATE) if rule == PRIVATE else TITLES[rule]
        yield str(words)
