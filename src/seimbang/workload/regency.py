"""What every method looks at: the tables, the region's choices, the law of the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from seimbang.law import Local
from seimbang.model.snapshot import Snapshot
from seimbang.workload.basis import Basis
from seimbang.workload.posts import Posts


@dataclass(frozen=True)
class Regency:
    """The tables with the choices and the law they are read by."""

    snapshot: Snapshot
    local: Local
    basis: Basis

    @cached_property
    def posts(self) -> Posts:
        """Which job teaches which subject, found once."""
        return Posts.of(self.snapshot)
