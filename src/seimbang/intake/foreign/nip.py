"""What a NIP says by itself: birth date and sex (regulations 10.1)."""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"(?:19|20)\d{12}[12]\d{3}")
_SEX = {"1": "male", "2": "female"}


def born(nip: str) -> date:
    """
    Return the birth date in a NIP.

    :raises ValueError: when it is not 18 digits with a birth date and a sex.
    """
    if not _FORM.fullmatch(nip):
        raise ValueError("Expected 18 digits: birth date 19… or 20…, sex at place 15.")
    return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))


def sex(nip: str) -> str:
    """Return the sex in a well-formed NIP: ``male`` or ``female``."""
    return _SEX[nip[14]]
