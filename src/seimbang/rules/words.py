"""Words for codes and columns, as people read them."""

from __future__ import annotations

from typing import Any

from seimbang.language import Text, text
from seimbang.model.tables import (
    DISCIPLINE,
    DUTIES,
    JOB_KINDS,
    JOBS,
    LEAVES,
    PEOPLE,
    PREDICATES,
    STATUSES,
)

CODES = {
    code
    for choices in (DISCIPLINE, DUTIES, JOB_KINDS, LEAVES, PREDICATES, STATUSES)
    for code in choices.values()
} | {
    "dismissal", "compulsory", "voluntary",
    # why somebody is not counted
    "retired", "contract_ended", "unpaid_leave", "study_leave", "part_time",
    "status_unknown", "seconded", "head_without_seat",
    # why a place receives nobody
    "unmeasured", "closed", "pinned_closed", "own_lane", "own_seat", "no_such_post",
}  # fmt: skip


def spoken(value: Any) -> Any:
    """Return a fact as words: codes and lists of them; the rest as it is."""
    if value is None:
        return text("unknown")
    if isinstance(value, list):
        words = {f"w{at}": spoken(item) for at, item in enumerate(value)}
        return Text(", ".join(f"{{{name}}}" for name in words), tuple(words.items()))
    if value in CODES:
        return Text(value.replace("_", " "))
    return value


def header(name: str) -> str:
    """Return the heading of a column of people or jobs as files have it, or itself."""
    columns = (*JOBS.columns, *PEOPLE.columns)
    names = {column.name: column.header for column in columns}
    return names.get(name, name)
