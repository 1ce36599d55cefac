"""What the plan stands on: law not confirmed yet, the region's choices, the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from seimbang.language import text
from seimbang.law.standing import PROJECT, kind
from seimbang.report.content import Content
from seimbang.report.html import Safe, table, tag
from seimbang.report.number import number, spoken_day

PARAMETERS = text("Parameters")

NAMES = {
    "max_distance_km": text("Longest distance from home, by need (km)"),
    "speed_kmh": text("Average speed (km an hour)"),
    "detour_percent": text("Length of roads against the straight line (%)"),
    "share_leaving_percent": text("Largest share that may leave one post (%)"),
    "min_months_to_retirement": text("Least time to retirement, by need (months)"),
    "tenure_months": text("Other least time in the post (months)"),
    "tenure_basis": text("Basis of the other least time"),
    "service_weights": text("Weights of services"),
    "teacher_hours": text("Hours of teachers"),
    "class_ratio": text("Pupils a class"),
    "couples": text("Couples"),
    "couple_zone": text("Zone of couples"),
    "maximum_groups": text("Caps on groups"),
    "max_moves": text("Most moves in the round"),
    "budget_rupiah": text("Budget of moves (rupiah)"),
    "move_cost_rupiah": text("Cost of a move (rupiah)"),
    "move_caps": text("Caps on leaving and arriving"),
    "longest_chain": text("Longest chain (moves)"),
    "trip_rupiah_per_km": text("Rupiah a km to a second place"),
    "wish_ranks": text("Wishes looked at, a person"),
    "unknown_passes": text("Rules let through when data is missing"),
    "round_seed": text("Seed of the round"),
    "policy": text("Policy"),
}


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
            class_="law",
        )
    else:
        yield text("All law used was compared with the official text.")
    conventions = _conventions(content)
    if conventions:
        yield tag(
            "p",
            text(
                "{number} more are conventions of this project where the law says "
                "nothing; they are in plan.xlsx, sheet {sheet}.",
                number=number(conventions),
                sheet=PARAMETERS,
            ),
        )
    yield tag("h3", text("What the region chose"))
    if content.limit_km is None and content.by_need:
        yield tag(
            "p",
            text(
                "No limit of distance is chosen: {moves} moves by need of the "
                "organisation were planned without one. Set max_distance_km in the "
                "local file, then plan again.",
                moves=number(len(content.by_need)),
            ),
            class_="proof",
        )
    yield table(
        text("Local parameters, with the basis of each"),
        [text("Parameter"), text("Value"), text("Basis")],
        (
            (NAMES[name], local_words(name, leaf["value"]), leaf["source"])
            for name, leaf in content.record["local"].items()
        ),
    )


def _conventions(content: Content) -> int:
    """Return how many places in the project's conventions the rules used stand on."""
    cited = content.reasons.get("citations", ())
    return sum(kind(one) == PROJECT for one in cited)


def since(citation: Any) -> str:
    """Return the day from which a citation is in force, in words."""
    day = citation["since"]
    return "" if day is None else spoken_day(date.fromisoformat(str(day)))


UNLIMITED = frozenset(
    {
        "max_distance_km",
        "share_leaving_percent",
        "max_moves",
        "budget_rupiah",
        "longest_chain",
    }
)
CHOICES = {
    "with_kokurikuler": text("with kokurikuler"),
    "intra": text("intrakurikuler only"),
    "flag": text("marked, not binding"),
    "hard": text("binding"),
    "district": text("district"),
}


def local_words(name: str, value: object) -> str:
    """Return the value of a local parameter; nothing is "no limit" only of limits."""
    if value is None and name not in UNLIMITED:
        return "–"
    if isinstance(value, str) and value in CHOICES:
        return str(CHOICES[value])
    return value_words(value)


def value_words(value: object) -> str:
    """Return a parameter's value as people read it."""
    if value is None:
        return str(text("no limit"))
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Mapping):
        parts = [f"{name}: {value_words(one)}" for name, one in value.items()]
        return ", ".join(parts) or "–"
    if isinstance(value, list):
        return "; ".join(map(value_words, value)) or "–"
    return str(value) or "–"


def verify(content: Content) -> Iterator[Safe | object]:
    """Yield how anybody can check the plan again."""
    record = content.record
    yield text("Anybody can check the proof again, without trusting this program.")
    yield tag(
        "p",
        text(
            "In the folder of this report run the first command; with the data and the "
            "local file at hand (LOCAL; leave --local out if none was given) the "
            "second also checks that the problem comes from them."
        ),
    )
    yield tag("pre", "seimbang verify .\nseimbang verify . --data DATA --local LOCAL")
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
