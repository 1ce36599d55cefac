"""The command line: one command per stage."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Seimbang."""
