"""
Electronic signatures: one protocol, several ways.

``TestKey`` is for demo and tests only: a certificate of its own that nobody trusts.
``Bsre`` speaks to the e-Sign client service of BSrE. What an office has is named by
:func:`sealer`; without one, letters are printed, signed by hand and scanned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SealError(Exception):
    """
    The signature was not made; the letter keeps its number and waits.

    ``refused``: the service answered no (passphrase, certificate); else it was away.
    """

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True)
class Secret:
    """What the signer types for this once; never kept, never printed."""

    nik: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)


class Sealer(Protocol):
    """Put an electronic signature on a PDF."""

    @property
    def name(self) -> str | Promise:
        """Return what people call this way."""
        ...

    @property
    def asks(self) -> bool:
        """Tell whether the signer types NIK and passphrase."""
        ...

    def seal(self, pdf: bytes, *, secret: Secret, reason: str) -> bytes:
        """
        Return the PDF with the signature.

        :raises SealError: when there is none.
        """
        ...


def sealer() -> Sealer | None:
    """Return the way this installation signs; None: by hand only."""
    if settings.SEIMBANG_BSRE:
        from seimbang_web.documents.sealing.bsre import Bsre

        return Bsre.from_file(Path(settings.SEIMBANG_BSRE))
    if settings.SEIMBANG_DEMO:
        from seimbang_web.documents.sealing.test_key import TestKey

        return TestKey(settings.STATE / "seal")
    return None


NAMES = {"test": _("test key (example, not valid)"), "bsre": _("BSrE e-Sign")}
