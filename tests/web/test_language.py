"""Indonesian for everybody, English for who asks for it."""

from __future__ import annotations

from django.test import Client


def test_a_browser_set_to_english_reads_indonesian() -> None:
    page = Client().get("/akun/login/", headers={"accept-language": "en-US"})
    assert page["Content-Language"] == "id"
    assert '<html lang="id">' in page.content.decode()


def test_who_chooses_english_reads_english() -> None:
    client = Client()
    client.post("/bahasa/", {"language": "en", "next": "/akun/login/"})
    assert '<html lang="en">' in client.get("/akun/login/").content.decode()


def test_another_language_is_not_taken() -> None:
    client = Client()
    client.cookies["django_language"] = "xx"
    assert client.get("/akun/login/")["Content-Language"] == "id"
