"""
The dirty set: files as SIASN and Dapodik give them, with faults that must be found.

In: a folder and a seed. Out: an invented small regency's exports, half of whose dates
of service are missing, 12 planted faults, and the list of them. Next: ``seimbang
check`` must tell every one of them.
"""

from __future__ import annotations

from pathlib import Path

from seimbang.demo.dirty.exports import exports
from seimbang.demo.dirty.faults import Fault, plant
from seimbang.demo.dirty.regency import regency, staff
from seimbang.intake import write_workbook

__all__ = ["LOCAL", "REGENCY_FILE", "Fault", "dirty", "regency"]

REGENCY_FILE = "data-kabupaten.xlsx"
LOCAL = Path(__file__).parent / "local.yaml"  # what lets such files give a plan


def dirty(folder: Path, seed: str = "kotor", *, planted: bool = True) -> list[Fault]:
    """
    Write the dirty set into ``folder``; return the faults planted in it.

    The regency's own workbook (places, units, jobs, Padanan) is clean. Without
    ``planted`` the exports are only untidy, as all exports are: they convert.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = regency()
    write_workbook(tables, folder / REGENCY_FILE)
    files = exports(tables, staff(seed), seed)
    faults = plant(files) if planted else []
    for file in files.values():
        file.write(folder)
    return faults
