"""Draft a letter, compose it again, edit its blocks, choose who signs."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang.document.block import from_json, to_json
from seimbang_web.audit.actions import record
from seimbang_web.documents.compose import COMPOSERS, Composition
from seimbang_web.documents.frame import called, content_of, worded
from seimbang_web.documents.models import (
    Initial,
    Kind,
    Letter,
    Record,
    State,
    Wording,
)
from seimbang_web.documents.signer import choices
from seimbang_web.institution.models import Profile
from seimbang_web.lib.act import ActError, StaleError

DRAFTS = (State.DRAFT, State.INITIALLED, State.READY)
ONE_ONLY = (Kind.DECREE, Kind.SINGLE, Kind.EXTRACT, Kind.CHANGE)


def kept(
    letter: Letter, state: State, actor: Any, now: datetime, why: str = ""
) -> None:
    """Write what became of a letter."""
    Record.objects.create(
        letter=letter, state=state, why=why, made_by=actor, made_at=now
    )


def locked(letter: Letter, version: int | None = None) -> Letter:
    """
    Return the letter, its row locked, as the person saw it.

    :raises StaleError: when somebody changed it meanwhile.
    """
    row = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if version is not None and row.version != version:
        last = row.records.select_related("made_by").last()
        raise StaleError(
            _("%(who)s changed this letter while you had it open: look at it again.")
            % {"who": last.made_by if last else ""},
            mine={str(_("State")): str(State(letter.state).label)},
            theirs={str(_("State")): str(State(row.state).label)},
        )
    return row


def changed(letter: Letter, **fields: Any) -> None:
    """Write fields of a locked letter and its next version."""
    Letter.objects.filter(pk=letter.pk).update(version=F("version") + 1, **fields)
    letter.refresh_from_db()


@transaction.atomic
def draft(*, kind: Kind, subject: str, actor: Any, now: datetime, day: date) -> Letter:
    """
    Compose a letter of ``kind`` on ``subject`` and keep it as a draft.

    :raises ActError: when no room composes such letters, or one is open already.
    """
    profile = Profile.objects.select_for_update(of=("self",)).first()
    same = Letter.objects.filter(kind=kind, subject=subject).exclude(state=State.VOID)
    if kind not in ONE_ONLY:
        same = same.filter(state__in=DRAFTS)
    if other := same.first():
        raise ActError(
            _("There is one already: “%(title)s”. Go on with that one.")
            % {"title": other.title}
        )
    made = _composed(kind, subject, day)
    letter = Letter(kind=kind, subject=subject, made_by=actor, made_at=now)
    letter.token = secrets.token_urlsafe(24)
    letter.profile = profile
    _take(letter, made, day)
    letter.save(force_insert=True)
    _chain(letter, made.chain)
    kept(letter, State.DRAFT, actor, now)
    record(
        actor=actor,
        act="letter.draft",
        subject=f"letter:{letter.pk}",
        now=now,
        content={"kind": kind, "of": subject, "facts": letter.facts},
    )
    return letter


def _composed(kind: Kind, subject: str, day: date) -> Composition:
    composer = COMPOSERS.get(Kind(kind))
    if composer is None:
        raise ActError(_("Nothing composes letters of this kind here."))
    return composer.compose(subject, day)


def _take(letter: Letter, made: Composition, day: date) -> None:
    """Put what was composed into the letter, and its default signer."""
    letter.title, letter.facts, letter.lane = made.title, made.facts, made.lane
    letter.blocks = to_json(worded(list(made.blocks), letter.kind, letter.own))
    letter.person, letter.unit = made.person, made.unit
    letter.parent, letter.effective_on = made.parent, made.effective_on
    held = choices(letter.kind, made.lane, day, content_of(letter), made.unit)
    chosen = letter.signer.get("rule")
    again = next((one for one in held if one.rule.pk == chosen), None)
    first = again or (held[0] if held else None)
    letter.signer = first.told if first else {}


def _chain(letter: Letter, posts: tuple[str, ...]) -> None:
    """Make the places of the paraf chain; who held a post last is offered again."""
    letter.initials.all().delete()
    for order, post in enumerate(posts, 1):
        last = Initial.objects.filter(post=post, user__isnull=False).last()
        Initial.objects.create(
            letter=letter, order=order, post=post, user=last.user if last else None
        )


def new_facts(letter: Letter, day: date) -> bool:
    """Tell whether the record says something else than when the draft was made."""
    composer = COMPOSERS.get(Kind(letter.kind))
    if composer is None or letter.state not in DRAFTS:
        return False
    return composer.compose(letter.subject, day).facts != letter.facts


@transaction.atomic
def redraft(
    *, letter: Letter, version: int | None = None, actor: Any, now: datetime, day: date
) -> Letter:
    """Compose a draft again from the record of today; own texts stay, initials go."""
    row = open_draft(letter, version)
    made = _composed(Kind(row.kind), row.subject, day)
    row.profile = Profile.objects.first()
    _take(row, made, day)
    row.save()
    _chain(row, made.chain)
    _again(row, actor, now, _("Composed again from the record."))
    told("letter.redraft", row, actor, now, facts=row.facts)
    return row


def open_draft(letter: Letter, version: int | None) -> Letter:
    """
    Return a draft, locked.

    :raises ActError: when it has its number or is void.
    """
    row = locked(letter, version)
    if row.state not in DRAFTS:
        raise ActError(
            _("This letter has its number: its text stays. Void it, or change it by a "
              "decree of change.")
        )  # fmt: skip
    return row


def _again(letter: Letter, actor: Any, now: datetime, why: str) -> None:
    """Take initials and override off: the text they stood under is another one."""
    letter.initials.update(given_at=None, digest="", remark="")
    changed(letter, state=State.DRAFT, override="", override_by=None)
    kept(letter, State.DRAFT, actor, now, why)


def told(act: str, letter: Letter, actor: Any, now: datetime, **content: Any) -> None:
    record(
        actor=actor, act=act, subject=f"letter:{letter.pk}", now=now, content=content
    )


@transaction.atomic
def choose_signer(
    *, letter: Letter, rule: int, version: int | None, actor: Any, now: datetime,
    day: date,
) -> Letter:  # fmt: skip
    """
    Let another signer in force sign; initials go.

    :raises ActError: when the rule is not in force for this letter, or nobody holds
        the post on the day.
    """
    row = open_draft(letter, version)
    held = choices(row.kind, row.lane, day, content_of(row), row.unit)
    chosen = next((one for one in held if one.rule.pk == rule), None)
    if chosen is None:
        raise ActError(_("This signer is not in force for this letter: choose one."))
    if chosen.vacant:
        raise ActError(
            _("The profile names nobody for %(office)s today: fill it in first.")
            % {"office": chosen.told["office"]}
        )
    row.signer = chosen.told
    row.save()
    _again(row, actor, now, _("Another signer: %(who)s") % {"who": chosen.words})
    told("letter.signer", row, actor, now, rule=rule)
    return row


@transaction.atomic
def edit_block(
    *, letter: Letter, name: str, text: str, for_all: bool, why: str,
    version: int | None, actor: Any, now: datetime,
) -> Letter:  # fmt: skip
    """
    Write another text into an editable block: here, or also in all letters to come.

    :raises ActError: when the block may not be edited, or the text is empty.
    """
    row = open_draft(letter, version)
    blocks = from_json(row.blocks)
    block = next((one for one in blocks if one.name == name and one.editable), None)
    if block is None:
        raise ActError(_("This part comes from the record: correct it there."))
    if not text.strip():
        raise ActError(_("Write the text of this part."))
    if for_all and not why.strip():
        raise ActError(_("Say why the office writes it so in all letters."))
    if for_all:
        save_wording(
            kind=Kind(row.kind), block=name, text=text, why=why, actor=actor, now=now
        )
    row.own = {**row.own, name: text}
    row.blocks = to_json(worded(blocks, row.kind, row.own))
    row.save()
    _again(row, actor, now, _("Text changed: %(part)s") % {"part": called(block)})
    told("letter.edit", row, actor, now, block=name, all=for_all)
    return row


@transaction.atomic
def save_wording(
    *, kind: Kind, block: str, text: str, why: str, actor: Any, now: datetime
) -> Wording:
    """Keep the office's own text of a block; empty: back to that of the software."""
    made = Wording.objects.create(
        kind=kind, block=block, text=text, why=why, made_by=actor, made_at=now
    )
    record(
        actor=actor,
        act="letter.wording",
        subject=f"wording:{made.pk}",
        now=now,
        content={"kind": kind, "block": block, "why": why},
    )
    return made
