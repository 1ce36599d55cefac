"""Write a folder whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from seimbang.language import text

FILES = {  # what a folder of a plan may hold: only that is ever replaced
    "certificate.json",
    "names.json",
    "plan.json",
    "plan.xlsx",
    "problem.json.gz",
    "reasons.json",
    "relief.json",
    "report.html",
    "standby.json",
}


@contextmanager
def whole(out: Path, *, force: bool) -> Iterator[Path]:
    """
    Give an empty folder beside ``out`` and put it in its place at the end.

    When the block fails or is interrupted, nothing is left behind and what was there
    stays as it was. An existing ``out`` is a usage error unless ``force``, and is only
    replaced when it holds nothing but what this program writes.
    """
    may_replace(out, force=force)
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield partial
        partial.chmod(0o755)
        _put(partial, out)
    finally:
        if partial.exists():
            shutil.rmtree(partial)


def may_replace(out: Path, *, force: bool) -> None:
    """Exit 2 when ``out`` is there and may not be replaced by a plan."""
    if not out.exists():
        return
    if not out.is_dir():
        click.echo(text("{out} is a file; expected a folder.", out=out), err=True)
        sys.exit(2)
    inside = {path.name for path in out.iterdir()}
    if inside and not force:
        click.echo(
            text("{out} is there already; use --force to overwrite it.", out=out),
            err=True,
        )
        sys.exit(2)
    if strange := sorted(inside - FILES):
        message = text(
            "{out} holds other things than a plan ({names}); it is not replaced.",
            out=out,
            names=", ".join(strange[:3]),
        )
        click.echo(message, err=True)
        sys.exit(2)


def _put(partial: Path, out: Path) -> None:
    if not out.exists():
        os.replace(partial, out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    os.replace(out, old / "replaced")
    os.replace(partial, out)
    shutil.rmtree(old)
