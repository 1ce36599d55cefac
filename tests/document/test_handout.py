"""Lists to sign: a line a person, whatever the length of names and of the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from seimbang.document.letter import facts as f
from seimbang.document.letter.handout import copies, handout
from seimbang.document.pdf import pdf
from seimbang.document.plain import plain
from tests.document.reading import pages, words
from tests.document.sample import COPIES, DECREE, LONG_NAME, NIP, many


def people(count: int) -> tuple[f.Person, ...]:
    return tuple(replace(one.person, job=one.new_job) for one in many(count).transfers)


@pytest.mark.parametrize("count", [1, 2, 40, 400])
def test_a_list_has_a_line_for_each_person_and_no_number_of_theirs(
    count: int, tmp_path: Path
) -> None:
    blocks = handout(f.Handout(DECREE, "SDN 12/I Rantau Puri", people(count)))
    told = pages(pdf(blocks, title="Daftar", font="arial"), tmp_path)
    whole = words("\n".join(told))
    assert all(words(one.name) in whole for one in people(count))
    assert words(LONG_NAME) in whole
    assert NIP[:8] not in whole
    assert words(f"{count}.") in whole
    assert "Tanda tangan" in told[0]
    assert "Yang menyerahkan" in told[-1]


def test_a_list_of_copies_has_a_line_for_each() -> None:
    told = plain(copies(f.Copies(DECREE, COPIES)))
    assert all(f"{i}. {to}" in told for i, to in enumerate(COPIES, start=1))
    assert DECREE.number in told
