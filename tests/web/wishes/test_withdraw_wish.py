"""Take wishes back: they count no more, the number stays, what was told is erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.wishes import actions
from seimbang_web.wishes.actions import Told
from seimbang_web.wishes.convert import rows_of
from seimbang_web.wishes.models import Hardship, State
from tests.web.wishes.conftest import DAY, As, Send, Users


def test_withdrawn_wishes_do_not_enter_a_plan(
    send: Send, guru: Person, needy: Unit, as_: As, round_: Round
) -> None:
    wish = send(guru, needy, told=Told("tell", "merawat", "Ibu."))
    page = as_("guru").post("/aspirasi/saya/tarik/", follow=True).content.decode()
    assert "ditarik" in page
    wish.refresh_from_db()
    assert wish.state == State.WITHDRAWN
    assert not Hardship.objects.exists()
    assert rows_of(round_)["wishes"]["target_id"].to_list() == [guru.unit.code]
    assert Entry.objects.filter(act="wish.withdraw").count() == 1
    again = send(guru, needy)
    assert (again.state, again.receipt) == (State.SENT, wish.receipt)


def test_it_needs_a_form_and_happens_once(
    send: Send, guru: Person, needy: Unit, as_: As, user: Users, now: datetime
) -> None:
    wish = send(guru, needy)
    assert as_("guru").get("/aspirasi/saya/tarik/").status_code in (404, 405)
    by: dict[str, Any] = {"helper": None, "actor": user("guru"), "now": now, "day": DAY}
    actions.withdraw_wish(wish=wish, **by)
    with pytest.raises(ActError):
        actions.withdraw_wish(wish=wish, **by)


def test_who_wrote_nothing_has_nothing_to_withdraw(as_: As) -> None:
    assert as_("guru").post("/aspirasi/saya/tarik/").status_code == 404
