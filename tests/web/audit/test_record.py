"""The ledger grows only, and tells when somebody tampered with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from seimbang_web.accounts.models import User
from seimbang_web.audit import queries
from seimbang_web.audit.actions import anchor, record
from seimbang_web.audit.models import Anchor, Content, Entry
from tests.web.audit.tampering import without_guards

pytestmark = pytest.mark.both

Get = Callable[[str], User]


@pytest.fixture
def seqs(user: Get, now: datetime) -> list[int]:
    """Record five acts; return their numbers."""
    return [
        record(
            actor=user("rina"),
            act="unit.nickname",
            subject="unit:1",
            now=now,
            content={"before": "", "after": f"SD {number}"},
        ).seq
        for number in range(5)
    ]


def test_numbers_have_no_gaps_and_the_chain_holds(seqs: list[int]) -> None:
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, seqs[-1] + 1)
    )
    assert queries.verify() is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Entry.objects.filter(act="unit.nickname").update(actor_name="dedi"),
        lambda: Entry.objects.filter(act="unit.nickname")._raw_delete("default"),
        lambda: Content.objects.filter(entry__act="unit.nickname").update(content={}),
        lambda: Anchor.objects.update(digest="0" * 64),
        lambda: Anchor.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete(
    seqs: list[int], tamper: Callable[[], object]
) -> None:
    anchor(day=date(2026, 1, 1))
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        tamper()
    assert queries.verify() is None


@pytest.mark.parametrize("table", ["audit_entry", "audit_content", "audit_anchor"])
def test_the_tables_cannot_be_emptied(seqs: list[int], table: str) -> None:
    anchor(day=date(2026, 1, 1))
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        words = f"TRUNCATE {table} CASCADE"
    elif table == "audit_content":
        return  # SQLite knows no TRUNCATE, and contents may be erased
    else:
        words = f"DELETE FROM {table}"
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(words)


def test_a_content_may_be_erased_and_the_chain_holds(seqs: list[int]) -> None:
    Content.objects.filter(entry__seq=seqs[2]).delete()
    assert queries.verify() is None


def _edit(seq: int) -> None:
    Entry.objects.filter(seq=seq).update(actor_name="dedi")


def _edit_content(seq: int) -> None:
    Content.objects.filter(entry__seq=seq).update(content={"after": "x"})


def _backdate(seq: int) -> None:
    Entry.objects.filter(seq=seq).update(at=datetime.fromisoformat("2020-01-01T00:00Z"))


def _delete(seq: int) -> None:
    Content.objects.filter(entry__seq=seq).delete()
    Entry.objects.filter(seq=seq).delete()


def _close_the_gap(seq: int) -> None:
    _delete(seq)
    for entry in Entry.objects.filter(seq__gt=seq).order_by("seq"):
        Entry.objects.filter(pk=entry.pk).update(seq=F("seq") - 1)


def _reorder(seq: int) -> None:
    Entry.objects.filter(seq=seq).update(seq=-1)
    Entry.objects.filter(seq=seq + 1).update(seq=seq)
    Entry.objects.filter(seq=-1).update(seq=seq + 1)


@pytest.mark.parametrize(
    "tamper", [_edit, _edit_content, _backdate, _delete, _close_the_gap, _reorder]
)
def test_tampering_is_found_at_the_entry(
    seqs: list[int], tamper: Callable[[int], None]
) -> None:
    without_guards()
    tamper(seqs[1])
    broken = queries.verify()
    assert broken is not None
    assert broken.seq == seqs[1]


def test_a_cut_tail_is_found_by_the_anchor(seqs: list[int]) -> None:
    anchor(day=date(2026, 1, 1))
    without_guards()
    for seq in seqs[3:]:
        _delete(seq)
    broken = queries.verify()
    assert broken is not None
    assert broken.seq == seqs[-1]


def test_what_was_kept_outside_finds_a_tail_cut_with_its_anchor(
    seqs: list[int], tmp_path: Path
) -> None:
    kept = tmp_path / "heads"
    kept.write_text(_said("anchor"))
    assert "holds" in _said("verify", kept=kept)
    without_guards()
    Anchor.objects.all().delete()
    for seq in seqs[3:]:
        _delete(seq)
    assert "holds" in _said("verify")
    with pytest.raises(CommandError, match=f"Entry {seqs[-1]}"):
        _said("verify", kept=kept)
    kept.write_text("not a head\n")
    with pytest.raises(CommandError, match="expected lines of day"):
        _said("verify", kept=kept)


def test_the_command_ends_with_an_error_at_the_break(seqs: list[int]) -> None:
    without_guards()
    _edit(seqs[0])
    with pytest.raises(CommandError, match=f"Entry {seqs[0]}: its fields"):
        _said("verify")


def test_an_anchor_is_kept_once_a_day(
    seqs: list[int], user: Get, now: datetime
) -> None:
    first = anchor(day=date(2026, 1, 1))
    record(actor=user("rina"), act="unit.nickname", subject="unit:1", now=now)
    assert anchor(day=date(2026, 1, 1)) == first
    assert first is not None
    assert first.seq == seqs[-1]


def test_one_spelling_of_a_moment_in_every_time_zone(user: Get) -> None:
    there = datetime.fromisoformat("2026-01-01T07:00:00+07:00")
    record(actor=user("rina"), act="unit.nickname", subject="unit:1", now=there)
    assert queries.verify() is None


def _said(what: str, **more: object) -> str:
    out = StringIO()
    call_command("ledger", what, stdout=out, **more)
    return out.getvalue()
