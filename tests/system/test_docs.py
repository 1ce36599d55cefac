"""The pages say what the program does: commands, options, links, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from seimbang.cli import COMMANDS, cli
from seimbang.law import Law, Local
from seimbang.model.describe import describe
from seimbang.plan.policy import GOALS, names
from seimbang.rules import RULES
from tests.system.pages import ROOT, Desk, examples, pages, shortened

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`((?:src|tests|docs|requirements|benchmarks)/[\w./-]+)`")


def read(name: str) -> str:
    """Return the words of a page under docs."""
    return (DOCS / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", head.casefold()).replace(" ", "-") for head in heads
    }


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, the parts of a group too."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for part in command.list_commands(context):
                inner = command.get_command(context, part)
                assert inner is not None
                yield f"{name} {part}", inner


def section(name: str) -> str:
    """Return what the page of commands says of one command."""
    parts = re.split(r"^## ", read("reference/commands.md"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"seimbang {name}\n"))


def test_what_the_pages_show_is_what_the_commands_print(tmp_path: Path) -> None:
    desk, wrong = Desk(tmp_path), []
    for page in pages():
        for example in examples(page):
            if example.kind != "console":
                desk.write(example)
                continue
            code, lines = desk.run(example.command)
            if (code, shortened(lines, example.printed)) != (
                example.code,
                example.printed,
            ):
                wrong.append((page.name, example.command, code, lines[:20]))
    assert wrong == [], "run: python -m tests.system.pages"


def test_every_command_is_shown_at_work() -> None:
    words = {
        word
        for page in pages()
        for example in examples(page)
        if example.kind == "console"
        for word in example.command.split()
    }
    assert set(COMMANDS) - words == set()


def test_every_option_is_documented() -> None:
    missing = [
        f"{name} {option}"
        for name, command in commands()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and f"`{option}" not in section(name.split()[0])
    ]
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in pages():
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" in link:
                continue
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []


def test_every_file_that_is_named_exists() -> None:
    absent = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages()
        for name in CODE.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert absent == []


def test_every_page_is_reached_from_the_index() -> None:
    reached, pending = set(), [DOCS / "index.md"]
    while pending:
        page = pending.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.is_file():
                pending.append(target)
    assert set(DOCS.rglob("*.md")) - reached == set()


def test_the_page_of_the_workbook_is_that_of_the_tables() -> None:
    assert describe() == read("reference/workbook.md"), (
        "run: python -m seimbang.model.describe > docs/reference/workbook.md"
    )


def test_every_law_key_in_the_glossary_has_its_own_term() -> None:
    rows = re.findall(r"^\| (.+?) \| `([\w.]+\.[\w.]+)` \|", read("glossary.md"), re.M)
    law = Law.load()
    assert {key for _, key in rows} == set(law.keys())
    assert [(term, key) for term, key in rows if law.parameter(key).term != term] == []


def test_every_local_parameter_is_in_the_guide_for_regions() -> None:
    page = read("how-to/parameter-daerah.md")
    assert [key for key in Local.load().as_dict() if f"`{key}`" not in page] == []


@pytest.mark.parametrize("name", [*GOALS, *names()])
def test_the_planner_page_names_every_goal_and_policy(name: str) -> None:
    assert f"`{name}`" in read("explanation/planner.md")


def test_the_glossary_knows_every_kind_of_rule() -> None:
    page = read("glossary.md")
    assert [
        role for role in {rule.role for rule in RULES} if f"`{role}`" not in page
    ] == []


def test_a_decision_says_context_choice_and_consequence() -> None:
    for page in sorted((DOCS / "decisions").glob("*.md")):
        if page.name == "README.md":
            continue
        words = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Choice.**", "**Consequence.**"):
            assert part in words, page.name
        assert len(words.splitlines()) <= 20, page.name
