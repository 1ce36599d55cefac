"""The session ends while a person types: after signing in the form is as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.cases.models import Case
from seimbang_web.lib import clock
from seimbang_web.lib.rescue import Rescue, key_for
from seimbang_web.outreach.models import Question

As = Callable[[str], Client]
URL = "/sosialisasi/bertanya/"


@pytest.fixture
def typed(user: Callable[[str], User]) -> dict[str, str]:
    return {
        "text": "Kapan putusannya?",
        "told_reason": "sakit",
        "key": key_for(user("guru").pk),
    }


@pytest.fixture
def browser(typed: dict[str, str]) -> Client:
    """Return a browser whose session has ended, after a form was sent with it."""
    client = Client()
    response = client.post(URL, typed)
    assert response["Location"] == f"/akun/login/?next={URL}"
    return client


def back(client: Client, user: User) -> str:
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.get(URL).content.decode()


def test_it_is_given_back_to_whom_it_was(
    browser: Client, user: Callable[[str], User]
) -> None:
    page = browser.get("/akun/login/").content.decode()
    assert "Isian Anda tersimpan" in page
    page = back(browser, user("guru"))
    assert "Kapan putusannya?" in page and "Belum ada yang terkirim" in page
    assert "Error" not in page and not Question.objects.exists()
    assert "Kapan putusannya?" not in browser.get(URL).content.decode()  # once


def test_another_person_at_the_same_machine_does_not_see_it(
    browser: Client, user: Callable[[str], User]
) -> None:
    assert "Kapan putusannya?" not in back(browser, user("kepsek"))
    assert "Kapan putusannya?" in back(browser, user("guru"))


def test_confidential_text_is_not_kept(browser: Client) -> None:
    from seimbang_web.lib.confidence import opened

    held = Rescue.objects.get()
    assert b"Kapan" not in bytes(held.fields)  # sealed
    assert "sakit" not in opened(held.fields)


def test_it_is_gone_after_two_hours(
    browser: Client,
    user: Callable[[str], User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = clock.now() + timedelta(hours=2, minutes=1)
    monkeypatch.setattr("seimbang_web.lib.rescue.clock.now", lambda: late)
    assert "Kapan putusannya?" not in back(browser, user("guru"))


def test_a_key_that_is_not_ours_keeps_nothing(typed: dict[str, str]) -> None:
    owner, random, _mac = typed["key"].split(".")
    for key in ("", "x", f"{owner}.{random}.0000000000000000"):
        Client().post(URL, typed | {"key": key})
    assert not Rescue.objects.exists()


def test_a_form_too_large_is_not_kept(typed: dict[str, str]) -> None:
    Client().post(URL, typed | {"text": "x" * 200_000})
    assert not Rescue.objects.exists()


def test_what_was_typed_again_takes_its_place(
    browser: Client, typed: dict[str, str], user: Callable[[str], User]
) -> None:
    browser.post(URL, typed | {"text": "Siapa memutuskan?"})
    assert Rescue.objects.count() == 1
    assert "Siapa memutuskan?" in back(browser, user("guru"))


def test_the_letter_of_a_case_is_as_it_was(
    as_: As, user: Callable[[str], User]
) -> None:
    from seimbang_web.organisation.models import Person

    person = Person.objects.filter(present=True, unit__kind="sd").order_by("pk")[3]
    client = as_("rina")
    place = Person.objects.filter(job=person.job).exclude(unit=person.unit)[0]
    url = f"/kasus/baru/{person.pk}/?kind=sendiri&unit1={place.unit_id}"
    client.logout()
    typed = {
        "number": "800/17/SDN",
        "on": "2025-12-30",
        "key": key_for(user("rina").pk),
    }
    client.post(url, typed)
    client.force_login(user("rina"), "django.contrib.auth.backends.ModelBackend")
    assert Rescue.objects.get().path == url
    client.get(url)
    assert not Rescue.objects.exists() and not Case.objects.exists()
