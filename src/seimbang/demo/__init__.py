"""
The demo regency: Batanghari with its real places and head-counts, invented people.

In: a seed. Out: the tables of :mod:`seimbang.model`, the same for the same seed; what
is real and what is invented says docs/reference/demo.md. Next stage: any: the tables
are written by :mod:`seimbang.intake` and read like everybody's.
"""

from pathlib import Path

from seimbang.demo.many import regencies
from seimbang.demo.regency import DEMO_DAY, SEED, regency
from seimbang.demo.small import puskesmas, sd

LOCAL = Path(__file__).parent / "local.yaml"  # what the demo region decided

__all__ = ["DEMO_DAY", "LOCAL", "SEED", "puskesmas", "regencies", "regency", "sd"]
