"""The thinnest way: the office signs in and sees its tasks."""

from __future__ import annotations

from django.test import Client


def test_a_stranger_is_asked_to_sign_in() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/login/")


def test_the_operator_sees_the_tasks(as_) -> None:  # type: ignore[no-untyped-def]
    assert as_("rina").get("/").status_code == 200
