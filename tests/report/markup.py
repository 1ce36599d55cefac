"""A tree of an HTML page, strict about balance, from the standard parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "col"}


@dataclass
class Element:
    """An element with its attributes, its children and its own text."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, name: str | None = None) -> Iterator[Element]:
        """Yield this element and all below it, in the order of the page."""
        if name in (None, self.name):
            yield self
        for child in self.children:
            yield from child.all(name)

    @property
    def text(self) -> str:
        """All text within, one space between parts."""
        parts = (part for one in self.all() for part in one.texts)
        return " ".join(" ".join(parts).split())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("#page")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"attribute twice in <{tag}>: {names}"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].texts.append(data)


def parse(page: str) -> Element:
    """Return the tree of a page; fails when an element is not closed in order."""
    tree = _Tree()
    tree.feed(page)
    tree.close()
    assert tree.open == [tree.top], f"not closed: {[one.name for one in tree.open]}"
    return tree.top
