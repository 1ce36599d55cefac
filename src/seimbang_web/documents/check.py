"""
What the check page answers: never more than what is printed on the letter.

A code nobody gave out, one of a draft and one mistyped have one answer, and the same
questions are put to the database for each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from seimbang_web.documents.models import File, Kind, Letter, State

Verdict = Literal["genuine", "unsigned", "changed", "void", "unknown"]
FINAL = (State.SIGNED, State.DELIVERED)


@dataclass(frozen=True)
class Answer:
    """
    What became of a letter, if there is one; ``by``: the decrees that changed it.

    ``file``: whether a file given is the one we keep, byte by byte; None: none given.
    """

    verdict: Verdict
    letter: Letter | None = None
    by: tuple[Letter, ...] = ()
    file: bool | None = None


def by_code(code: str) -> Answer:
    """Answer for the code printed on a letter."""
    return _answer(Q(token=code[:40]))


def by_file(file: UploadedFile[bytes], code: str = "") -> Answer:
    """
    Answer for a file, which is read and forgotten; with a code, for that letter.

    The digest is looked for among the files we keep: nothing of the content is.
    """
    digest = sha256()
    for part in file.chunks():
        digest.update(part)
    held = File.objects.filter(digest=digest.hexdigest())
    if code:
        answer = by_code(code)
        return replace(answer, file=held.filter(letter=answer.letter).exists())
    return replace(_answer(Q(pk__in=held.values("letter"))), file=held.exists())


def _answer(wanted: Q) -> Answer:
    letter = Letter.objects.filter(wanted).exclude(number="").first()
    by = tuple(changes_of(letter))
    if letter is None:
        return Answer("unknown")
    if letter.state == State.VOID:
        return Answer("void", letter)
    if letter.state not in FINAL:
        return Answer("unsigned", letter)
    return Answer("changed" if by else "genuine", letter, by)


def changes_of(letter: Letter | None) -> QuerySet[Letter]:
    """Return the signed decrees that changed this one; of an extract, its person's."""
    decree = letter and (letter.parent_id or letter.pk)
    rows = Letter.objects.filter(kind=Kind.CHANGE, parent=decree, state__in=FINAL)
    if letter and letter.kind == Kind.EXTRACT:
        rows = rows.filter(person=letter.person_id)
    return rows
