"""
Cheaper than moving: what helps a short place without a transfer.

Hours at a second school, classes joined, a person shared by two places, tasks that go
to another job. In: the needs, the rules and (where there is one) the plan. Out: relief
for each place that stays short, and beside each transfer that it could replace; what is
left becomes the posts to request. Only where the data say enough; the rest is told as
missing columns. Next stages: :mod:`seimbang.report`, the command line.
"""

from seimbang.relief.record import FILE, of_data, of_plan, write_relief

__all__ = ["FILE", "of_data", "of_plan", "write_relief"]
