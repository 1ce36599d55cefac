"""The demo's round is played on, by acts, and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry as Act
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.models import Dossier
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as Standing
from seimbang_web.follow_up.models import Track
from seimbang_web.home.cycle import cycle, waiting
from seimbang_web.home.stages import play
from seimbang_web.proposals.models import Response

pytestmark = pytest.mark.both

DAY = date(2026, 1, 1)
READERS = {"inspektur", "admin", "pdp"}  # have no part in a round


@pytest.fixture
def signed() -> list[str]:
    """Play all stages."""
    return play("signed", day=DAY)


def test_a_stage_plays_those_before_it(signed: list[str]) -> None:
    assert signed == ["proposed", "recommended", "signed"]
    assert set(Response.objects.values_list("answer", flat=True)) == set(
        Response.Answer.values
    )
    standing = [
        step.key for one in Dossier.objects.order_by("pk")[1:] if (step := here(one))
    ]
    assert standing == ["decide", "team", "verify", "sector"]
    decree = Letter.objects.get(kind=Kind.DECREE)
    assert decree.state == Standing.SIGNED
    extracts = Letter.objects.filter(kind=Kind.EXTRACT, parent=decree)
    assert sorted(one.state for one in extracts) == sorted(
        [Standing.DELIVERED, Standing.SIGNED, Standing.SIGNED]
    )
    assert Track.objects.count() == 3


def test_what_was_played_is_not_played_again(signed: list[str]) -> None:
    acts = Act.objects.count()
    assert play("signed", day=DAY) == []
    assert play("proposed", day=DAY) == []
    assert Act.objects.count() == acts


def test_everybody_has_something_to_do(signed: list[str]) -> None:
    for user in User.objects.exclude(username__in=READERS):
        rights = Rights(user, DAY)
        found = [one for one in waiting(rights, cycle(rights)) if one.count]
        assert found, user.username


def test_the_command_tells_what_it_played(
    capsys: pytest.CaptureFixture[str], user: Callable[[str], User]
) -> None:
    call_command("demo", stage="proposed")
    told = capsys.readouterr().out
    assert "Dimainkan: rencana dipilih" in told
    assert user("perawat").username in told
    call_command("demo", stage="proposed")
    assert "Putaran sudah sampai di sana." in capsys.readouterr().out
