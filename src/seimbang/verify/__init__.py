"""
Is the plan what it claims to be? Checked from its files, without the planner.

In: the folder of a plan (``problem.json.gz``, ``certificate.json``, ``plan.json``) and,
if wanted, the data it was made from. Out: a :class:`Report` of checks. Shares no code
with :mod:`seimbang.plan`, written from the file formats alone. Next stage: a reader.
"""

from seimbang.verify.files import MissingFilesError
from seimbang.verify.report import Check, Gap, Report, Status, Verdict
from seimbang.verify.verification import verify

__all__ = ["Check", "Gap", "MissingFilesError", "Report", "Status", "Verdict", "verify"]
