"""A solver that did not start is no solver that found nothing."""

from __future__ import annotations

import highspy
import pytest

from seimbang.plan.highs import run, solver


def model(threads: int) -> highspy.Highs:
    made = highspy.Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", threads)
    made.addVar(0.0, 1.0)
    return made


def test_other_threads_in_the_process_are_told() -> None:
    highspy.Highs.resetGlobalScheduler(True)
    try:
        assert run(model(2)) == "Optimal"
        ours = solver()
        ours.addVar(0.0, 1.0)
        with pytest.raises(RuntimeError, match="one thread"):
            run(ours)
        highspy.Highs.resetGlobalScheduler(True)
        assert run(ours) == "Optimal"
    finally:
        highspy.Highs.resetGlobalScheduler(True)
