"""Where a value must be found: table and column."""

from __future__ import annotations

UNIT = ("units", "unit_id")
JOB = ("jobs", "job_id")
PERSON = ("people", "person_id")
