"""The help desk: asked, answered by a colleague, published for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from seimbang_web.outreach.models import Faq, Question

As = Callable[[str], Client]


@pytest.fixture
def asked(as_: As) -> Question:
    form = {"text": "Kapan putusannya?", "key": "q1"}
    as_("guru").post("/sosialisasi/bertanya/", form)
    as_("guru").post("/sosialisasi/bertanya/", form)
    return Question.objects.get()


def test_the_answer_reaches_who_asked(as_: As, asked: Question) -> None:
    url = f"/sosialisasi/pertanyaan/{asked.pk}/"
    assert "Pertanyaan ke meja bantuan" in as_("putri").get("/").content.decode()
    as_("putri").post(url, {"answer": "Paling lambat 13 Maret."})
    assert "Paling lambat 13 Maret." in as_("guru").get(url).content.decode()


def test_it_is_answered_once(as_: As, asked: Question) -> None:
    url = f"/sosialisasi/pertanyaan/{asked.pk}/"
    as_("putri").post(url, {"answer": "Satu."})
    page = as_("rina").post(url, {"answer": "Dua."}).content.decode()
    assert "Putri (perencana) sudah menjawabnya" in page
    asked.refresh_from_db()
    assert asked.answer == "Satu."


def test_nobody_answers_the_own_question(as_: As) -> None:
    as_("putri").post("/sosialisasi/bertanya/", {"text": "x?", "key": "q2"})
    url = f"/sosialisasi/pertanyaan/{Question.objects.get().pk}/"
    page = as_("putri").post(url, {"answer": "Ya."}).content.decode()
    assert "rekan Anda yang menjawab" in page
    assert "Pertanyaan ke meja bantuan" not in as_("putri").get("/").content.decode()


def test_another_persons_question_is_not_there(as_: As, asked: Question) -> None:
    assert as_("kepsek").get(f"/sosialisasi/pertanyaan/{asked.pk}/").status_code == 404
    assert "Kapan" not in as_("kepsek").get("/sosialisasi/pertanyaan/").content.decode()


def test_only_the_help_desk_answers(as_: As, asked: Question) -> None:
    url = f"/sosialisasi/pertanyaan/{asked.pk}/"
    assert as_("guru").post(url, {"answer": "Ya."}).status_code == 404


def test_an_answer_is_published_and_ended(as_: As) -> None:
    form = {"audience": "asn", "question": "Siapa memutuskan?", "answer": "Bupati."}
    as_("sari").post("/sosialisasi/tanya-jawab/baru/", form)
    assert "Siapa memutuskan?" in as_("guru").get("/sosialisasi/").content.decode()
    assert "Siapa" not in as_("tono").get("/sosialisasi/tanya-jawab/").content.decode()
    url = f"/sosialisasi/tanya-jawab/{Faq.objects.get().pk}/akhiri/"
    assert as_("guru").post(url).status_code == 404
    as_("sari").post(url)
    assert as_("sari").post(url).status_code == 404  # it is ended already
    page = as_("guru").get("/sosialisasi/tanya-jawab/").content.decode()
    assert "Siapa memutuskan?" not in page
    assert Faq.objects.count() == 1  # ended, not erased
