"""report.html: one self-contained, accessible file that tells nobody's secrets."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest

from seimbang.language import speaking
from seimbang.report import write_report
from seimbang.report.page import STYLE, page
from tests.report.conftest import INSTITUTION, NIP, PROBLEM, Written
from tests.report.markup import Element, parse


@pytest.fixture(scope="module")
def tree(written: Written) -> Element:
    return parse(written.page)


def test_page_names_its_language(written: Written) -> None:
    with speaking("id"):
        indonesian = page(written.content)

    assert '<html lang="en">' in written.page
    assert '<html lang="id">' in indonesian
    parse(indonesian)


def test_headings_come_in_order(tree: Element) -> None:
    levels = [
        int(one.name[1]) for one in tree.all() if re.fullmatch(r"h[1-6]", one.name)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_from_elsewhere(written: Written, tree: Element) -> None:
    names = {one.name for one in tree.all()}
    links = [
        value
        for one in tree.all()
        for key, value in one.attributes.items()
        if key in ("href", "src", "xlink:href", "action", "data")
    ]

    assert "http" not in written.page
    assert "url(" not in written.page
    assert "@import" not in written.page
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert links
    assert all(link is not None and link.startswith("#") for link in links)


def test_links_lead_to_a_place_on_the_page(tree: Element) -> None:
    ids = [one.attributes["id"] for one in tree.all() if "id" in one.attributes]
    targets = {str(link.attributes["href"])[1:] for link in tree.all("a")}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_every_table_has_a_caption_and_scopes(tree: Element) -> None:
    tables = list(tree.all("table"))

    assert len(tables) >= 10
    for table in tables:
        assert table.children[0].name == "caption"
        assert table.children[0].text
        assert all(head.attributes.get("scope") for head in table.all("th"))


def test_every_picture_has_words_and_a_table(tree: Element) -> None:
    pictures = list(tree.all("svg"))

    assert len(pictures) > 40
    for picture in pictures:
        told = picture.children[0]
        hidden = picture.attributes.get("aria-hidden") == "true"
        assert hidden or (told.name == "title" and told.text)
    for section in tree.all("section"):
        if next(section.all("svg"), None):
            assert next(section.all("table"), None), section.attributes["id"]


def test_every_section_is_headed_by_its_finding(tree: Element) -> None:
    sections = list(tree.all("section"))

    assert len(sections) == 13
    for section in sections:
        heading = next(section.all("h2"))
        assert heading.text.endswith((".", ")"))
        assert section.attributes["aria-labelledby"] == heading.attributes["id"]


def test_names_are_shown_literally(written: Written, tree: Element) -> None:
    shown = {
        one.text
        for one in tree.all("span")
        if (one.attributes.get("class") or "") == "who"
    }
    moving = {move.name for move in written.content.moves}

    assert any("<script>" in name for name in moving)
    assert {" ".join(name.split()) for name in moving} <= shown
    assert escape(INSTITUTION) in written.page
    assert INSTITUTION not in written.page


def test_page_holds_no_nip(written: Written) -> None:
    nips = written.plan.snapshot["people"]["nip"].drop_nulls().to_list()

    assert len(nips) > 1000
    assert not [nip for nip in nips if nip in written.page]
    assert NIP not in written.page
    assert "NIP … as text" in written.page


def test_page_tells_no_family(written: Written) -> None:
    flagged = [move for move in written.reasons["moves"] if "R16" in move["flags"]]
    moves = written.page[written.page.index('id="moves"') :]
    moves = moves[: moves.index("</section>")]

    assert not flagged
    assert "spouse" not in moves.lower()
    assert "couple" not in moves.lower()


def test_page_ranks_nobody(written: Written) -> None:
    assert not re.search(r"\b(score|rank|skor|peringkat)\w*", written.page, re.I)


def test_same_plan_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    with speaking("en"):
        write_report(
            written.plan,
            written.record,
            written.reasons,
            [PROBLEM],
            tmp_path,
            written.relief,
        )

    for name in ("report.html", "plan.xlsx"):
        again = (tmp_path / name).read_bytes()
        assert again == (written.folder / name).read_bytes(), name


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_keep_the_contrast_of_wcag_aa() -> None:
    tokens = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", STYLE.read_text(encoding="utf-8"))
    )
    grounds = [tokens[name] for name in ("paper", "ground", "tint", "brand-soft")]

    for name in ("content", "content-soft", "brand"):
        assert min(_contrast(tokens[name], ground) for ground in grounds) >= 4.5, name
    for name in ("short", "over", "enough", "before", "short-soft", "over-soft"):
        assert _contrast(tokens[name], tokens["tint"]) >= 3, name


def test_page_is_made_for_paper_and_phones() -> None:
    style = STYLE.read_text(encoding="utf-8")

    assert "@page { size: A4" in style
    assert "@media print" in style
    assert "@media (max-width: 40rem)" in style
    assert ".scroll { overflow-x: auto" in style
