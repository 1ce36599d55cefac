"""The baseline: asked once, nameless, means of five or more only."""

from __future__ import annotations

import uuid

from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Plan, Round
from seimbang_web.wishes import baseline
from seimbang_web.wishes.models import Asked, Satisfaction
from tests.web.wishes.conftest import DAY, As

URL = "/aspirasi/kepuasan/"
ANSWERS = {"workload": 2, "distance": 4, "fairness": 3, "trust": 5}


def test_it_is_asked_once_and_bears_no_name(as_: As, guru: Person) -> None:
    client = as_("guru")
    assert "Empat pertanyaan singkat" in client.get("/").content.decode()
    page = client.post(URL, ANSWERS, follow=True).content.decode()
    assert "Jawaban Anda tanpa nama" in page
    kept = Satisfaction.objects.get()
    assert (kept.workload, kept.trust, kept.family) == (2, 5, guru.job.family)
    fields = {one.name for one in Satisfaction._meta.get_fields()}
    assert fields == {"id", "round", "family", *ANSWERS}
    client.post(URL, ANSWERS)
    assert Satisfaction.objects.count() == Asked.objects.count() == 1
    assert "sudah menjawab" in client.get(URL).content.decode()


def test_all_four_are_needed(as_: As) -> None:
    page = as_("guru").post(URL, ANSWERS | {"trust": ""}).content.decode()
    assert "error-summary" in page
    assert not Satisfaction.objects.exists()


def test_it_ends_with_the_first_plan(as_: As, chosen: Plan) -> None:
    as_("guru").post(URL, ANSWERS)
    assert not Satisfaction.objects.exists()


def test_a_second_round_does_not_ask(as_: As, round_: Round) -> None:
    Round.objects.update(closed_on=DAY)
    Round.objects.create(name="2027", day=DAY, opened_on=DAY)
    as_("guru").post(URL, ANSWERS)
    assert not Satisfaction.objects.exists()


def test_groups_below_five_and_the_next_are_not_shown(as_: As, round_: Round) -> None:
    for family, count in (("a", 3), ("b", 6), ("c", 9)):
        for _one in range(count):
            Satisfaction.objects.create(
                id=uuid.uuid4(), round=round_, family=family, **ANSWERS
            )
    rows = {one.name: one for one in baseline.results()}
    assert not rows["a"].means
    assert not rows["b"].means
    assert rows["c"].means[0] == 2
    page = as_("putri").get("/aspirasi/kepuasan/hasil/").content.decode()
    assert "tidak ditampilkan" in page
    for who in ("rina", "kepsek", "guru", "admin"):
        assert as_(who).get("/aspirasi/kepuasan/hasil/").status_code == 404
