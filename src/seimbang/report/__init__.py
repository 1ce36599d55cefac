"""
What a personnel officer opens: plan.xlsx and report.html.

In: a plan, what plan.json and reasons.json say of it, the problems of the data. Out:
two files that need nothing else. Next stage: people read them.
"""

from seimbang.report.write import write_report

__all__ = ["write_report"]
