"""Cases that wait for a round → rows of the core's tables, for the next plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from seimbang.model.tables import TABLE
from seimbang_web.cases.models import Consent, Waiver
from seimbang_web.cases.queries import asked_of, waiting_in, wishes
from seimbang_web.plans.models import Round


def wish_rows(round: Round) -> pl.DataFrame:
    """Return the wishes of the cases of a round, in the form of the table wishes."""
    return _frame(
        "wishes",
        [
            {
                "person_id": wish.case.person.ref,
                "rank": wish.rank,
                "kind": "unit",
                "target_id": wish.unit.code,
            }
            for wish in wishes(round)
        ],
    )


def waiver_rows(round: Round) -> pl.DataFrame:
    """Return the waivers of the cases of a round, in the form of the table waivers."""
    rows = Waiver.objects.filter(case__in=waiting_in(round))
    return _frame(
        "waivers",
        [
            {
                "person_id": one.case.person.ref,
                "rule": one.rule,
                "since": None,
                "until": one.until,
                "basis": f"{one.case.agenda}: {one.basis}",
            }
            for one in rows.select_related("case__person").order_by("case", "rule")
        ],
    )


def pin_rows(round: Round) -> pl.DataFrame:
    """Return the people who may go only when somebody comes, as rows of pins."""
    return _frame(
        "pins",
        [
            {
                "kind": "after_replacement",
                "person_id": case.person.ref,
                "unit_id": None,
                "reason": case.agenda,
                "group": None,
            }
            for case in waiting_in(round).select_related("person", "from_unit")
            if any(
                one.rank == 0
                and one.answer is not None
                and one.answer.answer == Consent.Answer.AFTER
                for one in asked_of(case)
            )
        ],
    )


def rows_of(round: Round) -> dict[str, pl.DataFrame]:
    """
    Return what the cases add to the tables of a round's next plan.

    Rows of a person replace those the data hold of the same person (wishes), or of
    the same person and rule (waivers), or of the same person and kind (pins).
    """
    return {
        "wishes": wish_rows(round),
        "waivers": waiver_rows(round),
        "pins": pin_rows(round),
    }


def _frame(table: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLE[table].schema(), orient="row")
