"""Extracts made together say what each alone says; the record is read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from seimbang.document.block import to_json
from seimbang_web.accounts.models import User
from seimbang_web.decisions.letters import decree as letter_of
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.extract import together
from seimbang_web.decisions.letters.register import composers
from seimbang_web.decisions.models import Dossier
from seimbang_web.documents.models import Kind, Letter
from tests.web.decisions.sitting import DAY, dossier_at, proposed


@pytest.fixture
def dossier(user: Callable[[str], User], now: datetime) -> Dossier:
    """Return a small dossier before its decision."""
    by = user("putri")
    return dossier_at("decide", proposed(3, by, now), by, now)


@pytest.fixture
def numbered(dossier: Dossier, now: datetime) -> Letter:
    """Return the decree of the dossier as its number left it."""
    return Letter.objects.create(
        kind=Kind.DECREE, subject=f"dossier:{dossier.pk}", title="Keputusan",
        blocks=[], state="dinomori", number="800/1/2026", year=2026, series="decree",
        dated_on=DAY, token="d" * 32, made_at=now,
    )  # fmt: skip


def test_each_person_has_one_with_the_own_row(
    dossier: Dossier, numbered: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def counted(*args: object) -> object:
        told.append(args)
        return real(*args)  # type: ignore[arg-type]

    real = letter_of.told
    monkeypatch.setattr(letter_of, "told", counted)
    subjects = composers()[Kind.DECREE].extracts(numbered.subject)
    compose = composers()[Kind.EXTRACT].compose
    alone = [compose(one, DAY) for one in subjects]
    assert len(told) == len(subjects)
    with together():
        again = [compose(one, DAY) for one in subjects]
    assert [to_json(one.blocks) for one in again] == [
        to_json(one.blocks) for one in alone
    ]
    assert len(told) == len(subjects) + 1
    people = [one.proposal.person for one in facts.entries_of(dossier)]
    assert [one.person for one in alone] == people
    assert {one.parent for one in alone} == {numbered}
