"""Law, the project's conventions and the region's choices are told apart."""

from __future__ import annotations

from datetime import date

import pytest

from seimbang.language import speaking
from seimbang.law import Citation, Law, Local
from seimbang.law.standing import is_open, kind, standing
from seimbang.rules import RULES, Ground


def _citation(source: str, *, confirmed: bool = False) -> dict[str, object]:
    day = date(2026, 1, 1)
    return Citation("key", source, "pasal 1", "Judul", day, confirmed).as_dict()


@pytest.mark.parametrize(
    ("source", "confirmed", "which", "word"),
    [
        ("pp-11-2017", False, "law", "belum dikonfirmasi"),
        ("pp-11-2017", True, "law", "None"),
        ("project", False, "project", "ketentuan proyek"),
        ("project", True, "project", "ketentuan proyek"),
        ("local", False, "region", "pilihan daerah"),
    ],
)
def test_each_kind_has_its_word(
    source: str, confirmed: bool, which: str, word: str
) -> None:
    citation = _citation(source, confirmed=confirmed)
    with speaking("id"):
        assert (kind(citation), str(standing(citation))) == (which, word)
    assert is_open(citation) == (word == "belum dikonfirmasi")


def test_the_gates_rest_on_all_three() -> None:
    ground = Ground(Law.load(), Local.load(None), date(2026, 1, 1))
    found = {
        kind(citation.as_dict())
        for rule in RULES
        if rule.role == "gate"
        for citation in rule.citations(ground)
    }
    assert found == {"law", "project", "region"}
