"""What both lists of people have: NIP, birth, sex, status, grade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from seimbang.intake.foreign import cells, nip, words
from seimbang.intake.foreign.layouts import key
from seimbang.intake.foreign.record import Draft, Log
from seimbang.intake.foreign.sheets import Row
from seimbang.language import text
from seimbang.model.problem import Severity


def day(log: Log, row: Row, heading: str, *, due: bool = True) -> date | None:
    """
    Return the day under ``heading``; unknown when empty or unreadable.

    ``due`` tells that the person must have such a day, so that a gap is counted.
    """
    found = log.known(row, heading, cells.day, text("a date such as 31-12-2020"))
    if due and not row.text(heading):
        log.tally(row.sheet, "missing", heading)
    return found


def number(log: Log, row: Row, heading: str) -> str | None:
    """
    Return the NIP under ``heading``, None when there is none.

    A NIP that a spreadsheet has made a number has lost its last digits: it is refused,
    and so is one that is not 18 digits with a birth date.
    """
    raw = row.raw(heading)
    if not cells.plain(raw):
        return None
    if not isinstance(raw, str):
        log.problems.append(
            row.problem(
                Severity.ERROR,
                "nip_is_number",
                heading,
                text("A number, whose last digits the spreadsheet has rounded"),
                text("the NIP as text of 18 digits"),
                text("Export again with this column as text."),
            )
        )
        return None
    digits = cells.plain(raw).replace(" ", "")
    try:
        nip.born(digits)
    except ValueError:
        log.problems.append(
            row.problem(
                Severity.ERROR,
                "nip_malformed",
                heading,
                text("A NIP of {length} characters", length=len(digits)),
                text("18 digits that begin with the birth date"),
                text("Correct the NIP in the source."),
            )
        )
        return None
    return digits


def identity(
    log: Log, row: Row, nip_heading: str, birth_heading: str, sex_heading: str
) -> dict[str, Any]:
    """Return NIP, birth date and sex, held against each other."""
    found = number(log, row, nip_heading)
    birth = day(log, row, birth_heading)
    sex = words.SEXES.get(key(row.text(sex_heading)))
    if sex is None and row.text(sex_heading):
        log.word(row, sex_heading, "sex_unknown", text("male or female"))
    if found and birth and nip.born(found) != birth:
        _differs(log, row, "nip_birth_mismatch", birth_heading)
    if found and sex and nip.sex(found) != sex:
        _differs(log, row, "nip_sex_mismatch", sex_heading)
    return {"nip": found, "birth_on": birth, "sex": sex}


def _differs(log: Log, row: Row, code: str, heading: str) -> None:
    log.problems.append(
        row.problem(
            Severity.WARNING,
            code,
            heading,
            text("“{value}”, but the NIP says otherwise", value=row.text(heading)),
            text("the same in the NIP and in this column"),
            text("Find out which is right, and correct it in the source."),
        )
    )


def choice(
    log: Log, row: Row, heading: str, choices: Mapping[str, str], code: str
) -> str | None:
    """Return the status under ``heading``; an error when it is none of ``choices``."""
    found = choices.get(key(row.text(heading)))
    if found is None:
        log.problems.append(
            row.problem(
                Severity.ERROR,
                code,
                heading,
                text("“{value}”", value=row.text(heading)),
                text("a status of civil servants that is known here"),
                text("Correct it in the source: without it the person cannot count."),
            )
        )
    return found


def grade(log: Log, row: Row, heading: str) -> str | None:
    """Return the grade under ``heading``; unknown, with a warning, when it is none."""
    if not row.text(heading):
        return None
    found = words.grade(row.text(heading))
    if found is None:
        log.word(row, heading, "grade_unknown", text("a grade such as III/a or IX"))
    return found


def in_order(
    log: Log, row: Row, earlier: tuple[str, date | None], later: tuple[str, date | None]
) -> None:
    """Warn when the day named ``later`` lies before the one named ``earlier``."""
    if earlier[1] and later[1] and later[1] < earlier[1]:
        log.problems.append(
            row.problem(
                Severity.WARNING,
                "date_order",
                later[0],
                text("{later} is before {earlier}", later=later[0], earlier=earlier[0]),
                text("{earlier} first", earlier=earlier[0]),
                text("Find out which is right, and correct it in the source."),
            )
        )


def named(draft: Draft, log: Log) -> bool:
    """Tell whether a row names a person; report the one that does not."""
    if draft.values["name"]:
        return True
    log.problems.append(
        draft.row.problem(
            Severity.WARNING,
            "row_without_name",
            "NAMA",
            text("A row without a name"),
            text("one person a row"),
            text("The row is left out; complete or delete it."),
        )
    )
    return False
