"""
Seimbang: plan transfers of civil servants so that the workload is in balance.

The folders are the way of the data::

    law → model → intake → workload → rules → plan → explain → report
                                            ↘ verify (shares no code with plan)
"""

__version__ = "0.1.0"
