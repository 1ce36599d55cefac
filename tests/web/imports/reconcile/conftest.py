"""A dossier of three people before the authority, and fresh exports of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang.intake import write_workbook
from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.imports.models import Reconciliation
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.queries import current
from tests.web.conftest import As
from tests.web.decisions.sitting import advised, dossier_at, proposed

DAY = date(2026, 1, 1)
Named = Callable[[str], User]
Upload = Callable[..., Reconciliation]


@pytest.fixture
def dossier(user: Named, now: datetime) -> Dossier:
    """Return a dossier of three that the team advised on."""
    putri = user("putri")
    made = dossier_at("team", proposed(3, putri, now), putri, now)
    advised(made, [user("sekda"), user("tono")], now)
    return made


@pytest.fixture
def entries(dossier: Dossier) -> list[Entry]:
    return list(dossier.entries.select_related("proposal__person").order_by("order"))


def people_as_they_are(entries: list[Entry]) -> pl.DataFrame:
    """Return the rows of the dossier's people in the present data."""
    version = current()
    assert version is not None
    refs = [one.proposal.person.ref for one in entries]
    return snapshot_of(version)["people"].filter(pl.col("person_id").is_in(refs))


def said(people: pl.DataFrame, entry: Entry, **values: Any) -> pl.DataFrame:
    """Return the rows with other values of one person."""
    its = pl.col("person_id") == entry.proposal.person.ref
    return people.with_columns(
        pl.when(its).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )


@pytest.fixture
def upload(as_: As, tmp_path: Path) -> Upload:
    """Upload rows of people as a fresh export by rina; return the comparison."""

    def sent(
        people: pl.DataFrame, *, system: str = "siasn", on: date = DAY
    ) -> Reconciliation:
        path = tmp_path / "ekspor.xlsx"
        write_workbook({"people": people}, path)
        file = SimpleUploadedFile("ekspor.xlsx", path.read_bytes())
        told = {"system": system, "taken_on": on.isoformat(), "uploads": [file]}
        answer = as_("rina").post("/impor/cocokkan/baru/", told)
        assert answer.status_code == 302, answer.content.decode()
        drain()
        return Reconciliation.objects.latest("pk")

    return sent
