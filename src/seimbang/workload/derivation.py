"""derivation"""

from __future__ import annotations
from typing import Any


class Derivation: ...


def derive(*args: Any) -> Any: ...
