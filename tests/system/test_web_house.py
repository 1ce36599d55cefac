"""About the web application as a whole: what can rot is tested."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seimbang_web.lib import messages

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "seimbang_web"
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "delete"}
WRITERS = {"actions.py", "act.py", "cast.py", "demo.py", "worker.py", "jobs.py"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the web application but the migrations."""
    for path in sorted(WEB.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every template."""
    for path in sorted(WEB.rglob("*.html")):
        yield path, path.read_text(encoding="utf-8")


def test_files_and_functions_keep_a_size_at_which_a_reader_feels_at_home() -> None:
    long = []
    for path, tree in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400:
            long.append(f"{path.relative_to(WEB)}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 60:
                    long.append(f"{path.relative_to(WEB)}:{node.name} {size}")
    assert long == []


def test_only_lib_clock_reads_the_clock() -> None:
    reads = [
        f"{path.relative_to(WEB)}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "localdate", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "timezone"}
        and path != WEB / "lib" / "clock.py"
    ]
    assert reads == []


def test_only_acts_write() -> None:
    """A view, form, query or template never saves."""
    found = [
        f"{path.relative_to(WEB)}:{node.lineno} {node.func.attr}"
        for path, tree in modules()
        if path.name
        in {"views.py", "queries.py", "access.py", "convert.py", "forms.py"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
    ]
    assert found == []


def test_no_page_holds_a_script_a_style_or_a_foreign_address() -> None:
    wrong = []
    for path, page in pages():
        for pattern in (
            r"<script(?![^>]*\bsrc=)",
            r"<style",
            r"\sstyle=",
            r"\son[a-z]+=[\"']",
            r"(src|href)=[\"']https?:",
            r"\|safe\b",
            r"autoescape off",
        ):
            if re.search(pattern, page):
                wrong.append(f"{path.relative_to(WEB)}: {pattern}")
    assert wrong == []


def test_no_code_marks_data_as_safe_html() -> None:
    found = [
        str(path.relative_to(WEB))
        for path, _ in modules()
        if path != WEB / "lib" / "picture.py"
        and re.search(r"\bmark_safe\(|\bSafeString\(", path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("app", sorted(messages.folders()))
def test_every_word_of_the_pages_has_an_indonesian(app: str) -> None:
    fresh = messages.renewed(app)
    assert messages.missing(fresh) == []
    file = messages.catalogue_file(app)
    if any(one.id for one in fresh):
        known = messages.read(app)
        assert {one.id for one in known} == {one.id for one in fresh}
        assert file.with_suffix(".mo").read_bytes() == messages.bytes_of(fresh)


def test_the_same_words_have_the_same_indonesian_in_every_app() -> None:
    spoken: dict[tuple[object, object], dict[str, str]] = {}
    for app in messages.folders():
        for one in messages.read(app):
            if one.id:
                key = str(one.id), one.context
                spoken.setdefault(key, {})[app] = str(one.string)
    different = {key: by for key, by in spoken.items() if len(set(by.values())) > 1}
    assert different == {}


def test_the_migrations_are_complete(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_of_the_environment_is_documented() -> None:
    settings = (WEB / "settings.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "reference" / "web.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(SEIMBANG_[A-Z_]+|DATABASE_URL)\b", settings))
    read = {
        name for name in named if re.search(rf"environ\S*\(\s*\"{name}\"", settings)
    }
    assert read
    assert sorted(name for name in read if f"`{name}`" not in page) == []


def test_every_command_of_ours_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "web.md").read_text(encoding="utf-8")
    commands = {
        path.stem
        for path in WEB.glob("*/management/commands/*.py")
        if path.stem != "__init__"
    }
    assert sorted(one for one in commands if f"`seimbang-web {one}" not in page) == []
