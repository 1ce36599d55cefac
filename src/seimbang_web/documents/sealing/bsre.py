"""
BSrE's e-Sign client service, version 2: POST /api/v2/sign/pdf, JSON both ways.

Written after its public description and never tried against the service: an office
tries it with BSrE's test server first. NIK and passphrase go out in the body over TLS
and are forgotten; no answer of the service is written to a log.
"""

from __future__ import annotations

import base64
import binascii
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seimbang_web.documents.sealing import NAMES, SealError, Secret

SECONDS = 30
Transport = Callable[[urllib.request.Request], tuple[int, bytes]]


def by_https(request: urllib.request.Request) -> tuple[int, bytes]:
    """Send over TLS; return status and body. :raises OSError: when nobody answers."""
    context = ssl.create_default_context()
    try:
        with urllib.request.urlopen(
            request, timeout=SECONDS, context=context
        ) as answer:
            return int(answer.status), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@dataclass(frozen=True)
class Bsre:
    """Sign by the service at ``address`` with the account of this application."""

    address: str
    user: str
    password: str = field(repr=False)
    send: Transport = field(default=by_https, repr=False)
    name: str | Promise = NAMES["bsre"]
    asks: bool = True

    @classmethod
    def from_file(cls, file: Path) -> Bsre:
        """
        Return the way that a JSON file names: address, user, password.

        :raises ValueError: when it lacks one, or the address is not https.
        """
        told = json.loads(file.read_text())
        if set(told) != {"address", "user", "password"}:
            raise ValueError("Expected address, user and password in the BSrE file.")
        if not str(told["address"]).startswith("https://"):
            raise ValueError("Expected the address of BSrE to begin with https://.")
        return cls(**told)

    def seal(self, pdf: bytes, *, secret: Secret, reason: str) -> bytes:
        """Return the PDF with the signature, invisible on the page."""
        body = {
            "nik": secret.nik,
            "passphrase": secret.passphrase,
            "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason}],
            "file": [base64.b64encode(pdf).decode()],
        }
        account = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        request = urllib.request.Request(
            f"{self.address.rstrip('/')}/api/v2/sign/pdf",
            data=json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Basic {account}",
            },
            method="POST",
        )
        try:
            status, answer = self.send(request)
        except OSError as error:
            raise SealError(_("The signature service does not answer.")) from error
        return _signed(status, answer)


def _signed(status: int, answer: bytes) -> bytes:
    """Return the file of an answer; what it says of an error stays out of ours."""
    if 400 <= status < 500:
        raise SealError(
            _("The signature service refuses: check NIK, passphrase and certificate."),
            refused=True,
        )
    try:
        told: Any = json.loads(answer) if status == 200 else {}
        signed = base64.b64decode(told["file"][0], validate=True)
    except (ValueError, KeyError, IndexError, TypeError, binascii.Error):
        signed = b""
    if not signed.startswith(b"%PDF-"):
        raise SealError(_("The signature service gave no signed file."))
    return signed
