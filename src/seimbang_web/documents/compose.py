"""
How the letters of a kind are composed: each room above registers its own.

A subject ("dossier:5", "entry:7", "wish:3") names the record; its room turns the record
into blocks. This room drafts, initials, numbers, signs and hands out what came.

It fills the places for the office (:mod:`seimbang.document.letter.dress`): letterhead,
number, day, signer, copies.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from seimbang.document.block import Block
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.organisation.models import Person, Unit


@dataclass(frozen=True)
class Composition:
    """
    A letter as its room composes it, without letterhead, number, day and signer.

    ``lane``: chooses the signer from the table. ``facts``: digest of the record.
    ``chain``: posts of the paraf chain, in order; empty: none. ``effective_on``: TMT.
    """

    title: str
    blocks: list[Block]
    lane: str = ""
    facts: str = ""
    person: Person | None = None
    unit: Unit | None = None
    parent: Letter | None = None
    chain: tuple[str, ...] = ()
    effective_on: date | None = None


def _may(_subject: str) -> str:
    return ""


def _unchanged(_letter: Letter) -> str:
    return ""


def _none(_subject: str) -> list[str]:
    return []


def _nothing(_letter: Letter, _actor: Any, _now: datetime) -> None:
    return None


def _nobody(_rights: Rights, _subject: str) -> object:
    raise Http404


@dataclass(frozen=True)
class Composer:
    """
    What a room says of its letters.

    ``compose(subject, day)``: the letter. ``blocked(subject)``: why it may not be
    numbered yet, in words; empty: it may. ``signed(letter, actor, now)``: what its
    signing sets off, in the same transaction; ``voided``: what voiding it takes back
    after it was signed. ``page(subject)``: where the record is.
    ``extracts(subject)``: of a decree, the subjects of its extracts.
    ``reach(rights, subject)``: Http404 when the record is none of which this person
    drafts a letter; by default letters are drafted by acts of the room alone.
    ``changes(letter)``: the page on which a change of a signed one is proposed.
    ``together()``: inside, many letters of one record are composed.
    """

    compose: Callable[[str, date], Composition]
    blocked: Callable[[str], str] = _may
    signed: Callable[[Letter, Any, datetime], None] = _nothing
    page: Callable[[str], str] = _may
    extracts: Callable[[str], list[str]] = _none
    voided: Callable[[Letter, Any, datetime], None] = _nothing
    reach: Callable[[Rights, str], object] = _nobody
    changes: Callable[[Letter], str] = _unchanged
    together: Callable[[], AbstractContextManager[None]] = nullcontext


COMPOSERS: dict[Kind, Composer] = {}
