"""
Read and check 100,000 people × 30 columns from a workbook written here.

`python benchmarks/intake.py [rows]`: prints seconds and the peak memory of parent and
child together. The bar: at most 6 s and 600 MB.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

import polars as pl

from seimbang.intake import read, write_workbook
from seimbang.model.tables import TABLE

PEOPLE = 100_000
UNITS = 3_000
SEED = 20261124
TAKEN: dict[str, int] = {}  # NIP without its last three digits → how often


def tables(people: int) -> dict[str, pl.DataFrame]:
    """Return a region with ``people`` invented people."""
    chance = Random(SEED)
    frames = {
        "info": [{"key": "tanggal_data", "value": "2026-01-01"}],
        "places": [_place(number) for number in range(200)],
        "units": [_unit(number) for number in range(UNITS)],
        "jobs": [_job(number) for number in range(40)],
        "people": [_person(number, chance) for number in range(people)],
    }
    return {
        name: pl.DataFrame(rows, schema=TABLE[name].schema())
        for name, rows in frames.items()
    }


def _place(number: int) -> dict[str, object]:
    kind = "district" if number < 20 else "village"
    return {"place_id": f"99.01.{number:04}", "name": f"Tempat {number}", "kind": kind}


def _unit(number: int) -> dict[str, object]:
    place = f"99.01.{number % 20:04}"
    unit = {"unit_id": f"U{number:05}", "name": f"SDN {number}", "kind": "sd"}
    return unit | {"district_id": place}


def _job(number: int) -> dict[str, object]:
    job = {"job_id": f"J{number:02}", "name": f"Jabatan {number}"}
    return job | {"kind": "functional", "family": f"J{number:02}"}


def _person(number: int, chance: Random) -> dict[str, object]:
    born = date(1967, 1, 1) + timedelta(days=chance.randrange(9_000))
    since = born + timedelta(days=9_000 + chance.randrange(2_000))
    here = since + timedelta(days=chance.randrange(1_500))
    sex = chance.choice((1, 2))
    digits = f"{born:%Y%m%d}{since:%Y%m}{sex}"
    serial = TAKEN[digits] = TAKEN.get(digits, 0) + 1
    return {
        "person_id": f"P{number:06}",
        "nip": f"{digits}{serial:03}",
        "name": f"Orang Rekaan {number}",
        "status": "pns",
        "sex": ("male", "female")[sex - 1],
        "birth_on": born,
        "grade": chance.choice(("III/a", "III/b", "III/c", "III/d", "IV/a")),
        "education": "40",
        "major": chance.choice(("PGSD", "Matematika", "Keperawatan")),
        "certificates": ["guru kelas"],
        "job_id": f"J{chance.randrange(40):02}",
        "level": "Ahli Pertama",
        "unit_id": f"U{chance.randrange(UNITS):05}",
        "pns_since": since,
        "job_since": here,
        "unit_since": here,
        "home_place_id": f"99.01.{chance.randrange(20, 200):04}",
        "home_latitude": round(-1.7 - chance.random() / 2, 6),
        "home_longitude": round(103.1 + chance.random() / 2, 6),
        "performance_last": "good",
        "performance_before": "very_good",
        "discipline": "none",
        "absence_days": chance.randrange(5),
        "leave": "none",
        "protection": "none",
        "duties": chance.choice(([], ["treasurer"], ["class_guardian", "coordinator"])),
        "recommendation": f"R-{number}",
        "teaching_hours": chance.randrange(12, 32),
        "bonded_until": here + timedelta(days=9_000),
        "discipline_until": None,
        "contract_until": here + timedelta(days=20_000),
    }


def main() -> None:
    """Write, read in a process of its own, print."""
    if sys.argv[1:2] == ["--read"]:
        _read(Path(sys.argv[2]))
        return
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    frames = tables(people)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "besar.xlsx"
        start = time.perf_counter()
        write_workbook(frames, path)
        megabytes = path.stat().st_size / 1e6
        print(f"written: {time.perf_counter() - start:.2f} s, {megabytes:.1f} MB")

        subprocess.run([sys.executable, __file__, "--read", path], check=True)
        assert frames["people"].equals(_people(path))


def _people(path: Path) -> pl.DataFrame:
    intake = read([path])
    assert intake.snapshot is not None, intake.problems[:3]
    return intake.snapshot["people"]


def _read(path: Path) -> None:
    done = threading.Event()
    together = [0]
    watch = threading.Thread(target=_watch, args=(done, together))
    watch.start()
    start = time.perf_counter()
    intake = read([path])
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    assert intake.snapshot is not None, intake.problems[:3]
    own = _own_peak()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
    print(
        f"read and checked: {intake.snapshot['people'].height} people in "
        f"{seconds:.2f} s, at most {together[0]} MB together "
        f"(parent {own} + child {child} = {own + child}), "
        f"{len(intake.problems)} problems"
    )


def _own_peak() -> int:
    """Return the most megabytes of this program; ru_maxrss has its starter's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(peak) // 1000


def _watch(done: threading.Event, together: list[int]) -> None:
    """Keep the most megabytes that this process and its children held at one time."""
    own = f"/proc/self/task/{os.getpid()}/children"
    while not done.wait(0.01):
        ids = ["self", *Path(own).read_text().split()]
        together[0] = max(together[0], sum(map(_megabytes, ids)))


def _megabytes(process: str) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return 0
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    main()
