"""The faults of cells, each with its words."""

from __future__ import annotations

from seimbang.intake.report import Trouble
from seimbang.language import Text, text
from seimbang.model.problem import Severity
from seimbang.model.table import Column, Kind

TEXT_CHARACTERS = 1000
CODE_CHARACTERS = 100
_RETYPE = text("Type the cell again.")
_CELL = "the cell holds “{value}”"

NIP_IS_NUMBER = Trouble(
    "nip_is_number",
    "the NIP is stored as a number ({value}): its last digits may be lost",
    text("18 digits as text"),
    text(
        "Format the column as Text, then type or copy the NIP again from its source. "
        "It is not repaired here."
    ),
)
CODE_IS_NUMBER = Trouble(
    "code_is_number",
    "the code is stored as a number or date ({value})",
    text("the code as text"),
    text(
        "Make the column text: Excel: Data › Text to Columns › Finish with Text; then "
        "see that zeros in front are there."
    ),
)
CODE_HOLDS_BAR = Trouble(
    "code_holds_bar",
    "the code “{value}” holds the mark |",
    text("a code without |, which joins unit and job in the plan"),
    text("Write another mark, such as -, wherever the code stands."),
)
NIP_DIGITS = Trouble(
    "nip_digits",
    "the NIP is “{value}”",
    text("exactly 18 digits 0–9, with or without spaces"),
    text("Compare with the decree and mend the NIP."),
)
NIP_DATE = Trouble(
    "nip_date",
    "the first 8 digits of the NIP “{value}” are no date of birth",
    text("yyyymmdd, a day from 1930 on"),
    text("Compare with the decree and mend the NIP."),
)
NIP_MONTH = Trouble(
    "nip_month",
    "digits 13–14 of the NIP “{value}” are not in use",
    text("01–12 (PNS: month), or 21 and more (PPPK)"),
    text("Compare with the decree and mend the NIP."),
)
NIP_SEX = Trouble(
    "nip_sex",
    "digit 15 of the NIP “{value}” is not in use",
    text("1 (man) or 2 (woman)"),
    text("Compare with the decree and mend the NIP."),
)
CONTROL = Trouble(
    "control_character",
    "the cell holds an invisible control character: “{value}”",
    text("visible characters only"),
    _RETYPE,
)
BIDI = Trouble(
    "bidi_character",
    "the cell holds a character that turns the direction of writing: “{value}”",
    text("visible characters only"),
    _RETYPE,
)
TOO_LONG = Trouble(
    "too_long",
    "the cell is too long: “{value}”",
    text(
        "at most {text} characters, in codes {code}",
        text=TEXT_CHARACTERS,
        code=CODE_CHARACTERS,
    ),
    text("Shorten the text."),
)
NOT_A_DATE = Trouble(
    "not_a_date",
    _CELL,
    text("a date: a date cell, or text like 31-12-2026 or 2026-12-31"),
    text("Write the date with a year of four digits; leave it empty if unknown."),
)
DATE_IS_NUMBER = Trouble(
    "not_a_date",
    "the cell holds the number {value}, not a date",
    text("a date: a date cell, or text like 31-12-2026 or 2026-12-31"),
    text("Change the format of the cell to Date and see that the day is right."),
)
NUMBER_IS_DATE = Trouble(
    "number_is_date",
    "the spreadsheet has made the cell a date ({value})",
    text("a number like 2,75, or a fraction typed as '1/3"),
    text("Format the cell as Text, then type the number or fraction again."),
)
COMMA_AND_THREE = Trouble(
    "comma_and_three",
    "“{value}” is read with a decimal comma: less than a thousand",
    text("thousands without a mark: 9600; decimals like 9,6"),
    text("If thousands are meant, write the number without the comma."),
    Severity.WARNING,
)
ROUNDED = Trouble(
    "rounded",
    "“{value}” has too many digits to be kept exactly; {kept} is used",
    text("at most 9 decimals, or a fraction like 1/3"),
    text("Nothing needs to be done; a fraction is exact."),
    Severity.NOTE,
)
NOT_AN_INTEGER = Trouble(
    "not_an_integer",
    _CELL,
    text("a whole number"),
    text("Write the number without dots, e.g. 1500; leave it empty if unknown."),
)
NOT_A_NUMBER = Trouble(
    "not_a_number",
    _CELL,
    text("a number like 2,75, or a fraction like 1/3 (typed as '1/3)"),
    text("Write the number without dots between thousands; empty if unknown."),
)
NOT_A_COORDINATE = Trouble(
    "not_a_coordinate",
    _CELL,
    text("degrees with decimals, like -1,7123"),
    text("Write degrees with decimals, not minutes; leave it empty if unknown."),
)
NOT_YES_NO = Trouble(
    "not_yes_no",
    _CELL,
    text("ya or tidak"),
    text("Write ya or tidak; leave it empty if unknown."),
)
REQUIRED = Trouble(
    "required",
    "the cell is empty",
    text("a value: the column must be filled"),
    text("Fill the cell, or delete the row."),
)
TRIMMED = Trouble(
    "trimmed",
    "in {number} cells spaces or marks around the words were taken off",
    text("words without spaces around them"),
    text("Nothing needs to be done."),
    Severity.NOTE,
)

_UNREADABLE = {
    Kind.DATE: NOT_A_DATE,
    Kind.LAST_DAY: NOT_A_DATE,
    Kind.INTEGER: NOT_AN_INTEGER,
    Kind.RATIO: NOT_A_NUMBER,
    Kind.DEGREES: NOT_A_COORDINATE,
    Kind.BOOLEAN: NOT_YES_NO,
}


def unreadable(column: Column) -> Trouble:
    """Return the fault of a cell that is not of its column's kind."""
    if column.kind in _UNREADABLE:
        return _UNREADABLE[column.kind]
    return Trouble(
        "not_a_choice",
        _CELL,
        text("one of: {choices}", choices=", ".join(column.choices)),
        text("Choose from the list of the column."),
    )


def out_of_range(column: Column) -> Trouble:
    """Return the fault of a number outside the column's range."""
    return Trouble(
        "out_of_range",
        "the cell holds {value}",
        _range(column),
        text("Mend the value."),
    )


def _range(column: Column) -> Text:
    if column.high is None:
        return text("at least {low}", low=column.low)
    return text("from {low} to {high}", low=column.low, high=column.high)
