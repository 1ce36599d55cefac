"""Propose other parameters of the region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Unit
from seimbang_web.regulations.actions import NothingNewError, approve, propose_local
from seimbang_web.regulations.local import PARAMETERS
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import local_of, local_version, read_local
from tests.web.conftest import As
from tests.web.regulations.proposing import DAY, proposed, sent

Who = Callable[[str], User]


def test_a_planner_proposes_and_nothing_changes_yet(as_: As) -> None:
    before = local_version(DAY)
    answer = as_("putri").post(
        reverse("local-propose"), sent(max_distance_km="45", tenure_months="")
    )
    row = LocalVersion.objects.get(approved_at=None)
    assert answer.headers["Location"] == reverse("local-detail", args=[row.pk])
    local = local_of(row)
    assert local.max_distance_km == 45
    assert local.sources["max_distance_km"] == "Perbup 1/2026"
    assert local.sources["speed_kmh"] == local_of(before).sources["speed_kmh"]
    assert local_version(DAY) == before
    assert Entry.objects.filter(act="local.propose", subject=f"local:{row.pk}").exists()


def test_every_kind_of_field_is_read(as_: As) -> None:
    unit = Unit.objects.exclude(district_code="").order_by("pk").first()
    assert unit is not None
    agency = Unit.objects.filter(agency=None).order_by("pk").first()
    assert agency is not None
    as_("putri").post(
        reverse("local-propose"),
        sent(
            service_weights="guru-sd-kelas; 2\n\nbidan; 3",
            maximum_groups=(
                f"Guru kota; guru-sd-kelas; {unit.district_code}; 90\nSemua; bidan; ; 9"
            ),
            move_caps=f"Setda; {agency.code}; 5; ",
            unknown_passes="R17, G8",
            couple_zone="15",
            class_ratio_sd="20",
            move_cost_rupiah_per_move="100000",
            budget_rupiah="50000000",
            teacher_hours="intra",
            round_seed="undian terbuka",
        ),
    )
    local = local_of(LocalVersion.objects.get(approved_at=None))
    assert local.service_weights == {"guru-sd-kelas": 2, "bidan": 3}
    assert local.maximum_groups[0]["district_id"] == unit.district_code
    assert local.maximum_groups[1]["district_id"] is None
    assert local.move_caps[0] == {
        "name": "Setda",
        "district_id": None,
        "agency_id": agency.code,
        "leaving": 5,
        "arriving": None,
    }
    assert local.unknown_passes == ["R17", "G8"]
    assert local.couple_zone == 15
    assert local.class_ratio["sd"] == 20
    page = as_("putri").get(
        reverse("local-propose")
        + f"?from={LocalVersion.objects.get(approved_at=None).pk}"
    )
    assert "guru-sd-kelas; 2" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"speed_kmh": "900"}, "speed_kmh"),
        ({"speed_kmh": ""}, "speed_kmh"),
        ({"tenure_months": "6"}, "tenure_basis"),
        ({"budget_rupiah": "5"}, "move_cost_rupiah_per_move"),
        ({"service_weights": "guru"}, "service_weights"),
        ({"service_weights": "guru; dua"}, "service_weights"),
        ({"move_caps": "A; NOWHERE; 1; 1"}, "move_caps"),
        ({"couple_zone": "jauh"}, "couple_zone"),
        ({"since": ""}, "since"),
        ({"basis": ""}, "basis"),
    ],
)
def test_a_fault_stands_at_its_field(
    as_: As, changes: dict[str, str], field: str
) -> None:
    answer = as_("putri").post(reverse("local-propose"), sent(**changes))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not LocalVersion.objects.filter(approved_at=None).exists()


def test_all_faults_come_at_once(as_: As) -> None:
    answer = as_("putri").post(
        reverse("local-propose"), sent(speed_kmh="900", detour_percent="1")
    )
    assert set(answer.context["form"].errors) == {"speed_kmh", "detour_percent"}


def test_nothing_new_is_refused(as_: As) -> None:
    answer = as_("putri").post(reverse("local-propose"), sent())
    assert answer.context["form"].non_field_errors()


def test_sent_twice_is_proposed_once(as_: As) -> None:
    client, data = as_("putri"), sent(max_distance_km="45", key="k" * 20)
    first = client.post(reverse("local-propose"), data)
    second = client.post(reverse("local-propose"), data)
    assert first.headers["Location"] == second.headers["Location"]
    assert LocalVersion.objects.filter(approved_at=None).count() == 1


@pytest.mark.parametrize("name", ["sari", "rina", "guru", "kepsek", "bupati"])
def test_others_may_not(as_: As, name: str) -> None:
    assert as_(name).post(reverse("local-propose"), {}).status_code == 404


def test_another_version_meanwhile_shows_both_values(
    as_: As, user: Who, now: datetime
) -> None:
    data = sent(max_distance_km="45")
    other = proposed(user("putri"), now, max_distance_km=60, speed_kmh=40)
    approve(proposal=other, actor=user("sari"), now=now)
    answer = as_("putri").post(reverse("local-propose"), data)
    assert answer.status_code == 200
    words = {name: (mine, theirs) for name, mine, theirs in answer.context["both"]}
    label = str(PARAMETERS["max_distance_km"].label)
    assert words[label][0].startswith("45") and words[label][1].startswith("60")
    form = answer.context["form"]
    assert form["max_distance_km"].initial == 45
    assert form["speed_kmh"].initial == 40
    assert form["why"].value() == "Bukti di lapangan"


def test_it_begins_not_before_the_version_before(user: Who, now: datetime) -> None:
    approve(
        proposal=proposed(user("putri"), now, speed_kmh=40),
        actor=user("sari"),
        now=now,
    )
    last = LocalVersion.objects.order_by("-number").first()
    assert last is not None
    values = {key: getattr(local_of(last), key) for key in PARAMETERS}
    told: dict[str, Any] = {
        "basis": "x",
        "why": "x",
        "actor": user("putri"),
        "now": now,
    }
    with pytest.raises(ActError):
        propose_local(
            values=values | {"speed_kmh": 50}, since=DAY, base=last.pk, **told
        )
    with pytest.raises(NothingNewError):
        propose_local(values=values, since=date(2026, 3, 1), base=last.pk, **told)
    with pytest.raises(StaleError):
        propose_local(
            values=values | {"speed_kmh": 50}, since=date(2026, 3, 1), base=None, **told
        )


def test_the_file_is_what_the_command_line_reads(
    as_: As, user: Who, now: datetime
) -> None:
    row = proposed(user("putri"), now, max_distance_km=45)
    answer = as_("guru").get(reverse("local-file", args=[row.pk]))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert read_local(answer.content.decode()) == local_of(row)


def test_any_two_versions_are_compared(as_: As, user: Who, now: datetime) -> None:
    row = proposed(user("putri"), now, max_distance_km=45)
    page = as_("putri").get(reverse("local-difference"), {"a": "0", "b": str(row.pk)})
    labels = {one.label for one in page.context["changes"]}
    assert str(PARAMETERS["max_distance_km"].label) in labels


def test_outside_an_own_policy_is_a_file_beside(
    as_: As, user: Who, now: datetime
) -> None:
    row = proposed(user("putri"), now, policy="kabupaten")
    answer = as_("guru").get(reverse("local-file", args=[row.pk]))
    assert read_local(answer.content.decode()).policy == "kabupaten.yaml"
    assert local_of(row).policy == "kabupaten"
