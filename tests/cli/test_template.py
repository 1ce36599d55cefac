"""`seimbang template`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from seimbang.cli import cli


def run(*arguments: str | Path) -> Result:
    """Run the command in English."""
    return CliRunner().invoke(cli, ["--lang", "en", "template", *map(str, arguments)])


def test_it_writes_the_template_and_does_not_overwrite(tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    result = run("--out", out)
    assert (result.exit_code, result.output) == (0, f"Written: {out}\n")
    first = out.read_bytes()
    out.write_bytes(b"mine")
    assert run("--out", out).exit_code == 2
    assert out.read_bytes() == b"mine"
    assert run("--out", out, "--force").exit_code == 0
    assert out.read_bytes() == first


def test_the_name_must_be_a_workbook(tmp_path: Path) -> None:
    result = run("--out", tmp_path / "template.csv")
    assert result.exit_code == 2
    assert ".xlsx" in result.output
    assert run().exit_code == 2
