"""How much a file may cost: bytes, rows, columns, seconds, memory."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """
    The bounds of one reading; every one is per file.

    ``ratio`` is unpacked / packed bytes, looked at above ``ratio_floor`` unpacked
    bytes. ``memory`` is the address space of the child in bytes. ``problems`` is how
    many cells are told one by one for one fault of one column.
    """

    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    ratio: int = 200
    ratio_floor: int = 8 * MEGABYTE
    entries: int = 1000
    rows: int = 150_000
    columns: int = 200
    strings: int = 5_000_000
    memory: int = 1_500 * MEGABYTE
    cpu_seconds: int = 60
    wall_seconds: int = 90
    files: int = 200
    problems: int = 10_000

    def __post_init__(self) -> None:
        """Refuse bounds that the scanner cannot hold (two-letter columns)."""
        if not 26 < self.columns < 702:
            raise ValueError(f"Expected 26 < columns < 702, got {self.columns}.")
        if min(self.rows, self.file_bytes, self.wall_seconds, self.cpu_seconds) < 1:
            raise ValueError(f"Expected limits >= 1, got {self}.")

    @classmethod
    def command_line(cls) -> Limits:
        """Return the limits of the command line: one person on their own machine."""
        return cls()
