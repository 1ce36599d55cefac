"""HTML and SVG from functions: what is not :class:`Safe` is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

VOID = frozenset({"meta", "link", "br", "hr", "col"})


class Safe(str):
    """Markup made here; every other text is escaped before it goes in."""

    __slots__ = ()


def safe(value: object) -> Safe:
    """Return ``value`` as markup: as it is when it is Safe, else escaped."""
    if isinstance(value, Safe):
        return value
    return Safe(escape(str(value), quote=True))


def tag(name: str, /, *inside: object, **attributes: object) -> Safe:
    """
    Return an element; ``class_`` is the class, ``text_anchor`` is text-anchor.

    Attributes that are None are left out.
    """
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Safe(f"<{name}{words}>")
    return Safe(f"<{name}{words}>{join(inside)}</{name}>")


def join(parts: Iterable[object]) -> Safe:
    """Return the parts one after the other."""
    return Safe("".join(safe(part) for part in parts))


def table(
    caption: object,
    headings: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    right: frozenset[int] = frozenset(),
    class_: str | None = None,
) -> Safe:
    """
    Return a table in a box that scrolls by itself; the first cell heads its row.

    ``right``: the columns that hold numbers.
    """

    def side(at: int) -> str | None:
        return "number" if at in right else None

    head = tag(
        "tr",
        *(
            tag("th", words, scope="col", class_=side(at))
            for at, words in enumerate(headings)
        ),
    )
    body = (
        tag(
            "tr",
            *(
                tag("td", cell, class_=side(at))
                if at
                else tag("th", cell, scope="row", class_=side(at))
                for at, cell in enumerate(row)
            ),
        )
        for row in rows
    )
    whole = tag(
        "table",
        tag("caption", tag("span", caption)),
        tag("thead", head),
        tag("tbody", *body),
        class_=class_,
    )
    return tag(
        "div", whole, class_="scroll", role="region", tabindex="0", aria_label=caption
    )


def drawing(
    title: object, *shapes: object, about: object = None, **attributes: object
) -> Safe:
    """Return an SVG picture with its title, and what it is about when that helps."""
    told = [tag("title", title)]
    if about is not None:
        told.append(tag("desc", about))
    return tag("svg", *told, *shapes, role="img", **attributes)


def section(name: str, eyebrow: object, headline: object, *inside: object) -> Safe:
    """Return a section: its subject small, its finding as the heading, the rest."""
    return tag(
        "section",
        tag("p", eyebrow, class_="eyebrow"),
        tag("h2", headline, id=f"{name}-finding"),
        *inside,
        id=name,
        aria_labelledby=f"{name}-finding",
    )
