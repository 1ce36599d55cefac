"""About the whole: what can rot is tested."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "seimbang"
CLOCKS = {"today", "now", "utcnow", "monotonic", "time", "perf_counter"}
STOPWATCH = ("plan", "side", "clock.py")  # a time limit needs one; no result tells it


def tracked() -> list[Path]:
    """Return the files git tracks (all files where there is no git)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the package with its tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_the_core_has_no_clock() -> None:
    reads = []
    for path, tree in modules():
        parts = path.relative_to(SOURCE).parts
        if "cli" in parts or parts == STOPWATCH:
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in CLOCKS
                and isinstance(node.value, ast.Name)
                and node.value.id in {"date", "datetime", "time"}
            ):
                reads.append(f"{path.name}:{node.lineno} {node.value.id}.{node.attr}")
    assert reads == []


def test_no_file_catches_everything() -> None:
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                name = node.type.id if isinstance(node.type, ast.Name) else ""
                if node.type is None or name in {"Exception", "BaseException"}:
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


def test_locks_name_no_host_and_pin_hashes() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        pins = re.findall(r"^[a-z0-9].*==", text, flags=re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins), lock.name


def test_no_file_names_a_package_registry_or_a_path_of_a_machine() -> None:
    hosts = re.compile(
        "|".join(("pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npm"))
    )
    machine = re.compile(r"(^|[^\w.])/(work|root|home)/")
    for path in tracked():
        if (
            path.suffix in {".png", ".mo", ".gz", ".xlsx", ".otf", ".ttf"}
            or not path.is_file()
        ):
            continue
        text = path.read_text(encoding="utf-8")
        assert not hosts.search(text), path
        if "tests" not in path.parts:
            assert not machine.search(text), path


def test_the_two_commands_are_those_of_the_makefile_and_of_ci() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test"):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
        for readme in ("README.md", "README.id.md"):
            assert f"make {target}" in (ROOT / readme).read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make test$", ci, flags=re.MULTILINE)


def test_every_command_is_documented() -> None:
    from seimbang.cli import COMMANDS

    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## seimbang {name}" in page


def test_every_term_of_the_law_is_in_the_glossary() -> None:
    from seimbang.law import Law

    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    missing = [
        f"{parameter.key}: {parameter.term}"
        for parameter in Law.load().parameters()
        if parameter.term.lower() not in glossary
    ]
    assert missing == []


def test_every_sheet_and_column_is_in_the_glossary_of_files() -> None:
    from seimbang.model.tables import TABLES

    page = (ROOT / "docs" / "reference" / "workbook.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"## {table.sheet}" in page
        for column in table.columns:
            assert f"| {column.header} |" in page, f"{table.sheet}: {column.header}"


@pytest.mark.parametrize("package", ["law", "workload", "rules", "plan", "intake"])
def test_a_stage_exports_what_it_says(package: str) -> None:
    import importlib

    module = importlib.import_module(f"seimbang.{package}")
    assert module.__doc__
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_files_and_functions_keep_a_size_at_which_a_reader_feels_at_home() -> None:
    long = []
    for path, tree in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400:
            long.append(f"{path.relative_to(SOURCE)}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 60:
                    long.append(f"{path.relative_to(SOURCE)}:{node.name} {size}")
    assert long == []
