"""What the columns of a person say against each other: warnings, records are odd."""

from __future__ import annotations

from datetime import date

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble
from seimbang.language import text
from seimbang.model.problem import Severity
from seimbang.model.tables import TABLE

YOUNGEST = 15  # years: no service begins earlier
_NAMED = 5  # people named of those without a NIP
_DIGITS = r"^[0-9]{18}$"
_SINCE = ("pns_since", "job_since", "unit_since")


def check(gathered: Gathered, report: Report, taken: date | None) -> None:
    """
    Report what is odd about people; what :mod:`.foreign` has told only once.

    ``taken`` is the day of the data.
    """
    people = gathered["people"]
    own = gathered.own("people")
    nip = people["nip"]
    whole = nip.str.contains(_DIGITS).fill_null(False)
    nip = nip.set(~whole, None)
    born = nip.str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
    _tell(gathered, report, "birth_on", _BIRTH, own & (born != people["birth_on"]))
    sex = nip.str.slice(14, 1).replace_strict(
        {"1": "male", "2": "female"}, default=None, return_dtype=pl.String
    )
    _tell(gathered, report, "sex", _SEX, own & (sex != people["sex"]))
    contract = nip.str.slice(12, 2) >= "21"
    status = people["status"]
    pppk = status.is_in(["pppk", "pppk_part_time"])
    servant = status.is_in(["pns", "cpns"])
    _tell(
        gathered, report, "status", _STATUS, (contract & servant) | (~contract & pppk)
    )
    _tell_without_nip(gathered, report, people["nip"].is_null() & (servant | pppk))
    _check_spouses(gathered, report)
    earliest = people["birth_on"].dt.offset_by(f"{YOUNGEST}y")
    for column in _SINCE:
        _tell(gathered, report, column, _EARLY, people[column] < earliest)
        if taken:
            _tell(gathered, report, column, _FUTURE, people[column] > taken)


def _tell(
    gathered: Gathered, report: Report, column: str, trouble: Trouble, mask: pl.Series
) -> None:
    people = gathered["people"]
    person = gathered.labels("people", "person_id").fill_null("–")
    value = people[column]
    if column == "spouse_id":
        value = _called(people["person_id"], person, value)
    choices = TABLE["people"].column(column).choices
    if choices:
        words = {code: word for word, code in choices.items()}
        value = value.replace_strict(words, default=None, return_dtype=pl.String)
    values = value.cast(pl.String) + " (" + person + ")"
    if not mask.any():
        return
    new = gathered.own("people") | gathered.untold(report, "people", column)
    mask = mask.fill_null(False) & new
    gathered.tell(report, "people", column, trouble, mask, values)


def _tell_without_nip(gathered: Gathered, report: Report, mask: pl.Series) -> None:
    """Say once a sheet how many civil servants have an empty NIP."""
    if not mask.any():
        return
    mask = mask.fill_null(False) & gathered.untold(report, "people", "nip")
    person = gathered.labels("people", "person_id").fill_null("–")
    start = 0
    for part in gathered.parts["people"]:
        here = mask.slice(start, part.frame.height)
        named = person.slice(start, part.frame.height).filter(here).head(_NAMED)
        start += part.frame.height
        number = int(here.sum())
        if not number:
            continue
        more = "" if number <= _NAMED else ", …"
        report.say(
            part.at("nip"),
            _NO_NIP,
            part.rows.filter(here)[0] if number == 1 else None,
            number=number,
            people=", ".join(named) + more,
        )


def _called(ids: pl.Series, labels: pl.Series, values: pl.Series) -> pl.Series:
    """Return ``values`` (ids) as the files call these people."""
    known = pl.DataFrame({"id": ids, "label": labels}).unique("id")
    asked = pl.DataFrame({"id": values})
    found = asked.join(known, on="id", how="left", maintain_order="left")["label"]
    return found.fill_null(values)


def _check_spouses(gathered: Gathered, report: Report) -> None:
    people = gathered["people"].select("person_id", "spouse_id")
    back = people.unique("person_id").rename(
        {"person_id": "spouse_id", "spouse_id": "back"}
    )
    joined = people.join(back, on="spouse_id", how="left", maintain_order="left")
    known = people["spouse_id"].is_in(people["person_id"].implode())
    own = people["spouse_id"] == people["person_id"]
    wrong = known & (joined["back"].ne_missing(people["person_id"])) & ~own
    _tell(gathered, report, "spouse_id", _SPOUSE, wrong)
    _tell(gathered, report, "spouse_id", _SELF, own)


_COMPARE = text("Compare with the decree; the plan uses the columns, not the NIP.")
_BIRTH = Trouble(
    "nip_birth",
    "the date of birth {value} is not the one in the NIP",
    text("the same day"),
    _COMPARE,
    Severity.WARNING,
)
_SEX = Trouble(
    "nip_sex_differs",
    "the sex is not the one in the NIP: {value}",
    text("the same sex"),
    _COMPARE,
    Severity.WARNING,
)
_STATUS = Trouble(
    "nip_status",
    "the status does not fit digits 13–14 of the NIP: {value}",
    text("01–12 for PNS and CPNS, 21 and more for PPPK"),
    _COMPARE,
    Severity.WARNING,
)
_NO_NIP = Trouble(
    "nip_missing",
    "{number} civil servants have no NIP: {people}",
    text("18 digits as text"),
    text("Fill the NIP from the decree."),
    Severity.WARNING,
)
_SPOUSE = Trouble(
    "spouse_one_sided",
    "“{value}” does not name this person as spouse",
    text("both name each other"),
    text("Fill the spouse in the other row, or empty this one."),
    Severity.WARNING,
)
_SELF = Trouble(
    "spouse_self",
    "the person is named as own spouse ({value})",
    text("the ID of another person"),
    text("Mend the ID of the spouse."),
)
_FUTURE = Trouble(
    "after_the_data",
    "{value} is after the day of the data",
    text("a day not after the day of the data"),
    text("Mend the date, or the day of the data in the sheet Info."),
    Severity.WARNING,
)
_EARLY = Trouble(
    "too_young",
    "{value} is before the person was 15 years old",
    text("a day of service after the 15th birthday"),
    text("Mend one of the two dates."),
    Severity.WARNING,
)
