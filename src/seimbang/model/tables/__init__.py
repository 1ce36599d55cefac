"""
The tables of a regency, every column said once.

The workbook's sheets, its drop-downs and notes, the reader, the checks and the frames
all come from here. ``null`` means *unknown*; an empty table is a table without rows.
"""

from __future__ import annotations

from seimbang.model.table import Table
from seimbang.model.tables.choices import (
    ACTIVITY_KINDS,
    APPROACHES,
    CROSSWALK_KINDS,
    CROSSWALK_SYSTEMS,
    DISCIPLINE,
    DUTIES,
    EDUCATION_LEVELS,
    FAITHS,
    JOB_KINDS,
    LEAVES,
    LESSONS,
    METHODS,
    PERIODS,
    PIN_KINDS,
    PLACE_KINDS,
    PREDICATES,
    PROFESSIONS,
    PROTECTIONS,
    STATUSES,
    SUBJECTS,
    UNIT_KINDS,
    WISH_KINDS,
    YES_NO,
)
from seimbang.model.tables.organisation import INFO, JOBS, PLACES, POSITIONS, UNITS
from seimbang.model.tables.round import CROSSWALK, PINS, TRAVEL, WAIVERS, WISHES
from seimbang.model.tables.staff import HEADCOUNTS, PEOPLE
from seimbang.model.tables.work import (
    ACTIVITIES,
    CLASSES,
    FAITH_CLASSES,
    LESSON_HOURS,
    NEEDS,
    TASKS,
)

TABLES: tuple[Table, ...] = (
    INFO,
    PLACES,
    UNITS,
    JOBS,
    POSITIONS,
    PEOPLE,
    TASKS,
    ACTIVITIES,
    CLASSES,
    FAITH_CLASSES,
    LESSON_HOURS,
    NEEDS,
    HEADCOUNTS,
    WISHES,
    WAIVERS,
    PINS,
    TRAVEL,
    CROSSWALK,
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}

__all__ = [
    "ACTIVITIES",
    "ACTIVITY_KINDS",
    "APPROACHES",
    "CLASSES",
    "CROSSWALK",
    "CROSSWALK_KINDS",
    "CROSSWALK_SYSTEMS",
    "DISCIPLINE",
    "DUTIES",
    "EDUCATION_LEVELS",
    "FAITHS",
    "FAITH_CLASSES",
    "HEADCOUNTS",
    "INFO",
    "JOBS",
    "JOB_KINDS",
    "LEAVES",
    "LESSONS",
    "LESSON_HOURS",
    "METHODS",
    "NEEDS",
    "PEOPLE",
    "PERIODS",
    "PINS",
    "PIN_KINDS",
    "PLACES",
    "PLACE_KINDS",
    "POSITIONS",
    "PREDICATES",
    "PROFESSIONS",
    "PROTECTIONS",
    "STATUSES",
    "SUBJECTS",
    "TABLE",
    "TABLES",
    "TASKS",
    "TRAVEL",
    "UNITS",
    "UNIT_KINDS",
    "WAIVERS",
    "WISHES",
    "WISH_KINDS",
    "YES_NO",
]
