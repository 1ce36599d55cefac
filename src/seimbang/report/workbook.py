"""plan.xlsx: the whole plan as sheets to sort, filter and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seimbang.explain.words import of_short, of_wish
from seimbang.language import Text, text
from seimbang.law.standing import LAW, PROJECT, REGION, kind, standing
from seimbang.report import (
    curve,
    data,
    figure,
    finding,
    ground,
    limit,
    relief,
    request,
    staff,
    wave,
)
from seimbang.report.content import Content
from seimbang.report.moves import (
    MOVES,
    PRINTED,
    move_columns,
    move_rows,
    reason_columns,
    reason_rows,
)
from seimbang.report.number import spoken_day
from seimbang.report.sheet import Book, Cell, Column
from seimbang.rules import COMPULSORY, RULES, VOLUNTARY

NOT_MEASURED = text("not measured")


def write_workbook(content: Content, path: Path) -> None:
    """Write the workbook; the same content gives the same bytes."""
    note = str(text("A proposal, not a decision; for the office's own use."))
    with Book(path, content.institution, note) as book:
        book.blocks(
            text("Summary"),
            text("Plan of transfers for a balanced workload"),
            _summary(content),
            (46, 20, 20, 20, 40),
        )
        book.table(MOVES, move_columns(), move_rows(content), frozen=3, printed=PRINTED)
        book.table(wave.ORDER, wave.COLUMNS, wave.rows(content), frozen=3)
        if limit.there(content):
            book.table(limit.LIMITS, limit.COLUMNS, limit.rows(content))
        book.table(text("Reasons"), reason_columns(), reason_rows(content), frozen=3)
        book.table(
            text("Units before-after"),
            _SEATS,
            _seats(content),
            frozen=2,
            printed=_SEATS_PRINTED,
        )
        book.table(text("Posts to request"), _REQUESTS, _requests(content), frozen=1)
        if relief.there(content):
            book.table(relief.SHEET, relief.COLUMNS, relief.rows(content), frozen=2)
        book.table(text("Wishes"), _WISHES, _wishes(content), frozen=2)
        book.table(staff.PEOPLE, staff.COLUMNS, staff.rows(content), frozen=3)
        if content.curve is not None:
            _curve(book, content.curve)
        book.table(text("Problems"), _PROBLEMS, _problems(content))
        book.table(text("Why not more"), _LOST, _lost(content))
        book.table(text("Rules"), _RULES, _rules(content))
        book.table(ground.PARAMETERS, _PARAMETERS, _parameters(content), frozen=2)


def _curve(book: Book, found: curve.Curve) -> None:
    """Add the sheet of what each further move buys, with its picture."""
    columns = [
        Column(words, width)
        for words, width in zip(
            curve.headings(found).values(), (10, 10, 11, 11, 12, 46), strict=True
        )
    ]
    book.table(curve.SHEET, columns, curve.cells(found), drawn=(0, 4))


Block = tuple[Sequence[Text], Iterable[Sequence[Cell]]]


def _summary(content: Content) -> Iterator[Block]:
    plan, names = content.plan, figure.columns(content)
    yield (
        [text("The plan")],
        [
            (text("Institution"), content.institution or text("institution not named")),
            (text("Day of the law"), spoken_day(plan.day)),
            (text("Data of"), spoken_day(content.taken)),
            (text("Policy"), finding.policy(content)),
            (text("Status"), finding.status(content)),
            (text("Proof"), finding.proof(content)),
            (text("Fingerprint of the problem"), str(content.record["problem_sha256"])),
        ],
    )
    yield [text("Findings")], ([words] for words in finding.findings(content))
    yield (
        [text("Measure"), *(figure.COLUMNS[name] for name in names)],
        ((words, *values) for words, values in figure.rows(content)),
    )
    yield (
        [text("Local parameter"), text("Value"), text("Basis")],
        (
            (
                ground.NAMES[name],
                ground.local_words(name, leaf["value"]),
                leaf["source"],
            )
            for name, leaf in content.record["local"].items()
        ),
    )
    yield (
        [
            text("Law that is not confirmed (belum dikonfirmasi)"),
            text("Since"),
            text("Regulation and place"),
        ],
        (
            (one["key"], ground.since(one), f"{one['title']}, {one['at']}")
            for one in content.unconfirmed
        ),
    )


_SEATS = (
    Column(text("Unit"), 30),
    Column(text("Job"), 28),
    Column(text("Need (2 decimals)"), 11),
    Column(text("Need (whole)"), 10),
    Column(text("Before"), 9),
    Column(text("After"), 9),
    Column(text("Gap before"), 9),
    Column(text("Gap after"), 9),
    Column(text("What is to be done"), 40),
    Column(text("Unit code"), 13),
    Column(text("District"), 18),
    Column(text("Need (exact ratio)"), 14),
    Column(text("Minimum"), 9),
    Column(text("Establishment"), 10),
    Column(text("Present, not counted"), 10),
)
_SEATS_PRINTED = 9  # columns that go on paper


def _seats(content: Content) -> Iterator[tuple[Cell, ...]]:
    for seat in content.seats:
        measured = seat.whole is not None
        yield (
            seat.unit.name,
            seat.job,
            seat.need if measured else NOT_MEASURED,
            seat.whole if measured else NOT_MEASURED,
            seat.before,
            seat.after,
            seat.gap_before if measured else None,
            seat.gap_after if measured else None,
            seat.advice,
            seat.unit.id,
            seat.unit.district,
            None if seat.need is None else str(seat.need),
            seat.minimum,
            seat.establishment,
            seat.others,
        )


_REQUESTS = (
    Column(text("Unit"), 30),
    Column(text("District"), 16),
    Column(text("Job"), 28),
    Column(text("Need (2 decimals)"), 10),
    Column(text("Need (exact ratio)"), 14),
    Column(text("Need (whole)"), 9),
    Column(text("Minimum"), 9),
    Column(text("Establishment"), 10),
    Column(text("After"), 9),
    Column(text("Posts to request"), 10),
    Column(text("Why nobody comes"), 36),
    Column(text("In full"), 70),
)


def _requests(content: Content) -> Iterator[tuple[Cell, ...]]:
    full = {
        (one["unit_id"], one["job_id"]): one for one in content.reasons.get("short", ())
    }
    for seat in content.unmet:
        why = full.get((seat.unit.id, seat.job_id))
        yield (
            seat.unit.name,
            seat.unit.district,
            seat.job,
            seat.need,
            str(seat.need),
            seat.whole,
            seat.minimum,
            seat.establishment,
            seat.after,
            -seat.gap_after,
            request.reason(content, seat),
            " ".join(map(str, of_short(content.reasons, why))) if why else None,
        )


_WISHES = (
    Column(text("Name"), 30),
    Column(text("Person"), 11),
    Column(text("Unit"), 30),
    Column(text("Job"), 26),
    Column(text("Order of the wish"), 9),
    Column(text("Answer"), 80),
)


def _wishes(content: Content) -> Iterator[tuple[Cell, ...]]:
    for one in content.reasons.get("wishes", ()):
        name, unit, job = content.person(one["person_id"])
        answer = of_wish(content.reasons, one)
        yield name, one["person_id"], unit, job, one["rank"], answer


_PROBLEMS = (
    Column(text("Weight"), 13),
    Column(text("File"), 18),
    Column(text("Sheet"), 18),
    Column(text("Cell"), 8),
    Column(text("Column"), 20),
    Column(text("Found"), 40),
    Column(text("Expected"), 36),
    Column(text("What to do"), 50),
)


def _problems(content: Content) -> Iterator[tuple[Cell, ...]]:
    for one in content.problems:
        yield (
            data.SEVERITIES[one.severity],
            one.file,
            one.sheet,
            one.cell or (None if one.row is None else str(one.row)),
            one.column,
            one.found,
            one.expected,
            one.todo,
        )


_LOST = (
    Column(text("Rule or missing column"), 50),
    Column(text("Kind"), 18),
    Column(text("Not by need"), 14),
    Column(text("Not by wish"), 14),
    Column(text("By this alone"), 14),
)


def _lost(content: Content) -> Iterator[tuple[Cell, ...]]:
    def told(count: int | None) -> Cell:
        return data.FEW if count is None else count

    for title, need, wish, alone in data.gates(content):
        yield title, text("rule"), told(need), told(wish), told(alone)
    for header, people, alone in data.columns(content):
        yield header, text("missing column"), told(people), told(people), told(alone)
    for names, several, people in data.fills(content):
        together = text("{number} columns together", number=several)
        yield names, together, None, None, people


_RULES = (
    Column(text("Rule"), 8),
    Column(text("Subject"), 44),
    Column(text("Kind"), 14),
    Column(text("By need"), 10),
    Column(text("By wish"), 10),
    Column(text("Sources"), 100),
)

_ROLES = {
    "gate": text("must hold"),
    "flag": text("to look at"),
    "not_a_rule": text("not applied"),
}


def _rules(content: Content) -> Iterator[tuple[Cell, ...]]:
    for rule in RULES:
        cited = rule.citations(content.plan.eligibility.ground)
        sources = (_source(one.as_dict()) for one in cited)
        yield (
            rule.key,
            rule.title,
            _ROLES[rule.role],
            text("yes") if COMPULSORY in rule.modes else text("no"),
            text("yes") if VOLUNTARY in rule.modes else text("no"),
            "; ".join(dict.fromkeys(sources)),
        )


def _source(citation: Mapping[str, Any]) -> str:
    """Return where a rule stands, and how far that may be relied on."""
    words, where = standing(citation), f"{citation['title']}, {citation['at']}"
    return where if words is None else f"{where} ({words})"


_PARAMETERS = (
    Column(text("Kind"), 14),
    Column(text("Parameter"), 36),
    Column(text("Value"), 28),
    Column(text("Basis"), 60),
    Column(text("Place"), 40),
    Column(text("Since"), 18),
    Column(text("Confirmed"), 20),
)


_KINDS = {LAW: text("law"), PROJECT: text("project"), REGION: text("region")}


def _parameters(content: Content) -> Iterator[tuple[Cell, ...]]:
    for name, leaf in content.record["local"].items():
        value = ground.local_words(name, leaf["value"])
        yield _KINDS[REGION], name, value, leaf["source"], None, None, None
    cited = content.reasons.get("citations", content.unconfirmed)
    for one in cited:
        if kind(one) != REGION:
            yield (
                _KINDS[kind(one)],
                one["key"],
                None,
                one["title"],
                one["at"],
                ground.since(one),
                standing(one) or text("yes"),
            )
