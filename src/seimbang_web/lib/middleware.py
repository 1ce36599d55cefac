"""Headers on every answer, and the core's language for every request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from seimbang.language import LANGUAGES, speaking

Answer = Callable[[HttpRequest], HttpResponse]


def headers(answer: Answer) -> Answer:
    """Keep pages out of caches and browsers out of devices they do not need."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answered


def language(answer: Answer) -> Answer:
    """
    Speak Indonesian, or what the person chose (a cookie).

    A browser's own language is not asked: many phones here are set to English.
    """
    known = dict(settings.LANGUAGES)

    def answered(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(code):
            response = answer(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return answered


def core_language(answer: Answer) -> Answer:
    """Let the core speak the language of the page."""

    def answered(request: HttpRequest) -> HttpResponse:
        language = (translation.get_language() or "id").split("-")[0]
        with speaking(language if language in LANGUAGES else "id"):
            return answer(request)

    return answered
