"""What the plan stands on: law not confirmed yet, the region's choices, the check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from seimbang.language import text
from seimbang.report.content import Content
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number, spoken_day


def ground(content: Content) -> Iterator[object]:
    """Yield the finding, the law to be confirmed, and the local parameters."""
    if content.unconfirmed:
        yield text(
            "{number} rules of law are not confirmed yet: compare them with the "
            "official text before a decree.",
            number=number(len(content.unconfirmed)),
        )
        yield table(
            text("Law that is not confirmed (belum dikonfirmasi)"),
            [text("Regulation"), text("Place"), text("Since"), text("Parameter")],
            (
                (one["title"], one["at"], since(one), one["key"])
                for one in content.unconfirmed
            ),
        )
    else:
        yield text("All law used was compared with the official text.")
    yield tag("h3", text("What the region chose"))
    yield table(
        text("Local parameters, with the basis of each"),
        [text("Parameter"), text("Value"), text("Basis")],
        (
            (name, value_words(leaf["value"]), leaf["source"])
            for name, leaf in content.record["local"].items()
        ),
    )


def since(citation: Any) -> str:
    """Return the day from which a citation is in force, in words."""
    day = citation["since"]
    return "" if day is None else spoken_day(date.fromisoformat(str(day)))


def value_words(value: object) -> str:
    """Return a parameter's value as people read it."""
    if value is None:
        return str(text("no limit"))
    if isinstance(value, int):
        return number(value)
    if isinstance(value, str):
        return value or "–"
    return json.dumps(value, ensure_ascii=False) if value else "–"


def verify(content: Content) -> Iterator[Safe | object]:
    """Yield how anybody can check the plan again."""
    record = content.record
    yield text("Anybody can check the proof again, without trusting this program.")
    yield tag(
        "p",
        text(
            "In the folder of this report run the first command; with the data at hand "
            "the second also checks that the problem comes from it."
        ),
    )
    yield tag("pre", "seimbang verify .\nseimbang verify . --data DATA")
    facts = [
        (text("Fingerprint of the problem"), record["problem_sha256"]),
        (text("Fingerprint of the data"), record["data"]["checksum"] or "–"),
        (text("Seed"), record["seed"]),
    ]
    yield tag(
        "dl",
        *(
            tag("div", tag("dt", name), tag("dd", value, class_="hash"))
            for name, value in facts
        ),
        class_="facts",
    )
