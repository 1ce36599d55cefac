"""Sentences of a page or a text, and how many words they have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {
    "p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "label", "legend",
    "summary", "figcaption", "caption", "div", "option", "br", "button", "section",
    "ul", "ol", "dl", "table", "form", "fieldset", "details", "main", "article",
}  # fmt: skip
SILENT = {"script", "style", "svg", "template"}
SHORT = re.compile(  # a full stop that ends no sentence
    r"\b(?:S\.Pd|M\.Pd|S\.E|S\.H|M\.M|M\.Si|M\.A\.P|S\.Sos|Drs|Dra|Dr|dr|Hj|H|Ir|Prof"
    r"|Tk|No|Jl|Gol|a\.n|c\.q|Plt|Plh|Yth|Sdr|dst)\.(?=\s|,|$)"
)
END = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9“‘(])")
LEAST = 4  # words: what is shorter is a label or a figure, not a sentence
LABEL = 9  # words: so many may stand without a full stop and be no sentence
ENGLISH = {"the", "your", "and", "with", "please", "from", "not", "you"}


class _Texts(HTMLParser):
    """Collect the texts of the blocks within ``main``, what is hidden left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = [""]
        self.inside = 0
        self.silent = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.silent -= tag in SILENT
        if tag in BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.found[-1] += data


@dataclass
class Reading:
    """What a text asks of its reader."""

    sentences: list[str] = field(default_factory=list)
    english: set[str] = field(default_factory=set)

    @property
    def average(self) -> float:
        """Return the words a sentence on average; 0 without sentences."""
        counts = [words(one) for one in self.sentences]
        return sum(counts) / len(counts) if counts else 0.0

    def longer_than(self, most: int) -> list[str]:
        """Return the sentences with more than so many words."""
        return [one for one in self.sentences if words(one) > most]


def words(sentence: str) -> int:
    """Return the words of a sentence; figures and dates are words too."""
    return sum(any(char.isalnum() for char in one) for one in sentence.split())


def of_text(text: str) -> list[str]:
    """Return the sentences of a text; labels and figures are none."""
    plain = SHORT.sub(lambda one: one.group().replace(".", ""), " ".join(text.split()))
    return [
        one
        for one in END.split(plain)
        if words(one) > LABEL or (words(one) >= LEAST and one[-1] in ".?!")
    ]


def english(text: str) -> set[str]:
    """Return English words that stand in an Indonesian text."""
    return set(re.findall(r"[a-z]+", text)) & ENGLISH


def of_page(html: str) -> Reading:
    """Return the sentences of a page: of its main part, block by block."""
    blocks = _Texts(html).found
    sentences = [one for block in blocks for one in of_text(block)]
    return Reading(sentences, english(" ".join(blocks)))


def of_lines(lines: list[str]) -> Reading:
    """Return the sentences of a text that stands in lines."""
    return Reading([one for line in lines for one in of_text(line)])
