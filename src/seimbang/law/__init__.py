"""
What the regulations say, as data: each value with its day, unit and source.

In: the YAML files of this folder, and the region's own file of local parameters. Out:
:class:`Law`, whose ``value(key, day)`` is the only way to a number of the law, and
:class:`Local`. Next stage: :mod:`seimbang.model`; all later stages ask the law.
"""

from seimbang.law.book import Law
from seimbang.law.errors import (
    LawError,
    LawFileError,
    LocalFileError,
    NotInForceError,
    UnknownParameterError,
)
from seimbang.law.parameter import Citation, Parameter, Value
from seimbang.law.region import Local, MaximumGroup, MoveCap
from seimbang.law.source import Source

__all__ = [
    "Citation",
    "Law",
    "LawError",
    "LawFileError",
    "Local",
    "LocalFileError",
    "MaximumGroup",
    "MoveCap",
    "NotInForceError",
    "Parameter",
    "Source",
    "UnknownParameterError",
    "Value",
]
