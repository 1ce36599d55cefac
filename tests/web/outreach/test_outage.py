"""Last days move by themselves when the service was down before them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.outreach.actions import pulse, tell_outage
from seimbang_web.outreach.extend import lost
from seimbang_web.outreach.models import Outage, Pulse
from seimbang_web.plans.models import Round

JAMBI = ZoneInfo("Asia/Jakarta")
LAST = date(2026, 1, 30)  # a Friday: the demo's last day of wishes


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=JAMBI)


def same(day: date) -> date:
    return day


def listen() -> str:
    return str(Round.objects.get().deadlines["listen"])


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (at(30, 8), at(30, 9, 59), 0),  # less than two hours
        (at(30, 8), at(30, 10), 1),
        (at(26, 8), at(27, 23, 59), 0),  # over before the last three days
        (at(27, 23), at(28, 1), 1),  # reaches into them
        (at(29, 0), at(30, 12), 2),
        (at(20, 0), at(31, 12), 3),  # all three days were lost
        (at(31, 0), at(31, 12), 0),  # after the last day
        (at(30, 22), at(31, 12), 1),  # in its last hours
    ],
)
def test_a_last_day_moves_by_the_days_lost_before_it(
    since: datetime, until: datetime, days: int
) -> None:
    assert lost(since, until, same)(LAST) == LAST + timedelta(days=days)


def test_it_moves_on_to_a_working_day(user: Callable[[str], User]) -> None:
    made = tell_outage(
        since=at(30, 8),
        until=at(30, 14),
        why="jaringan putus",
        working=lambda day: day + timedelta(days=2),  # over the weekend
        actor=user("admin"),
        now=at(30, 15),
    )
    assert listen() == "2026-02-02"
    assert made.extended[0]["was"] == "2026-01-30"
    assert Entry.objects.filter(act="outage.keep").count() == 1


def test_the_pulse_finds_the_gap_once() -> None:
    assert pulse(now=at(30, 8), working=same) is None
    assert pulse(now=at(30, 8, 1), working=same) is None
    found = pulse(now=at(30, 14), working=same)
    assert found is not None and found.found
    assert pulse(now=at(30, 14, 1), working=same) is None
    assert Outage.objects.count() == 1 and Pulse.objects.count() == 1
    assert listen() == "2026-01-31"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (at(30, 10), at(30, 10)),
        (at(30, 8), at(30, 9)),
        (at(30, 8), at(30, 18)),  # it lies ahead
    ],
)
def test_what_is_no_outage_is_refused(
    since: datetime, until: datetime, user: Callable[[str], User]
) -> None:
    with pytest.raises(ActError):
        tell_outage(
            since=since,
            until=until,
            why="x",
            working=same,
            actor=user("admin"),
            now=at(30, 15),
        )
    assert listen() == "2026-01-30"


def test_the_same_time_counts_once(
    as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang_web.lib.clock.now", lambda: at(30, 15))
    client, url = as_("admin"), "/sosialisasi/gangguan/baru/"
    form = {"since": "2026-01-30T08:00", "until": "2026-01-30T14:00", "why": "listrik"}
    assert client.post(url, form).status_code == 302
    again = client.post(url, form).content.decode()
    assert "Gangguan pada waktu itu sudah dihitung." in again
    page = as_("guru").get("/sosialisasi/gangguan/").content.decode()
    assert "listrik" in page


def test_only_who_may_tells_one(as_: Callable[[str], Client]) -> None:
    assert as_("guru").get("/sosialisasi/gangguan/baru/").status_code == 404


def test_anybody_may_ask_whether_it_is_up() -> None:
    assert Client().get("/sosialisasi/sehat/").content == b"ok\n"
