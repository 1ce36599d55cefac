"""report.html: one file that needs nothing else, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seimbang.language import Text, current, text
from seimbang.report import (
    chain,
    data,
    dumbbell,
    figure,
    finding,
    flow_map,
    ground,
    histogram,
    limit,
    plot,
    relief,
    request,
    unit_map,
    wave,
)
from seimbang.report.content import Content
from seimbang.report.html import Safe, section, tag
from seimbang.report.moves import about_homes, move_table, moving
from seimbang.report.number import number, spoken_day
from seimbang.report.place import Frame, frame, placed

STYLE = Path(__file__).parent / "report.css"


def page(content: Content) -> str:
    """Return the whole report as HTML."""
    parts = list(_sections(content))
    title = text("Transfer plan, {institution}", institution=_institution(content))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Safe(STYLE.read_text(encoding="utf-8"))),
    )
    main = tag(
        "main", _title(content), _contents(parts), *(p[2] for p in parts), _end(content)
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', main), lang=current())}\n"


def _institution(content: Content) -> object:
    return content.institution or text("institution not named")


def _title(content: Content) -> Safe:
    plan = content.plan
    facts = [
        (text("Day of the law"), spoken_day(plan.day)),
        (text("Data of"), spoken_day(content.taken)),
        (
            text("Policy"),
            finding.policy(content),
        ),
        (text("People counted"), number(sum(seat.before for seat in content.seats))),
        (text("Units"), number(len(content.units))),
        (text("Status"), finding.status(content)),
    ]
    return tag(
        "header",
        tag("p", _institution(content), class_="institution"),
        tag("h1", text("Plan of transfers for a balanced workload")),
        tag(
            "p",
            text(
                "This is a proposal, not a decision. The appointing authority decides "
                "after the appraisal team has looked at it and the people have "
                "answered."
            ),
            class_="lead",
        ),
        tag(
            "dl",
            *(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts),
            class_="facts",
        ),
    )


def _contents(parts: list[tuple[str, Text, Safe]]) -> Safe:
    links = (
        tag("li", tag("a", eyebrow, href=f"#{name}")) for name, eyebrow, _ in parts
    )
    return tag("nav", tag("ol", *links), aria_label=text("Contents"))


Part = tuple[str, Text, Safe]


def _made(name: str, eyebrow: Text, head: object, *rest: object) -> Part:
    return name, eyebrow, section(name, eyebrow, head, *rest)


def _sections(content: Content) -> Iterator[Part]:
    """Yield each section's name, subject and markup."""
    first, *others = finding.findings(content)
    yield _made("findings", text("Findings"), first, *_summary(content, others))
    yield _made(
        "gaps",
        text("Largest gaps"),
        dumbbell.finding(content),
        tag(
            "p",
            text(
                "○ today, ● after the plan. The line is the need: left of it people "
                "are missing, right of it there are more than needed. All posts are in "
                "plan.xlsx."
            ),
            class_="note",
        ),
        dumbbell.dumbbells(content),
    )
    yield _made(
        "spread",
        text("Spread of the gaps"),
        histogram.finding(content),
        tag("p", text("Hollow bar: today. Full bar: after the plan."), class_="note"),
        histogram.histogram(content),
    )
    yield _made("map", text("Map"), unit_map.finding(content), *_maps(content))
    if content.curve is not None:
        head, *rest = plot.told(content.curve)
        yield _made("curve", plot.SUBJECT, head, *rest)
    yield from _moves(content)
    yield _made("ground", text("Law and choices behind it"), *ground.ground(content))
    yield _made("verify", text("How to check it"), *ground.verify(content))


def _moves(content: Content) -> Iterator[Part]:
    """Yield what moves, what holds the others, and what is left to ask for."""
    if limit.there(content):
        yield _made("limits", text("Limits"), *limit.limits(content))
    if content.moves:
        yield _made(
            "chains",
            text("Who follows whom"),
            chain.finding(content),
            *([chain.chain_table(content)] if chain.linked(content) else []),
            *wave.order(content),
        )
    yield _made(
        "requests",
        text("Posts to request"),
        finding.requests(content),
        *request.requests(content),
    )
    if relief.there(content):
        yield _made(
            "relief", relief.SHEET, relief.finding(content), *relief.relief(content)
        )
    yield _made("few", text("Why not more moves"), *data.few(content))
    if content.moves:
        note = [tag("p", words, class_="note") for words in about_homes(content)]
        yield _made(
            "moves", text("The moves"), moving(content), *note, move_table(content)
        )
    yield _made(
        "data", text("Not measured, and problems of the data"), *data.trouble(content)
    )


def _summary(content: Content, others: list[Text]) -> Iterator[Safe]:
    yield tag("ul", *(tag("li", words) for words in others), class_="findings")
    yield tag("p", finding.proof(content), class_="proof")
    if content.made:
        yield figure.cards(content)
        yield figure.figures(content)
        yield tag(
            "p",
            text(
                "“One at a time” moves the one person who helps most, again and again: "
                "what a careful officer could reach by hand."
            ),
            class_="note",
        )


def _maps(content: Content) -> Iterator[Safe]:
    units = placed(content)
    where = frame([(latitude, longitude) for _, latitude, longitude in units])
    unknown = len(content.units) - len(units)
    if unknown:
        yield tag(
            "p",
            text("{number} units have no coordinates.", number=number(unknown)),
            class_="note",
        )
    if where is not None:
        yield tag("div", *_pictures(content, where), class_="maps")
    yield unit_map.district_table(content)
    if content.moves:
        yield flow_map.flow_table(content)
    yield tag(
        "details",
        tag("summary", text("Every unit as a table")),
        unit_map.unit_table(content),
    )


def _pictures(content: Content, where: Frame) -> Iterator[Safe]:
    yield tag(
        "figure",
        tag("figcaption", text("Units after the plan")),
        unit_map.unit_map(content, where),
        unit_map.classes(content),
    )
    flows = flow_map.flow_map(content)
    if content.moves and flows is not None:
        yield tag(
            "figure",
            tag("figcaption", text("Moves between districts")),
            flows,
            tag(
                "p",
                flow_map.finding(content),
                " ",
                text(
                    "In the circle: moves within the district. Only the {most} largest "
                    "arrows are drawn; all are in the table.",
                    most=flow_map.MOST,
                ),
                class_="note",
            ),
        )


def _end(content: Content) -> Safe:
    return tag(
        "footer",
        tag(
            "p",
            text(
                "Made by Seimbang {version}. This file holds names for the office's "
                "own use: do not publish it.",
                version=content.record["versions"]["seimbang"],
            ),
        ),
    )
