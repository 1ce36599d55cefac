"""HiGHS without the banner that its Python class prints on standard output."""

from __future__ import annotations

from typing import Any


def solver() -> Any:
    """
    Return a silent HiGHS with the interface of its C library.

    ``highspy.Highs`` registers callbacks when it is made, which prints a banner in the
    middle of whatever the command writes; the class below it does not.
    """
    from highspy import _core  # only where it is needed: starting it takes time

    made = _core._Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", 1)
    return made


def run(made: Any) -> str:
    """
    Run a solver; return the status in its own words, as ``Optimal``.

    :raises RuntimeError: when it did not start: other code of the process has started
        HiGHS with more threads, which HiGHS keeps for all.
    """
    made.run()
    status = str(made.modelStatusToString(made.getModelStatus()))
    if status == "Not Set":
        raise RuntimeError(
            "Expected HiGHS to start with one thread; it runs in this process with "
            "more. Call highspy.Highs.resetGlobalScheduler(True) after other use of it."
        )
    return status
