"""Findings: right for none, one and many, in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from seimbang_web.workloads.words import (
    BANDS,
    CLASSES,
    NAMES,
    class_of,
    finding,
    kind_word,
    kinds_word,
)

SD = {"units": "SD", "job": "Guru Kelas", "years": 0}


@pytest.mark.parametrize(
    ("gap", "kind"),
    [
        (None, "unmeasured"),
        (-7, "short-many"),
        (-2, "short-many"),
        (-1, "short-few"),
        (0, "enough"),
        (1, "over-few"),
        (2, "over-many"),
    ],
)
def test_class_of_a_gap(gap: int | None, kind: str) -> None:
    assert class_of(gap) == kind
    assert kind in NAMES


@pytest.mark.parametrize(
    ("counts", "indonesian", "english"),
    [
        (
            {"short-many": 61, "over-few": 40, "over-many": 8, "enough": 94},
            "61 dari 203 SD kekurangan 2 Guru Kelas atau lebih; 48 kelebihan.",
            "61 of 203 SD lack 2 Guru Kelas or more; 48 have too many.",
        ),
        (
            {"short-many": 1, "over-few": 1, "enough": 1},
            "1 dari 3 SD kekurangan 2 Guru Kelas atau lebih; 1 kelebihan.",
            "1 of 3 SD lacks 2 Guru Kelas or more; 1 has too many.",
        ),
        (
            {"enough": 3},
            "Tidak satu pun dari 3 SD kekurangan 2 Guru Kelas atau lebih; tidak ada "
            "yang kelebihan.",
            "None of 3 SD lacks 2 Guru Kelas or more; none has too many.",
        ),
        (
            {"enough": 2, "unmeasured": 1},
            "Tidak satu pun dari 3 SD kekurangan 2 Guru Kelas atau lebih; tidak ada "
            "yang kelebihan; 1 belum terukur.",
            "None of 3 SD lacks 2 Guru Kelas or more; none has too many; 1 is not "
            "measured yet.",
        ),
        (
            {"unmeasured": 4},
            "Belum ada yang terukur: 4 posisi tanpa kebutuhan.",
            "Nothing of it is measured yet: 4 posts without a need.",
        ),
        ({"short-few": 1}, "satu posisi, Butuh 1.", "one post, Needs 1."),
        ({}, "Tidak ada yang cocok dengan saringan ini.", "Nothing fits this choice."),
    ],
)
def test_finding(counts: dict[str, int], indonesian: str, english: str) -> None:
    for language, words in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert finding(counts, **SD) == words


def test_finding_in_five_years_says_so() -> None:
    counts = {"short-many": 2, "enough": 3}
    with translation.override("en"):
        told = finding(counts, units="posts", job="", years=5)
    assert told.startswith("In 5 years, if nobody is replaced: 2 of 5 posts lack 2 peo")


def test_more_work_than_people_is_not_called_good() -> None:
    with translation.override("en"):
        assert str(BANDS["A"]) == "more work than people"


def test_five_classes_and_a_word_for_each_kind() -> None:
    assert len(CLASSES) == 5
    with translation.override("en"):
        assert kind_word("sd") == "primary school"
        assert kinds_word({"sd"}) == "primary schools"
        assert kinds_word({"sd", "smp"}) == "units"
        assert kind_word("new") == "new"
