"""
Files of other systems: SIASN's employee export and Dapodik's lists.

In: sheets of raw cells, and the regency's own units, jobs, places and crosswalk. Out:
rows of the tables ``people`` and ``classes``, problems, and proposals for what joins
nothing. Real files never join by themselves: an officer confirms. Next:
:mod:`seimbang.intake` checks the tables and makes the snapshot.
"""

from seimbang.intake.foreign.convert import Converted, convert
from seimbang.intake.foreign.crosswalk import IGNORED, crosswalk_frame
from seimbang.intake.foreign.origins import runs
from seimbang.intake.foreign.propose import Proposal, Target, propose
from seimbang.intake.foreign.recognise import recognise
from seimbang.intake.foreign.record import Source
from seimbang.intake.foreign.sheets import Cell, ForeignSheet, Match, Row

__all__ = [
    "IGNORED",
    "Cell",
    "Converted",
    "ForeignSheet",
    "Match",
    "Proposal",
    "Row",
    "Source",
    "Target",
    "convert",
    "crosswalk_frame",
    "propose",
    "recognise",
    "runs",
]
