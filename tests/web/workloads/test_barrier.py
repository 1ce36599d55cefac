"""Rivers and crossings become travel times, by two persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.jobs.models import Job, State
from seimbang_web.jobs.worker import drain
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.workloads import barriers
from seimbang_web.workloads.models import Barrier, BarrierState, Measurement
from seimbang_web.workloads.queries import current_measurement, waiting_for
from tests.web.conftest import DAY, As
from tests.web.workloads.conftest import collection, feature

LIST = reverse("barrier-list")
User = Callable[[str], Any]


def sent(content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("sungai.geojson", content)}


def page(barrier: Barrier, name: str = "barrier-detail") -> str:
    return reverse(name, args=[barrier.pk])


@pytest.fixture
def counted(river: bytes, user: User, now: datetime) -> Barrier:
    """Return rivers that wait for the second person."""
    barrier = barriers.upload(content=river, actor=user("rina"), now=now)
    drain()
    barrier.refresh_from_db()
    assert barrier.state == BarrierState.WAITING
    return barrier


def test_from_the_file_to_the_data(
    as_: As, river: bytes, measured: Measurement
) -> None:
    given = set(snapshot_of(measured.version)["travel"].iter_rows())
    opened = as_("rina").post(LIST, sent(river), follow=True)
    barrier = Barrier.objects.get()
    assert "Sedang dihitung" in opened.content.decode()
    drain()
    shown = as_("dedi").get(page(barrier)).content.decode()
    assert "Jembatan" in shown and "Pompong (20 menit)" in shown
    as_("dedi").post(page(barrier, "barrier-decide"), {"decision": "apply"})
    drain()
    barrier.refresh_from_db()
    assert barrier.state == BarrierState.APPLIED
    version = current()
    assert version is not None and version.source == f"barrier:{barrier.pk}"
    assert version.made_by == barrier.decided_by
    travel = set(snapshot_of(version)["travel"].iter_rows())
    assert given <= travel
    assert len(travel) == len(given) + len(barrier.ways)
    fresh = current_measurement()
    assert fresh is not None and fresh.version_id == version.pk
    acts = Entry.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts)[-3:] == ["barrier.upload", "barrier.apply", "data.apply"]
    drawn = as_("guru").get(reverse("workload-map"), {"map": "1"}).content.decode()
    assert 'class="river"' in drawn and 'class="crossing"' in drawn
    known = f"{len(barrier.ways):,}".replace(",", ".")
    assert f"{known} di antaranya" in as_("rina").get(LIST).content.decode()


def test_ways_over_the_river_are_longer_and_only_those(counted: Barrier) -> None:
    assert len(counted.ways) == counted.told["ways"] > 1000
    assert counted.told["lost"] == 0
    for _origin, _target, _minutes, km, straight in counted.told["longest"]:
        assert km > straight
    origins = {way[0] for way in counted.ways}
    assert all(way[0] != way[1] for way in counted.ways)
    assert len(origins) < 450


def test_rows_of_the_region_are_never_overwritten(counted: Barrier) -> None:
    travel = snapshot_of(counted.version)["travel"].select("from_id", "to_id")
    given = set(travel.iter_rows())
    ours = {(way[0], way[1]) for way in counted.ways}
    assert not ours & given
    assert not ours & {(other, one) for one, other in given}


def test_rivers_drawn_again_replace_those_before(
    counted: Barrier, user: User, now: datetime
) -> None:
    barriers.decide(barrier=counted, apply=True, actor=user("sari"), now=now)
    drain()
    far = collection(
        feature("LineString", [[102, -1.55], [104, -1.55]], nama="Lain"),
        feature("Point", [103, -1.55], nama="Titian"),
    )
    second = barriers.upload(content=far, actor=user("rina"), now=now)
    drain()
    second.refresh_from_db()
    barriers.decide(barrier=second, apply=True, actor=user("dedi"), now=now)
    drain()
    version = current()
    assert version is not None
    assert barriers.in_force(version)["crossings"] == len(second.ways)
    assert snapshot_of(version)["travel"].height == 62 + len(second.ways)


def test_without_a_crossing_the_ways_are_told_as_lost(
    as_: As, user: User, now: datetime
) -> None:
    alone = collection(feature("LineString", [[102, -1.7], [104, -1.7]]))
    barrier = barriers.upload(content=alone, actor=user("rina"), now=now)
    drain()
    barrier.refresh_from_db()
    assert barrier.ways == []
    assert barrier.told["lost"] > 1000
    text = as_("dedi").get(page(barrier)).content.decode()
    assert "Tambahkan penyeberangan" in text


def test_who_drew_them_does_not_decide(
    as_: As, counted: Barrier, user: User, now: datetime
) -> None:
    assert (
        "orang lain yang memutuskan" in as_("rina").get(page(counted)).content.decode()
    )
    as_("rina").post(page(counted, "barrier-decide"), {"decision": "apply"})
    counted.refresh_from_db()
    assert counted.state == BarrierState.WAITING
    with pytest.raises(ActError):
        barriers.decide(barrier=counted, apply=True, actor=user("rina"), now=now)


def test_it_waits_for_the_second_person_only(
    counted: Barrier, rights: Callable[[str], Rights]
) -> None:
    assert [one.count for one in waiting_for(rights("dedi"))] == [1]
    assert [one.count for one in waiting_for(rights("sari"))] == [1]
    assert waiting_for(rights("rina")) == []
    assert waiting_for(rights("putri")) == []


def test_refused_with_a_reason(as_: As, counted: Barrier) -> None:
    url = page(counted, "barrier-decide")
    bare = as_("sari").post(url, {"decision": "refuse"}, follow=True)
    assert "Tulis alasan" in bare.content.decode()
    as_("sari").post(url, {"decision": "refuse", "why": "Jembatan salah tempat."})
    counted.refresh_from_db()
    assert (counted.state, counted.why) == ("refused", "Jembatan salah tempat.")
    again = as_("dedi").post(url, {"decision": "apply"}, follow=True)
    assert "sudah diputuskan" in again.content.decode()


def test_applied_twice_is_applied_once(
    counted: Barrier, user: User, now: datetime
) -> None:
    barriers.decide(barrier=counted, apply=True, actor=user("dedi"), now=now)
    with pytest.raises(ActError):
        barriers.decide(barrier=counted, apply=True, actor=user("sari"), now=now)
    drain()
    job = Job.objects.filter(kind="workload.apply_barrier").get()
    assert job.state == State.DONE
    assert barriers.apply_job(None, barrier=counted.pk) is None  # type: ignore[arg-type]
    assert Version.objects.count() == 2


def other_version(now: datetime) -> Version:
    first = Version.objects.get(number=1)
    return Version.objects.create(
        number=2,
        checksum="other",
        content=first.content,
        since=DAY,
        made_at=now,
        source="import:9",
    )


def test_other_data_meanwhile_means_computing_again(
    as_: As, counted: Barrier, user: User, now: datetime
) -> None:
    newer = other_version(now)
    with pytest.raises(ActError):
        barriers.decide(barrier=counted, apply=True, actor=user("dedi"), now=now)
    assert "Hitung ulang" in as_("rina").get(page(counted)).content.decode()
    as_("rina").post(page(counted, "barrier-count"))
    drain()
    counted.refresh_from_db()
    assert (counted.state, counted.version_id) == (BarrierState.WAITING, newer.pk)


def test_other_data_while_it_is_applied_changes_nothing(
    counted: Barrier, user: User, now: datetime
) -> None:
    barriers.decide(barrier=counted, apply=True, actor=user("dedi"), now=now)
    other_version(now)
    drain()
    counted.refresh_from_db()
    assert counted.state == BarrierState.FAILED
    assert Version.objects.count() == 2
    barriers.count_again(barrier=counted, actor=user("rina"), now=now)
    with pytest.raises(ActError):
        barriers.count_again(barrier=counted, actor=user("rina"), now=now)


def test_a_computation_that_broke_can_be_asked_for_again(
    as_: As, river: bytes, user: User, now: datetime
) -> None:
    barrier = barriers.upload(content=river, actor=user("rina"), now=now)
    assert not barriers.stuck(barrier)
    Job.objects.update(state=State.FAILED)
    assert barriers.stuck(barrier)
    text = as_("rina").get(page(barrier)).content.decode()
    assert "Hitung ulang" in text and "hx-get" not in text
    as_("rina").post(page(barrier, "barrier-count"))
    drain()
    barrier.refresh_from_db()
    assert barrier.state == BarrierState.WAITING
    assert not barriers.stuck(barrier)


def test_one_at_a_time(as_: As, counted: Barrier, river: bytes) -> None:
    text = as_("rina").post(LIST, sent(river)).content.decode()
    assert "belum diputuskan" in text
    assert Barrier.objects.count() == 1


def test_who_may_not(as_: As, counted: Barrier, river: bytes) -> None:
    for name in ("sari", "inspektur"):
        assert as_(name).get(LIST).status_code == 200
        assert as_(name).post(LIST, sent(river)).status_code == 404
        assert as_(name).post(page(counted, "barrier-count")).status_code == 404
    for name in ("putri", "kepsek", "guru", "admin"):
        assert as_(name).get(LIST).status_code == 404
        assert as_(name).get(page(counted)).status_code == 404
        assert as_(name).post(page(counted, "barrier-decide")).status_code == 404
    assert as_("inspektur").post(page(counted, "barrier-decide")).status_code == 404
    assert as_("rina").get(reverse("barrier-detail", args=[99])).status_code == 404


def test_acts_need_post(as_: As, counted: Barrier) -> None:
    for name in ("barrier-count", "barrier-decide"):
        assert as_("dedi").get(page(counted, name)).status_code in (404, 405)


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([feature("Point", [103, -1.7])], "tidak berisi sungai"),
        ([feature("Polygon", [])], "seharusnya LineString atau Point"),
        ([feature("LineString", [[103, -1]])], "kurang dari 2 titik"),
        ([feature("MultiLineString", [])], "bukan pasangan angka"),
        ([feature("Point", [103, "x"])], "bukan pasangan angka"),
        ([feature("Point", [103, -1.7], menit=-1)], "seharusnya bilangan bulat"),
        ([feature("Point", [103, -1.7], menit="20")], "seharusnya bilangan bulat"),
        (
            [
                feature("LineString", [[103, -1], [104, -1]]),
                feature("Point", [103, -1.5], nama="Jauh"),
            ],
            "Jauh lebih dari 1 km",
        ),
        (
            [feature("LineString", [[103, -1], [104, -1]] * 10_001)],
            "lebih dari 20000 titik",
        ),
    ],
)
def test_faults_of_the_file(as_: As, features: list[Any], words: str) -> None:
    text = as_("rina").post(LIST, sent(collection(*features))).content.decode()
    assert words in text
    assert not Barrier.objects.exists()


def test_without_data(river: bytes, user: User, now: datetime) -> None:
    nothing = patch.object(barriers, "current", return_value=None)
    with nothing, pytest.raises(ActError):
        barriers.upload(content=river, actor=user("rina"), now=now)
