"""A key of our own, made once in the state folder: PAdES for demo and tests."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils.functional import Promise
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from seimbang_web.documents.sealing import NAMES, Secret

WHO = "CONTOH Seimbang (tidak sah)"
FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), timedelta(days=3650)


@dataclass(frozen=True)
class TestKey:
    """Sign with a certificate that says of itself that it is an example."""

    __test__ = False
    folder: Path
    name: str | Promise = NAMES["test"]
    asks: bool = False

    def seal(self, pdf: bytes, *, secret: Secret, reason: str) -> bytes:
        """Return the PDF with a PAdES signature of the test key."""
        load: Any = signers.SimpleSigner.load_pkcs12
        signer = load(str(self._key()))
        out = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            signers.PdfSignatureMetadata(
                field_name="TandaTangan",
                reason=reason,
                subfilter=fields.SigSeedSubFilter.PADES,
                md_algorithm="sha256",
            ),
            signer=signer,
        )
        return bytes(out.getvalue())

    def _key(self) -> Path:
        """Return the file of the key, made once."""
        file = self.folder / "test-key.p12"
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{os.getpid()}.new"
            with os.fdopen(
                os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as out:
                out.write(_made())
            with suppress(FileExistsError):  # the first one stays
                os.link(fresh, file)
            fresh.unlink()
        return file


def _made() -> bytes:
    """Return a new key with its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, WHO)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST)
        .not_valid_after(FIRST + LAST)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        None, key, made, None, serialization.NoEncryption()
    )
