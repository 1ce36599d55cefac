"""The map of units: who needs people after the plan, in five classes and words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from seimbang.language import Text, text
from seimbang.report.content import Content, Unit
from seimbang.report.html import Safe, drawing, table, tag
from seimbang.report.number import number
from seimbang.report.place import WIDTH, Frame, districts, labels, legend, placed

MANY = 3

CLASSES = {
    "short-many": text("Needs {number} or more", number=MANY),
    "short-few": text("Needs 1 or 2"),
    "enough": text("Enough"),
    "over-few": text("1 or 2 too many"),
    "over-many": text("{number} or more too many", number=MANY),
}
UNMEASURED = "unmeasured"
NAMES: Mapping[str, Text] = {**CLASSES, UNMEASURED: text("not measured")}

SHAPES = {  # direction by shape, so that colour is never alone
    "short-many": "M0 6.5L6.5 -5H-6.5Z",
    "short-few": "M0 4.5L4.5 -3.5H-4.5Z",
    "enough": "M-2.2 0A2.2 2.2 0 1 0 2.2 0A2.2 2.2 0 1 0 -2.2 0Z",
    "over-few": "M0 -4.5L4.5 3.5H-4.5Z",
    "over-many": "M0 -6.5L6.5 5H-6.5Z",
    UNMEASURED: "M-2.5 -2.5L2.5 2.5M2.5 -2.5L-2.5 2.5",
}


@dataclass(frozen=True)
class State:
    """A unit after the plan: whole people it lacks, and has too many, by position."""

    lacks: int
    over: int
    measured: bool

    @property
    def kind(self) -> str:
        """Return its class: a surplus in one job never hides a shortage in another."""
        if not self.measured:
            return UNMEASURED
        if self.lacks:
            return "short-many" if self.lacks >= MANY else "short-few"
        if self.over:
            return "over-many" if self.over >= MANY else "over-few"
        return "enough"


def states(content: Content, *, after: bool = True) -> dict[str, State]:
    """Return the state of each unit, by its id."""
    lacks: dict[str, int] = defaultdict(int)
    over: dict[str, int] = defaultdict(int)
    for seat in content.measured:
        gap = seat.gap_after if after else seat.gap_before
        lacks[seat.unit.id] += max(0, -gap)
        over[seat.unit.id] += max(0, gap)
    return {
        unit: State(lacks.get(unit, 0), over.get(unit, 0), measured=unit in lacks)
        for unit in content.units
    }


def finding(content: Content) -> Text:
    """Return what the map says."""
    before = Counter(state.kind for state in states(content, after=False).values())
    after = Counter(state.kind for state in states(content).values())
    return text(
        "Units that need {many} people or more: {before} today, {after} after the "
        "plan.",
        many=MANY,
        before=number(before["short-many"]),
        after=number(after["short-many"]),
    )


def unit_map(content: Content, where: Frame) -> Safe:
    """Return the picture of all units whose place is known."""
    state = states(content)
    order = list(NAMES)[::-1]
    middles = {name: where.at(*at) for name, at in districts(content).items()}
    places = sorted(
        (
            (state[unit.id].kind, unit, *where.at(lat, lon))
            for unit, lat, lon in placed(content)
        ),
        key=lambda place: (order.index(place[0]), place[1].id),
    )
    marks = (
        tag(
            "path",
            tag("title", f"{unit.name}: {NAMES[kind]}"),
            d=SHAPES[kind],
            transform=f"translate({x} {y})",
            class_=kind,
        )
        for kind, unit, x, y in places
    )
    return drawing(
        text("Map of the units after the plan"),
        tag("g", *marks, class_="marks"),
        labels(middles, (0, 14, -14, 28, -28)),
        where.bar(),
        about=finding(content),
        viewBox=f"0 0 {WIDTH} {where.height}",
        class_="map",
    )


def classes(content: Content) -> Safe:
    """Return the legend with the number of units in each class."""
    count = Counter(state.kind for state in states(content).values())
    return legend(
        [
            (
                tag("path", d=SHAPES[kind], class_=kind),
                text("{words} ({count} units)", words=words, count=number(count[kind])),
            )
            for kind, words in NAMES.items()
        ]
    )


def district_table(content: Content) -> Safe:
    """Return how many units of each district are in each class."""
    state = states(content)
    count = Counter(
        (unit.district, state[unit.id].kind) for unit in content.units.values()
    )
    names = sorted({unit.district for unit in content.units.values()})
    return table(
        text("Units by district and class, after the plan"),
        [text("District"), *NAMES.values()],
        ((name, *(number(count[(name, kind)]) for kind in NAMES)) for name in names),
        right=frozenset(range(1, len(NAMES) + 1)),
    )


def unit_table(content: Content) -> Safe:
    """Return every unit with what it lacks, by district."""
    before, after = states(content, after=False), states(content)

    def place(unit: Unit) -> tuple[str, str, str]:
        return unit.district, unit.name, unit.id

    return table(
        text("Every unit before and after the plan (whole people, by position)"),
        [
            text("Unit"),
            text("District"),
            text("Lacks before"),
            text("Lacks after"),
            text("Too many before"),
            text("Too many after"),
            text("Class after"),
        ],
        (
            (
                unit.name,
                unit.district,
                *(
                    number(value) if after[unit.id].measured else "–"
                    for value in (
                        before[unit.id].lacks,
                        after[unit.id].lacks,
                        before[unit.id].over,
                        after[unit.id].over,
                    )
                ),
                NAMES[after[unit.id].kind],
            )
            for unit in sorted(content.units.values(), key=place)
        ),
        right=frozenset({2, 3, 4, 5}),
    )
