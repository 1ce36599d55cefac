"""Pins: each kind filled as it needs, and none against another."""

from __future__ import annotations

import polars as pl

from seimbang.intake.gathered import Gathered
from seimbang.intake.report import Report, Trouble
from seimbang.language import text

_PERSON = ("stays", "after_replacement")
_PLACE = ("must_go", "not_to")


def check(gathered: Gathered, report: Report) -> None:
    """Report pins of the wrong shape, pins against each other, groups of one."""
    frame = gathered["pins"].with_row_index("_row")
    fits = _fits(frame)
    words = frame["person_id"].fill_null("–") + ", " + frame["unit_id"].fill_null("–")
    gathered.tell(report, "pins", "kind", _PIN, (~fits).fill_null(False), words)
    sound = frame.filter(fits.fill_null(False))
    goes, closed = (sound.filter(kind=kind) for kind in ("must_go", "unit_closed"))
    for trouble, rows in (
        (_STAYS, goes.join(sound.filter(kind="stays"), on="person_id", how="semi")),
        (_TWO_PLACES, _elsewhere(goes)),
        (_NOT_THERE, goes.join(sound.filter(kind="not_to"), on=_PAIR, how="semi")),
        (_CLOSED, goes.join(closed, on="unit_id", how="semi")),
        (_THERE, goes.join(gathered["people"], on=_PAIR, how="semi")),
        (_ALONE, _alone(sound.filter(kind="together"))),
    ):
        wrong = frame["_row"].is_in(rows["_row"].implode())
        told = "group" if trouble is _ALONE else "person_id"
        gathered.tell(report, "pins", told, trouble, wrong, frame[told])


def _fits(frame: pl.DataFrame) -> pl.Series:
    """Return which pins have what their kind needs, and nothing else."""
    person, unit = frame["person_id"].is_not_null(), frame["unit_id"].is_not_null()
    group, kind = frame["group"].is_not_null(), frame["kind"]
    return (
        (kind.is_in(_PERSON) & person & ~unit & ~group)
        | (kind.is_in(_PLACE) & person & unit & ~group)
        | ((kind == "unit_closed") & unit & ~person & ~group)
        | ((kind == "together") & person & ~unit & group)
    )


def _elsewhere(goes: pl.DataFrame) -> pl.DataFrame:
    """Return the pins of people who must go to more than one place, but the first."""
    return goes.filter(pl.col("unit_id") != pl.col("unit_id").first().over("person_id"))


def _alone(members: pl.DataFrame) -> pl.DataFrame:
    """Return the members of groups of one."""
    return members.filter(pl.col("person_id").n_unique().over("group") == 1)


_PAIR = ["person_id", "unit_id"]
_ONE_OF_TWO = text("pins that can hold together")
_CHOOSE = text("Decide which of the two pins holds, and delete the other.")
_PIN = Trouble(
    "pin_shape",
    "the kind does not fit what is filled ({value})",
    text(
        "tetap, setelah pengganti: a person; harus ke, jangan ke: a person and a unit; "
        "unit tertutup: a unit; bersama: a person and a group"
    ),
    text("Fill what the kind needs and empty the rest."),
)
_STAYS = Trouble(
    "pin_conflict",
    "“{value}” is pinned to stay and to go (tetap, harus ke)",
    _ONE_OF_TWO,
    _CHOOSE,
)
_TWO_PLACES = Trouble(
    "pin_conflict",
    "“{value}” is pinned to go to two places (harus ke)",
    _ONE_OF_TWO,
    _CHOOSE,
)
_NOT_THERE = Trouble(
    "pin_conflict",
    "“{value}” is pinned to go to a place and not to go there (harus ke, jangan ke)",
    _ONE_OF_TWO,
    _CHOOSE,
)
_CLOSED = Trouble(
    "pin_conflict",
    "“{value}” is pinned to go to a unit that is pinned as closed (unit tertutup)",
    _ONE_OF_TWO,
    _CHOOSE,
)
_THERE = Trouble(
    "pin_conflict",
    "“{value}” is pinned to go to the unit where the person already is",
    text("another unit, or the kind tetap"),
    text("Mend the unit, or write tetap."),
)
_ALONE = Trouble(
    "pin_group_of_one",
    "the group “{value}” has one person",
    text("two people or more with the same mark"),
    text("Write the same mark at the others, or delete the row."),
)
